import { longestAscending, type Anchor } from './align.ts';
import type { Both, SeriesColumns } from './series-columns.ts';

const NONE = -1;

/** Pairs of one client, ascending on both sides: what keeps its order. */
export type Spines = ReadonlyMap<number, readonly Anchor[]>;

/** The longest part of each client's pairs that has the same order on both sides. Pure. */
export function spinesOf(counterpart: Int32Array, client: Int32Array): Spines {
  const pairs = new Map<number, Anchor[]>();
  for (let at = 0; at < counterpart.length; at += 1) {
    const otherAt = counterpart[at] ?? NONE;
    if (otherAt === NONE) continue;
    const own = pairs.get(client[at] ?? NONE);
    if (own) own.push([at, otherAt]);
    else pairs.set(client[at] ?? NONE, [[at, otherAt]]);
  }
  return new Map([...pairs].map(([one, own]) => [one, longestAscending(own)]));
}

/**
 * By place on the left: which steps have passed others. `MOVED` passed one that its client had sent before, or sent after, it had
 * an answer, on both sides; the order of all else was chance. Pure.
 */
export function strays(
  sides: Both<SeriesColumns>,
  counterpart: Int32Array,
  {
    spines,
    client,
    marks,
  }: {
    readonly spines: Spines;
    readonly client: Int32Array;
    readonly marks: { readonly MOVED: number; readonly INTERLEAVED: number };
  },
): Uint8Array {
  const flags = new Uint8Array(counterpart.length);
  const inPlace = new Set([...spines.values()].flatMap((spine) => spine.map(([at]) => at)));
  const all: Anchor[] = [];
  for (let at = 0; at < counterpart.length; at += 1) {
    const otherAt = counterpart[at] ?? NONE;
    if (otherAt === NONE) continue;
    all.push([at, otherAt]);
    if (inPlace.has(at)) continue;
    const spine = spines.get(client[at] ?? NONE) ?? [];
    flags[at] = hasPassed(sides, [at, otherAt], spine) ? marks.MOVED : marks.INTERLEAVED;
  }
  const straight = new Set(longestAscending(all).map(([at]) => at));
  for (const [at] of all) if (flags[at] === 0 && !straight.has(at)) flags[at] = marks.INTERLEAVED;
  return flags;
}

function hasPassed(
  [left, right]: Both<SeriesColumns>,
  [at, otherAt]: Anchor,
  spine: readonly Anchor[],
): boolean {
  const one = placeIn(spine, 0, at);
  const other = placeIn(spine, 1, otherAt);
  for (let index = Math.min(one, other); index < Math.max(one, other); index += 1) {
    const [passed, otherPassed] = spine[index] ?? [0, 0];
    if (!overlap(left, at, passed) && !overlap(right, otherAt, otherPassed)) return true;
  }
  return false;
}

/** How many of these are before a place. */
function placeIn(spine: readonly Anchor[], side: 0 | 1, at: number): number {
  let [low, high] = [0, spine.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spine[middle]?.[side] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function overlap({ startedAt, endedAt }: SeriesColumns, one: number, other: number): boolean {
  const [from, to] = [startedAt[one] ?? 0, endedAt[one] ?? NaN];
  const [otherFrom, otherTo] = [startedAt[other] ?? 0, endedAt[other] ?? NaN];
  return !(to <= otherFrom) && !(otherTo <= from);
}
