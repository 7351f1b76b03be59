/** Whether a part of the list still shows what is looked for. */
export type Shows<T> = (part: readonly T[]) => Promise<boolean>;

/**
 * Delta debugging (ddmin, Zeller and Hildebrandt 2002): a part of the list, in its order, that still shows it and of which
 * nothing more can be left out alone. The list as a whole is known to show it. Pure but for what it is given.
 */
export async function shrink<T>(items: readonly T[], shows: Shows<T>): Promise<readonly T[]> {
  if (items.length === 0 || (await shows([]))) return [];
  let present = items;
  let parts = 2;
  while (present.length > 1) {
    const pieces = cut(present, parts);
    const smaller = await findSmaller(present, pieces, shows);
    if (smaller) {
      present = smaller.part;
      parts = smaller.isPiece ? 2 : Math.max(2, parts - 1);
    } else if (parts >= present.length) break;
    else parts = Math.min(present.length, parts * 2);
  }
  return present;
}

/** A piece alone, or all but one piece. */
async function findSmaller<T>(
  present: readonly T[],
  pieces: readonly (readonly T[])[],
  shows: Shows<T>,
): Promise<{ readonly part: readonly T[]; readonly isPiece: boolean } | undefined> {
  for (const part of pieces) {
    if (part.length < present.length && (await shows(part))) return { part, isPiece: true };
  }
  // With two pieces each is all but the other one.
  if (pieces.length <= 2) return undefined;
  for (const piece of pieces) {
    const without = new Set(piece);
    const part = present.filter((item) => !without.has(item));
    if (await shows(part)) return { part, isPiece: false };
  }
  return undefined;
}

function cut<T>(items: readonly T[], parts: number): (readonly T[])[] {
  const pieces: (readonly T[])[] = [];
  for (let part = 0; part < parts; part += 1) {
    const from = Math.floor((part * items.length) / parts);
    const to = Math.floor(((part + 1) * items.length) / parts);
    if (to > from) pieces.push(items.slice(from, to));
  }
  return pieces;
}
