import { describe, expect, it } from 'vitest';
import { PackedRows } from '../../../../renderer/traffic/packed-rows.ts';
import type { Row } from '../../../../shared/model/exchange.ts';
import { packRows } from '../../../../shared/model/row-page.ts';
import { makeRow, makeRows } from './make-row.ts';

const FULL: Row = {
  ...makeRow(7),
  status: 400,
  resultType: 'error',
  errorCode: -32_020.5,
  isError: true,
  failureKind: 'too-large',
  durationMs: 0,
  requestBytes: 3,
  responseBytes: 9_007_199_254_740_991,
  eventCount: 4_294_967_295,
  headerFault: true,
  tampered: true,
  transport: 'stdio',
  link: { kind: 'round', to: 1, round: 2 },
  gateway: { id: 'front', rule: 'r', faults: ['delay'] },
  missing: ['timing'],
  redacted: 3,
  findings: { count: 3, worst: 'warning', rules: { 'a.b': 3 } },
};
const BARE: Row = {
  number: 1,
  startedAt: 1.25,
  origin: 'cli',
  instanceId: '',
  instanceName: '',
  era: 'legacy',
  method: '',
  name: '',
  state: 'open',
  requestBytes: 0,
  responseBytes: 0,
  eventCount: 0,
};

describe('packed rows', () => {
  it.each([FULL, BARE, { ...BARE, link: { kind: 'reply', to: 9 } } satisfies Row])(
    'give back what was put, one by one or by the page',
    (row) => {
      const alone = new PackedRows();
      expect(alone.put(row)).toBe('added');
      expect(alone.get(row.number)).toEqual(row);
      const paged = new PackedRows();
      // As it travels.
      const page = JSON.parse(JSON.stringify(packRows([row]))) as ReturnType<typeof packRows>;
      paged.putPage(page, () => undefined);
      expect(paged.get(row.number)).toEqual(row);
    },
  );

  it('keep rows of several blocks apart', () => {
    const rows = new PackedRows();
    const told: number[] = [];
    rows.putPage(packRows(makeRows(4_090, 8_200)), (number, put) => {
      if (put === 'added') told.push(number);
    });
    expect(told).toHaveLength(4_111);
    for (const number of [4_090, 4_096, 4_097, 8_192, 8_193, 8_200]) {
      expect(rows.get(number)).toEqual(makeRow(number));
    }
    expect([rows.has(4_089), rows.has(8_201), rows.get(1)]).toEqual([false, false, undefined]);
  });

  it('give the same object until the row changes', () => {
    const rows = new PackedRows();
    rows.put(makeRow(1));
    const first = rows.get(1);
    expect(rows.get(1)).toBe(first);
    expect(rows.put(makeRow(1, { status: 500 }))).toBe('updated');
    expect(rows.get(1)?.status).toBe(500);
    expect(rows.put(makeRow(1, { state: 'open' }))).toBe('dropped');
    expect(rows.get(1)?.state).toBe('done');
  });
});
