import { expect, it } from 'vitest';
import { seriesDocument } from '../../../../engine/series/series-document.ts';
import type { SeriesRow, SeriesSummary } from '../../../../shared/model/series.ts';

const side = { captureId: 'c', steps: 7, leftOut: {} };
const summary: SeriesSummary = {
  id: 's',
  left: { ...side, name: 'monday', leftOut: { probe: 3 } },
  right: { ...side, name: 'tuesday' },
  counts: { missing: 1, added: 0, reordered: 0, changed: 1, noise: 1, same: 4 },
  rows: 7,
  noise: { time: 2 },
  places: [
    { method: 'tools/call', name: 'price', pointer: '/result/cents', kind: 'changed', steps: 1, first: 4 },
  ],
  same: false,
};
const step = { number: 5, method: 'tools/call', name: 'price', instanceName: 'alpha', startedAt: 0 };
const changed: SeriesRow = {
  ...{ index: 4, classes: ['changed'], left: step, right: { ...step, number: 4 }, noise: [], total: 9 },
  differences: Array.from({ length: 9 }, (_, at) => ({
    ...{ pointer: `/result/${String(at)}`, kind: 'changed', left: 450, right: 'x'.repeat(400) },
  })),
};
const missing: SeriesRow = {
  ...{ index: 5, classes: ['missing'], left: { ...step, number: 6, name: 'stock' }, noise: [], total: 0 },
  differences: [],
};

it('says what it comes to, of what, and what differs', () => {
  const { title, blocks } = seriesDocument(summary, { rows: [changed, missing], total: 5 });
  expect(title).toBe('monday and tuesday');
  expect(blocks[0]).toMatchObject({ text: 'The two captures differ: 1 missing and 1 changed.' });
  const text = JSON.stringify(blocks);
  for (const words of [
    '3 probes of Hopscope',
    'times',
    '/result/cents',
    '#5 and #4',
    '3 further rows not shown',
  ]) {
    expect(text).toContain(words);
  }
});

it('shows the first differences of a step, shortened, and says how many more there are', () => {
  const { blocks } = seriesDocument(summary, { rows: [changed], total: 1 });
  const last = blocks.at(-1);
  if (last?.kind !== 'details') throw new Error('no details');
  const [table, more] = last.blocks;
  expect(table).toMatchObject({ kind: 'table', rows: { length: 8 } });
  expect(JSON.stringify(table)).toContain(`${'x'.repeat(159)}…`);
  expect(more).toMatchObject({ text: '1 more.' });
});

it('leaves out what there is nothing of', () => {
  const counts = { missing: 0, added: 0, reordered: 0, changed: 0, noise: 0, same: 7 };
  const same = { ...summary, counts, noise: {}, places: [], same: true };
  const text = JSON.stringify(seriesDocument(same, { rows: [], total: 0 }));
  for (const words of ['What differs', 'Where steps changed']) expect(text).not.toContain(words);
  expect(text).toContain('The two captures are the same, step by step.');
});
