import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { messageAfter } from '../../../../../../engine/lint/rules/cancel/message-after.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { begins, cancels, gaveUp, piped, processRow, progressOf } from '../../../../../support/lint/pipes.ts';

const flight = gaveUp(1, 2, 5, { progressToken: 't' });
const cancelled = [begins(), cancels(2, 5, flight.number), flight] as const;
const answer: JsonObject = { jsonrpc: '2.0', id: 5, result: { resultType: 'complete' } };
const subscription: JsonObject = {
  method: 'notifications/tools/list_changed',
  params: { _meta: { 'io.modelcontextprotocol/subscriptionId': 5 } },
};

it('finds what comes after the server has answered a later request', () => {
  const row = processRow([5, answer], [6, progressOf('t')], [7, subscription]);
  expect(findingsOf(messageAfter, ...cancelled, piped(3, 4), row)).toMatchObject([
    { side: 'server', pointer: 'event:0', found: 'an answer' },
    { pointer: 'event:1', found: 'notifications/progress' },
    { pointer: 'event:2' },
  ]);
});

it('spares what may have been on its way', () => {
  const row = processRow([3.5, answer]);
  expect(findingsOf(messageAfter, ...cancelled, piped(3, 4), row)).toEqual([]);
  expect(findingsOf(messageAfter, ...cancelled, processRow([900, answer]))).toEqual([]);
  expect(findingsOf(messageAfter, ...cancelled, piped(1.5, 4), processRow([5, answer]))).toEqual([]);
});

it('spares other requests', () => {
  const row = processRow([5, { ...answer, id: 6 }], [5, progressOf('other')]);
  expect(findingsOf(messageAfter, ...cancelled, piped(3, 4), row)).toEqual([]);
});
