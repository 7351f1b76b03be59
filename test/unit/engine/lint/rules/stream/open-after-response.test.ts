import { expect, it } from 'vitest';
import { openAfterResponse } from '../../../../../../engine/lint/rules/stream/open-after-response.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const note = (method: string) => ({ jsonrpc: '2.0', method, params: {} });
const LATE = { stream: [], result: {}, after: [note('notifications/message')] } as const;

it('is content with an answer that ends its stream', () => {
  expect(findingsOf(openAfterResponse, { stream: [note('notifications/message')], result: {} })).toEqual([]);
});

it('finds what comes after the answer', () => {
  expect(findingsOf(openAfterResponse, LATE)).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'event:1' },
  ]);
});

it('finds a stream that stood open for long', () => {
  const open = (origin: 'gateway' | 'composer', durationMs: number) =>
    findingsOf(openAfterResponse, { stream: [], result: {}, row: { origin, durationMs } });
  expect(open('gateway', 20_000)).toMatchObject([{ found: 'an open stream' }]);
  expect(open('gateway', 5_000)).toEqual([]);
  // Its own are watched as they run.
  expect(open('composer', 20_000)).toEqual([]);
});

it('leaves late progress to its own rule, and what was closed by Hopscope to its finding', () => {
  expect(findingsOf(openAfterResponse, { ...LATE, after: [note('notifications/progress')] })).toEqual([]);
  expect(findingsOf(openAfterResponse, { ...LATE, row: { durationMs: 2_100 } })).toEqual([]);
});
