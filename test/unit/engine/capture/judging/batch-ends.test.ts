import { expect, it } from 'vitest';
import { batchEnds } from '../../../../../engine/capture/judging/batch-ends.ts';
import { RowPacker } from '../../../../../engine/capture/packed-rows.ts';
import { encodeRow, ROW_TEXTS } from '../../../../../engine/capture/row-columns.ts';
import type { ColumnValue } from '../../../../../engine/capture/stored-values.ts';
import type { Row } from '../../../../../shared/model/exchange.ts';
import { makeRow } from '../../../../support/fake-engine.ts';

it('reads ends and growth off the rows as they travel', () => {
  const packer = new RowPacker(ROW_TEXTS);
  const rows: readonly Row[] = [
    makeRow(1, { startedAt: 100, durationMs: 7 }),
    makeRow(2, { startedAt: 100, state: 'failed', failureKind: 'lost' }),
    makeRow(3, { state: 'open', eventCount: 0 }),
    makeRow(4, {
      state: 'open',
      eventCount: 5,
      findings: { count: 2, worst: 'note', rules: { 'a.b': 2 } },
    }),
  ];
  for (const row of rows) {
    const columns: ColumnValue[] = [];
    encodeRow(row, 0, columns);
    packer.add(columns);
  }
  expect(batchEnds({ rows: packer.packed() })).toEqual({
    ended: [
      { number: 1, endedAt: 107 },
      { number: 2, endedAt: Infinity },
    ],
    growing: [{ number: 4, size: 7 }],
  });
});
