import { alignKeys } from './align.ts';
import { matchGaps } from './match-gaps.ts';
import { refinedKeys, sharedClients } from './refine-keys.ts';
import type { Both, SeriesColumns } from './series-columns.ts';
import { spinesOf, strays } from './series-order.ts';

const NONE = -1;

/** What goes with what, a row each: places of steps, -1 where a side has none. In the order of the left side. */
export interface MatchedSeries {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** MOVED, or INTERLEAVED, or 0. */
  readonly flags: Uint8Array;
}

/** The step stands at another place on the right side. */
export const MOVED = 1;
/** It stands at another place, but no order was given: it overlapped what it passed, or other clients sent that. */
export const INTERLEAVED = 2;

/** So often keys are made anew by what was matched: a step may carry what came from one that carried something itself. */
const ROUNDS = 3;

/**
 * Finds what goes with what: steps that say the same, were sent by the same client, and carry what came from steps that go
 * together; then, between those, steps of the same method and name. What is left has no counterpart. Pure.
 */
export function matchSeries(left: SeriesColumns, right: SeriesColumns): MatchedSeries {
  const sides = [left, right] as const;
  const clients = sharedClients(left, right);
  let names: Both<Int32Array> = [noNames(left), noNames(right)];
  let counterpart = equalSteps(sides, clients, names);
  for (let round = 0; round < ROUNDS && left.sources.length + right.sources.length > 0; round += 1) {
    const before = names;
    names = namesOf(counterpart, right.exact.length);
    if (isSame(names[0], before[0]) && isSame(names[1], before[1])) break;
    counterpart = equalSteps(sides, clients, names);
  }
  const spines = spinesOf(counterpart, clients[0]);
  const flags = strays(sides, counterpart, { spines, client: clients[0], marks: { MOVED, INTERLEAVED } });
  matchGaps(sides, clients, { counterpart, spines });
  return rowsOf(counterpart, flags, right.exact.length);
}

function noNames({ exact }: SeriesColumns): Int32Array {
  return new Int32Array(exact.length).fill(NONE);
}

function isSame(one: Int32Array, other: Int32Array): boolean {
  return one.every((name, at) => name === other[at]);
}

/** The number under which both sides know a step; -1 where only one has it. */
function namesOf(counterpart: Int32Array, length: number): Both<Int32Array> {
  const left = new Int32Array(counterpart.length).fill(NONE);
  const right = new Int32Array(length).fill(NONE);
  for (let at = 0; at < counterpart.length; at += 1) {
    const otherAt = counterpart[at] ?? NONE;
    if (otherAt === NONE) continue;
    left[at] = at;
    right[otherAt] = at;
  }
  return [left, right];
}

/**
 * For each step on the left the equal one on the right, or -1. Each client's steps, and among them those on one thing, are
 * matched by themselves: in what order they come between others says nothing of what they are.
 */
function equalSteps(
  [left, right]: Both<SeriesColumns>,
  clients: Both<Int32Array>,
  names: Both<Int32Array>,
): Int32Array {
  const keys = [refinedKeys(left, clients[0], names[0]), refinedKeys(right, clients[1], names[1])] as const;
  const groups = threadsOf(left, clients[0], names[0]);
  const others = threadsOf(right, clients[1], names[1]);
  const counterpart = new Int32Array(left.exact.length).fill(NONE);
  for (const [thread, places] of groups) {
    const otherPlaces = others.get(thread);
    if (otherPlaces) matchThread(keys, [places, otherPlaces], counterpart);
  }
  return counterpart;
}

/** Places of the steps of each client, on each thing, ascending. */
function threadsOf(
  { exact, sources, sourceEnds }: SeriesColumns,
  client: Int32Array,
  names: Int32Array,
): Map<string, number[]> {
  const threads = new Map<string, number[]>();
  for (let at = 0; at < exact.length; at += 1) {
    const first = sourceEnds[at - 1] ?? 0;
    const source = first < (sourceEnds[at] ?? 0) ? (names[sources[first] ?? NONE] ?? NONE) : NONE;
    const thread = `${String(client[at] ?? NONE)} ${String(source)}`;
    const known = threads.get(thread);
    if (known) known.push(at);
    else threads.set(thread, [at]);
  }
  return threads;
}

/** The longest series that both have, then equal steps that it has no room for: the first with the first. */
function matchThread(
  keys: Both<Float64Array>,
  [places, otherPlaces]: Both<readonly number[]>,
  counterpart: Int32Array,
): void {
  const own = places.map((at) => keys[0][at] ?? NaN);
  const others = otherPlaces.map((at) => keys[1][at] ?? NaN);
  const match = alignKeys(own, others);
  const taken = new Set<number>();
  for (const [index, otherIndex] of match.entries()) {
    if (otherIndex === NONE) continue;
    taken.add(otherIndex);
    counterpart[places[index] ?? 0] = otherPlaces[otherIndex] ?? NONE;
  }
  if (taken.size === places.length || taken.size === otherPlaces.length) return;
  const waiting = new Map<number, number[]>();
  for (let index = others.length - 1; index >= 0; index -= 1) {
    if (taken.has(index)) continue;
    const key = others[index] ?? NaN;
    const known = waiting.get(key);
    if (known) known.push(index);
    else waiting.set(key, [index]);
  }
  for (const [index, at] of places.entries()) {
    if (counterpart[at] !== NONE) continue;
    const otherIndex = waiting.get(own[index] ?? NaN)?.pop();
    if (otherIndex !== undefined) counterpart[at] = otherPlaces[otherIndex] ?? NONE;
  }
}

/** The left side's steps in order, and what only the right side has behind what it follows there. */
function rowsOf(counterpart: Int32Array, flags: Uint8Array, rightLength: number): MatchedSeries {
  const [, names] = namesOf(counterpart, rightLength);
  const alone = new Map<number, number[]>();
  let [before, count] = [NONE, 0];
  for (let otherAt = 0; otherAt < rightLength; otherAt += 1) {
    const at = names[otherAt] ?? NONE;
    if (at !== NONE) {
      before = at;
      continue;
    }
    count += 1;
    const known = alone.get(before);
    if (known) known.push(otherAt);
    else alone.set(before, [otherAt]);
  }
  const length = counterpart.length + count;
  const rows = {
    left: new Int32Array(length).fill(NONE),
    right: new Int32Array(length).fill(NONE),
    flags: new Uint8Array(length),
  };
  let row = 0;
  // What is missing comes before what was added in its place.
  let waiting = alone.get(NONE) ?? [];
  const addWaiting = (): void => {
    rows.right.set(waiting, row);
    row += waiting.length;
    waiting = [];
  };
  for (let at = 0; at < counterpart.length; at += 1) {
    if (counterpart[at] !== NONE) addWaiting();
    rows.left[row] = at;
    rows.right[row] = counterpart[at] ?? NONE;
    rows.flags[row] = flags[at] ?? 0;
    row += 1;
    if (alone.has(at)) waiting = alone.get(at) ?? [];
  }
  addWaiting();
  return rows;
}
