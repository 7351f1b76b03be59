import { describe, expect, it } from 'vitest';
import { FAILURE_KINDS, type Row, type StreamEvent } from '../../../../shared/model/exchange.ts';
import {
  decodeEvent,
  decodeRow,
  encodeEvent,
  encodeRow,
  EVENT_COLUMNS,
  ROW_COLUMNS,
} from '../../../../engine/capture/row-columns.ts';
import type { ColumnValue } from '../../../../engine/capture/stored-values.ts';

const small: Row = {
  number: 1,
  startedAt: 1_795_000_000_000.25,
  origin: 'gateway',
  instanceId: 'a',
  instanceName: 'alpha',
  era: 'legacy',
  method: 'GET /mcp',
  name: '',
  state: 'open',
  requestBytes: 0,
  responseBytes: 0,
  eventCount: 0,
};
const full: Row = {
  ...small,
  state: 'failed',
  status: 400,
  resultType: 'error',
  errorCode: -32_020.5,
  isError: true,
  failureKind: 'too-large',
  durationMs: 12.5,
  requestBytes: 3,
  responseBytes: 9_007_199_254_740_991,
  eventCount: 4,
  headerFault: true,
  tampered: true,
  transport: 'stdio',
  link: { kind: 'round', to: 1, round: 2 },
  missing: ['response-body', 'timing'],
  redacted: 2,
  findings: { count: 3, worst: 'warning', rules: {} },
};

function stored(columns: readonly string[], values: readonly ColumnValue[]): Record<string, unknown> {
  expect(values).toHaveLength(columns.length);
  return Object.fromEntries(columns.map((column, index) => [column, values[index]]));
}

function storedRow(row: Row): Record<string, unknown> {
  const values: ColumnValue[] = [];
  encodeRow(row, 0, values);
  return stored(ROW_COLUMNS, values);
}

describe('rows and events as columns', () => {
  it.each([
    small,
    full,
    { ...full, link: { kind: 'reply', to: 9 } as const },
    { ...full, gateway: { id: 'front', rule: 'r-1', faults: ['delay', 'cut'] } as const },
    { ...full, gateway: { id: 'front' } },
    ...FAILURE_KINDS.map((failureKind): Row => ({ ...full, failureKind })),
  ])('come back as they were', (row) => {
    expect(decodeRow(storedRow(row))).toEqual(row);
  });

  it.each<StreamEvent>([
    { index: 0, atMs: 1.5, kind: 'comment', offset: 0, length: 3, preview: ': \u0000 x' },
    {
      index: 1,
      atMs: 2,
      kind: 'message',
      eventName: 'message',
      eventId: '',
      retryMs: 1e300,
      method: 'notifications/progress',
      message: 'notification',
      offset: 3,
      length: 9,
      preview: '{"a":"é"}',
    },
  ])('come back as they were', (event) => {
    const values: ColumnValue[] = [];
    encodeEvent(5, event, values);
    expect(decodeEvent(stored(EVENT_COLUMNS, values))).toEqual(event);
  });

  it.each([
    ['origin', 'martian'],
    ['state', 'perhaps'],
    ['era', 3],
    ['number', 'one'],
    ['failure_kind', 'boredom'],
    ['method', null],
  ])('refuse %s = %s', (column, value) => {
    expect(() => decodeRow({ ...storedRow(full), [column]: value })).toThrow(/unexpected value/);
  });
});
