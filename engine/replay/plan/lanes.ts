/** When something happened, epoch ms. */
export interface Span {
  readonly from: number;
  /** Absent where nobody knows: then it holds nobody up. */
  readonly to?: number;
}

/**
 * A lane for each span, so that those of one lane follow each other: the lowest that is free. `spans` are in the order of
 * their beginnings. Pure.
 */
export function assignLanes(spans: readonly Span[]): { readonly lanes: number[]; readonly count: number } {
  const freeAt: number[] = [];
  const lanes = spans.map(({ from, to = from }) => {
    // Beginnings are known to the millisecond: what ended within it was over.
    const free = freeAt.findIndex((at) => Math.floor(at) <= from);
    const lane = free < 0 ? freeAt.length : free;
    freeAt[lane] = Math.max(to, from);
    return lane;
  });
  return { lanes, count: freeAt.length };
}
