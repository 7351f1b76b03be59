import type { Row } from '../../../../shared/model/exchange.ts';

/** A finished call, as the composer makes them; `change` says what is different. */
export function makeRow(number: number, change: Partial<Row> = {}): Row {
  return {
    number,
    startedAt: 1_790_000_000_000 + number * 10,
    origin: 'composer',
    instanceId: 'i1',
    instanceName: 'alpha',
    era: 'modern',
    method: 'tools/call',
    name: 'whoami',
    state: 'done',
    status: 200,
    resultType: 'complete',
    durationMs: 8.4,
    requestBytes: 300,
    responseBytes: 500,
    eventCount: 1,
    ...change,
  };
}

/** Rows `from` to `to`, both included. */
export function makeRows(from: number, to: number, change?: (number: number) => Partial<Row>): Row[] {
  return Array.from({ length: to - from + 1 }, (_, index) => makeRow(from + index, change?.(from + index)));
}
