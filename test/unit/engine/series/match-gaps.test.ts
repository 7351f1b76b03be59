import { expect, it } from 'vitest';
import { matchGaps } from '../../../../engine/series/match-gaps.ts';
import type { SeriesColumns } from '../../../../engine/series/series-columns.ts';

/** `a1`: exact key by both characters, loose key by the first. */
function columns(steps: string): SeriesColumns {
  const keys = steps.split(' ');
  const [empty, none] = [new Float64Array(), new Int32Array()];
  return {
    ...{ numbers: [], startedAt: empty, endedAt: empty, clients: [], client: none },
    ...{ sources: none, sourceEnds: new Uint32Array() },
    exact: Float64Array.from(keys, (key) => key.charCodeAt(0) * 1000 + key.charCodeAt(1)),
    loose: Float64Array.from(keys, (key) => key.charCodeAt(0)),
  };
}

interface Known {
  readonly pairs?: readonly (readonly [number, number])[];
  readonly clients?: readonly [readonly number[], readonly number[]];
}

function matched(left: string, right: string, { pairs = [], clients }: Known = {}): number[] {
  const sides = [columns(left), columns(right)] as const;
  const counterpart = new Int32Array(sides[0].exact.length).fill(-1);
  for (const [at, otherAt] of pairs) counterpart[at] = otherAt;
  const [one, other] = [0, 1].map((side) =>
    clients ? Int32Array.from(clients[side] ?? []) : new Int32Array(sides[side]?.exact.length ?? 0),
  );
  matchGaps(sides, [one ?? new Int32Array(), other ?? new Int32Array()], {
    counterpart,
    spines: new Map([[0, pairs]]),
  });
  return [...counterpart];
}

it('lets go together what says the same, then what is of the same name', () => {
  expect(matched('a1 b1 a2', 'a3 b1 a4')).toEqual([0, 1, 2]);
  expect(matched('a1 a2', 'a2')).toEqual([-1, 0]);
  expect(matched('a1', 'b1')).toEqual([-1]);
});

it('does so only between what goes together already', () => {
  const pairs = [[1, 0]] as const;
  expect(matched('a1 k1', 'k1 a2', { pairs })).toEqual([-1, 0]);
  expect(matched('a1 k1', 'a2 k1', { pairs: [[1, 1]] })).toEqual([0, 1]);
});

it('keeps clients apart', () => {
  expect(matched('a1', 'a2', { clients: [[0], [1]] })).toEqual([-1]);
  expect(matched('a1', 'a2', { clients: [[1], [1]] })).toEqual([0]);
});
