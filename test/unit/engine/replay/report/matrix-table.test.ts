import { expect, it } from 'vitest';
import { matrixOf } from '../../../../../engine/replay/report/matrix-table.ts';
import { reportFacts } from '../../../../../engine/replay/report/report-facts.ts';
import { madeReplay } from '../../../../support/replay/made-replay.ts';

const facts = reportFacts(madeReplay());

it('shows what says something, the worst first, one column an instance', () => {
  const [, table, rest] = matrixOf(facts, 10);
  expect(table).toMatchObject({
    kind: 'filtered',
    head: ['Step', 'Class', 'Places', 'alpha', 'beta', 'gamma'],
    kinds: [
      { kind: 'violation', count: 1, as: 'bad' },
      { kind: 'held', count: 1 },
      { kind: 'changed', count: 1 },
    ],
    rows: [
      {
        kind: 'violation',
        cells: [
          { text: '#2 tools/call basket_get', href: '#step-2' },
          { text: 'violation', as: 'bad' },
          '2',
          [{ text: '1 of 3 differ', as: 'bad' }],
          [{ text: '1 alike', as: 'dim' }],
          [{ text: '1 of 2 differ', as: 'bad' }],
        ],
      },
      { kind: 'held', cells: [{}, {}, '0', { text: 'held' }, { text: 'held' }, { text: 'held' }] },
      { kind: 'changed' },
    ],
  });
  expect(rest).toMatchObject({ text: { text: '3 other steps differ in nothing but noise.' } });
});

it('counts all rows where it shows only the first', () => {
  const [, table, rest] = matrixOf(facts, 1);
  expect(table).toMatchObject({ rows: [{ kind: 'violation' }], kinds: [{}, { count: 1 }, { count: 1 }] });
  expect(rest).toMatchObject({
    text: { text: 'The first 1 of 3. 3 other steps differ in nothing but noise.' },
  });
});
