/** Where a key leads in a list from the entry at `at`; undefined for keys that lead nowhere. `page`: entries of a screenful. Pure. */
export function stepTarget(key: string, at: number, last: number, page: number): number | undefined {
  const targets: Readonly<Record<string, number>> = {
    ...{ ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1 },
    ...{ PageDown: at + page, PageUp: at - page, Home: 0, End: last },
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.min(Math.max(target, 0), last);
}
