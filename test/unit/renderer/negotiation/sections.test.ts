import { expect, it } from 'vitest';
import { rowViews } from '../../../../renderer/negotiation/cell-view.ts';
import { sectionsOf } from '../../../../renderer/negotiation/sections.ts';
import { row } from './make-report.ts';

it('puts the rows of each kind under one heading, in their order, and says where each begins', () => {
  const rows = rowViews({
    parties: [],
    fleets: [],
    rows: [
      row('tools'),
      row('com.example/x', { kind: 'extension' }),
      row('prompts'),
      row('com.example/y', { kind: 'extension' }),
    ],
  });
  expect(
    sectionsOf(rows).map(({ title, start, rows: own }) => [title, start, own.map((view) => view.row.id)]),
  ).toEqual([
    ['Extensions', 0, ['com.example/x', 'com.example/y']],
    ['Capabilities of servers', 2, ['tools', 'prompts']],
  ]);
});
