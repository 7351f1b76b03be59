import { expect, it } from 'vitest';
import type { SeriesSummary } from '../../../../shared/model/series.ts';
import { leftOutWords, seriesVerdict } from '../../../../shared/model/series-words.ts';

const NONE = { missing: 0, added: 0, reordered: 0, changed: 0, noise: 0, same: 0 };

function summary(counts: Partial<SeriesSummary['counts']>, steps = 4): SeriesSummary {
  const side = { captureId: 'c', name: 'a', steps, leftOut: {} };
  const all = { ...NONE, ...counts };
  const same = all.missing + all.added + all.reordered + all.changed === 0;
  return { id: 's', left: side, right: side, counts: all, rows: 4, noise: {}, places: [], same };
}

it('says in one sentence what comes of a comparison', () => {
  expect(seriesVerdict(summary({ same: 4 }))).toBe('The two captures are the same, step by step.');
  expect(seriesVerdict(summary({ same: 3, noise: 1 }))).toBe(
    'The two captures are the same, step by step, but for noise in 1 step.',
  );
  expect(seriesVerdict(summary({ missing: 2 }))).toBe('The two captures differ: 2 missing.');
  expect(seriesVerdict(summary({ missing: 1, added: 2, changed: 3 }))).toBe(
    'The two captures differ: 1 missing, 2 added and 3 changed.',
  );
  expect(seriesVerdict(summary({}, 0))).toBe('There is nothing to compare: neither capture has a step.');
});

it('says what was left out, and nothing where nothing was', () => {
  expect(leftOutWords({ leftOut: { stream: 12, probe: 3 } })).toBe(
    '12 streams and processes, 3 probes of Hopscope',
  );
  expect(leftOutWords({ leftOut: {} })).toBe('');
});
