import { expect, it } from 'vitest';
import { INTERLEAVED, MOVED } from '../../../../engine/series/match-series.ts';
import { SeriesResult, type ShownSide } from '../../../../engine/series/series-result.ts';
import { SERIES_CLASSES } from '../../../../shared/model/series.ts';

const side = (early: readonly number[] = []): ShownSide => ({
  step: (at) => ({
    ...{ number: at + 1, method: 'tools/call', name: 'price' },
    instanceName: 'a',
    startedAt: at,
  }),
  isEarly: (at) => early.includes(at),
});

/** Same, missing, added, moved, interleaved, and a poll that only the left side has. */
function result(): SeriesResult {
  const matched = {
    left: Int32Array.of(0, 1, -1, 2, 3, 4),
    right: Int32Array.of(0, -1, 1, 3, 2, -1),
    flags: Uint8Array.of(0, 0, 0, MOVED, INTERLEAVED, 0),
  };
  return new SeriesResult(matched, side([4]), side());
}

it('counts each class, and a row that moved and changed for both', () => {
  const compared = result();
  expect(compared.length).toBe(6);
  expect([compared.pairAt(0), compared.pairAt(1), compared.pairAt(3)]).toEqual([[0, 0], undefined, [2, 3]]);
  const difference = { pointer: '/result/items/3/cents', kind: 'changed', left: 1, right: 2 } as const;
  compared.compared(3, { differences: [difference], total: 1, noise: ['time'] });
  compared.compared(0, { differences: [], total: 0, noise: ['flow'] });
  expect(compared.counts()).toEqual({ missing: 1, added: 1, reordered: 1, changed: 1, noise: 3, same: 0 });
  expect(compared.noise()).toEqual({ time: 1, flow: 1, interleaved: 1, polls: 1 });
  expect(compared.places()).toMatchObject([{ pointer: '/result/items/*/cents', steps: 1, first: 3 }]);
  const { rows, total } = compared.page(0, 5, ['changed', 'missing']);
  expect(total).toBe(2);
  expect(rows.map(({ index, classes }) => [index, classes])).toEqual([
    [1, ['missing']],
    [3, ['reordered', 'changed']],
  ]);
  expect(rows[1]?.differences).toEqual([difference]);
});

it('gives pages', () => {
  const page = result().page(4, 1, SERIES_CLASSES);
  expect([page.total, page.rows.length, page.rows[0]?.index]).toEqual([6, 1, 4]);
});
