import { expect, it } from 'vitest';
import { conversationRows, MOST_LISTED } from '../../../../renderer/traffic/conversation-rows.ts';
import { RowLog } from '../../../../renderer/traffic/row-log.ts';
import type { ExchangeLink, Row } from '../../../../shared/model/exchange.ts';
import { makeRow } from './make-row.ts';

function rowsOf(links: readonly (ExchangeLink | undefined)[]) {
  const log = new RowLog();
  log.apply(links.map((link, index) => makeRow(index + 1, link && { link })));
  return { row: (number: number) => log.get(number), linkedTo: (number: number) => log.linkedTo(number) };
}

function numbers(rows: readonly Row[]): number[] {
  return rows.map(({ number }) => number);
}

it('gathers all that hangs together, whichever of it is looked at', () => {
  const rows = rowsOf([
    undefined,
    { kind: 'revision', to: 1 },
    undefined,
    { kind: 'round', to: 2, round: 2 },
    { kind: 'round', to: 2, round: 2 },
    { kind: 'cancel', to: 5 },
  ]);
  for (const number of [1, 4, 6]) {
    const row = rows.row(number);
    expect(row && numbers(conversationRows(row, rows))).toEqual([1, 2, 4, 5, 6]);
  }
  const alone = rows.row(3);
  expect(alone && numbers(conversationRows(alone, rows))).toEqual([3]);
});

it('follows no link to itself or forwards, and lists no more than is useful', () => {
  const odd = rowsOf([
    { kind: 'round', to: 2 },
    { kind: 'round', to: 2 },
  ]);
  const row = odd.row(2);
  expect(row && numbers(conversationRows(row, odd))).toEqual([2]);
  const long = rowsOf([
    undefined,
    ...Array.from({ length: 2 * MOST_LISTED }, (_, index) => ({ kind: 'reopened', to: index + 1 }) as const),
  ]);
  const last = long.row(MOST_LISTED);
  expect(last && conversationRows(last, long)).toHaveLength(MOST_LISTED);
});
