import { expect, it } from 'vitest';
import { refinedKeys, sharedClients } from '../../../../engine/series/refine-keys.ts';
import type { SeriesColumns } from '../../../../engine/series/series-columns.ts';

function columns(part: Partial<SeriesColumns>): SeriesColumns {
  const none = new Float64Array();
  return {
    ...{ numbers: [], exact: none, loose: none, startedAt: none, endedAt: none, clients: [] },
    ...{ client: new Int32Array(), sources: new Int32Array(), sourceEnds: new Uint32Array() },
    ...part,
  };
}

it('knows clients of both sides by one number each, and takes all others for one', () => {
  const left = columns({ clients: ['ann', 'bob', 'old'], client: Int32Array.of(0, 1, 2) });
  const right = columns({ clients: ['new', 'bob', 'ann', 'newer'], client: Int32Array.of(0, 1, 2, 3) });
  expect(sharedClients(left, right).map((each) => [...each])).toEqual([
    [2, 1, -1],
    [-1, 1, 2, -1],
  ]);
});

it('tells equal keys apart by client and by the steps from which their values came', () => {
  const series = columns({
    exact: Float64Array.of(7, 7, 7, 7, 7, 2 ** 40 + 7),
    sources: Int32Array.of(0, 1, 0),
    sourceEnds: Uint32Array.of(0, 0, 1, 2, 3, 3),
  });
  const keys = refinedKeys(series, Int32Array.of(1, 2, 1, 1, 1, 1), Int32Array.of(10, 11, -1, -1, -1, -1));
  expect(new Set(keys).size).toBe(5);
  expect(keys[2]).toBe(keys[4]);
});
