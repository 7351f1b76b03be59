import { expect, it } from 'vitest';
import type { SeriesColumns } from '../../../../engine/series/series-columns.ts';
import { spinesOf, strays } from '../../../../engine/series/series-order.ts';

type Span = readonly [from: number, to: number];
const marks = { MOVED: 1, INTERLEAVED: 2 };
const columns = (spans: readonly Span[]): SeriesColumns => {
  const none = new Float64Array();
  return {
    ...{ numbers: [], exact: none, loose: none, clients: [], client: new Int32Array() },
    ...{ sources: new Int32Array(), sourceEnds: new Uint32Array() },
    startedAt: Float64Array.from(spans, ([from]) => from),
    endedAt: Float64Array.from(spans, ([, to]) => to),
  };
};
const inTurn: readonly Span[] = [0, 10, 20, 30].map((from) => [from, from + 5]);

function flags(counterpart: readonly number[], clients: readonly number[], spans = inTurn): number[] {
  const [pairs, client] = [Int32Array.from(counterpart), Int32Array.from(clients)];
  const both = [columns(spans), columns(spans)] as const;
  return [...strays(both, pairs, { spines: spinesOf(pairs, client), client, marks })];
}

it('finds what keeps its order, for each client', () => {
  const spines = spinesOf(Int32Array.of(3, 0, -1, 1, 2), Int32Array.of(1, 1, 1, 1, 2));
  expect(spines.get(1)).toEqual([
    [1, 0],
    [3, 1],
  ]);
  expect(spines.get(2)).toEqual([[4, 2]]);
});

it('says what has moved: its client waited for the answers that it passed', () => {
  expect(flags([3, 0, 1, 2], [1, 1, 1, 1])).toEqual([1, 0, 0, 0]);
  expect(flags([0, 1, -1, 2], [1, 1, 1, 1])).toEqual([0, 0, 0, 0]);
});

it('calls it chance where they overlapped, or other clients sent them', () => {
  const atOnce: readonly Span[] = [0, 1, 2, 3].map((from) => [from, 50]);
  expect(flags([3, 0, 1, 2], [1, 1, 1, 1], atOnce)).toEqual([2, 0, 0, 0]);
  expect(flags([3, 0, 1, 2], [2, 1, 1, 1])).toEqual([2, 0, 0, 0]);
});

it('takes an exchange without an end for one that overlaps all after it', () => {
  const endless: readonly Span[] = [[0, NaN], ...inTurn.slice(1)];
  expect(flags([1, 0], [1, 1], endless)).not.toContain(1);
});
