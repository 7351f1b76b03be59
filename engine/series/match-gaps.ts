import { alignKeys, type Anchor } from './align.ts';
import type { Both, SeriesColumns } from './series-columns.ts';
import type { Spines } from './series-order.ts';

const NONE = -1;

/** What is matched by now. `counterpart` grows. */
export interface Matching {
  /** By place on the left: place on the right, or -1. */
  readonly counterpart: Int32Array;
  readonly spines: Spines;
}

/**
 * Between what keeps its order in each client's series: what says the same but carries other values, then what is of the same
 * method and name. Pure but for `counterpart`.
 */
export function matchGaps(
  [left, right]: Both<SeriesColumns>,
  clients: Both<Int32Array>,
  { counterpart, spines }: Matching,
): void {
  const taken = new Uint8Array(right.exact.length);
  for (const otherAt of counterpart) if (otherAt !== NONE) taken[otherAt] = 1;
  const free = freeOf(clients[0], (at) => counterpart[at] === NONE);
  const otherFree = freeOf(clients[1], (at) => taken[at] === 0);
  const pair = ([at, otherAt]: Anchor): void => {
    counterpart[at] = otherAt;
  };
  for (const [client, places] of free) {
    const gaps = [...gapsOf(places, otherFree.get(client) ?? [], spines.get(client) ?? [])];
    for (const gap of gaps) matchGap([left, right], gap, pair);
  }
}

function freeOf(client: Int32Array, isFree: (at: number) => boolean): Map<number, number[]> {
  const free = new Map<number, number[]>();
  for (let at = 0; at < client.length; at += 1) {
    if (!isFree(at)) continue;
    const own = free.get(client[at] ?? NONE);
    if (own) own.push(at);
    else free.set(client[at] ?? NONE, [at]);
  }
  return free;
}

type Gap = Both<readonly number[]>;

/** What lies between two pairs of the spine on both sides. */
function* gapsOf(
  places: readonly number[],
  others: readonly number[],
  spine: readonly Anchor[],
): Generator<Gap> {
  let [from, otherFrom] = [0, 0];
  for (const [end, otherEnd] of [...spine, [Infinity, Infinity] as const]) {
    let [to, otherTo] = [from, otherFrom];
    while (to < places.length && (places[to] ?? 0) < end) to += 1;
    while (otherTo < others.length && (others[otherTo] ?? 0) < otherEnd) otherTo += 1;
    if (to > from && otherTo > otherFrom) yield [places.slice(from, to), others.slice(otherFrom, otherTo)];
    [from, otherFrom] = [to, otherTo];
  }
}

function matchGap(
  [left, right]: Both<SeriesColumns>,
  [gap, others]: Gap,
  pair: (anchor: Anchor) => void,
): void {
  const equal = aligned(gap, others, [left.exact, right.exact]);
  let [from, otherFrom] = [0, 0];
  for (const [index, otherIndex] of [...equal, [gap.length, others.length] as const]) {
    const [rest, otherRest] = [gap.slice(from, index), others.slice(otherFrom, otherIndex)];
    for (const [at, otherAt] of aligned(rest, otherRest, [left.loose, right.loose])) {
      pair([rest[at] ?? 0, otherRest[otherAt] ?? 0]);
    }
    if (index < gap.length) pair([gap[index] ?? 0, others[otherIndex] ?? 0]);
    [from, otherFrom] = [index + 1, otherIndex + 1];
  }
}

/** Indices that go together. */
function aligned(
  places: readonly number[],
  others: readonly number[],
  [keys, otherKeys]: Both<Float64Array>,
): Anchor[] {
  const match = alignKeys(
    places.map((at) => keys[at] ?? NaN),
    others.map((at) => otherKeys[at] ?? NaN),
  );
  const pairs: Anchor[] = [];
  for (const [index, otherIndex] of match.entries()) if (otherIndex !== NONE) pairs.push([index, otherIndex]);
  return pairs;
}
