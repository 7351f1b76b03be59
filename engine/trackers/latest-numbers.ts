/** So many are kept. */
const KEPT = 20;

/** The highest numbers of exchanges and one more, ascending. Exchanges may come in any order. Pure. */
export function withLatest(latest: readonly number[], number: number): readonly number[] {
  const at = latest.findLastIndex((other) => other < number) + 1;
  if (latest[at] === number || (at === 0 && latest.length >= KEPT)) return latest;
  return [...latest.slice(0, at), number, ...latest.slice(at)].slice(-KEPT);
}
