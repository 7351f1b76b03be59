import { expect, it } from 'vitest';
import { answered } from '../../../../../../engine/lint/rules/notification/answered.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const body = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
const error = { jsonrpc: '2.0', error: { code: -32600, message: 'no' } };

it('is content with 202 and no body', () => {
  expect(findingsOf(answered, { body, status: 202 })).toEqual([]);
});

it.each([
  ['a result', 200, { jsonrpc: '2.0', id: 1, result: {} }],
  ['an error as if it had been a request', 400, { ...error, id: 1 }],
  ['an error that came as a success', 200, error],
])('finds %s', (_what, status, answer) => {
  const found = findingsOf(answered, { body, status, answerText: JSON.stringify(answer) });
  expect(found).toMatchObject([{ side: 'server', pointer: 'event:0' }]);
});

it('spares a refusal, which is an error without an id', () => {
  expect(findingsOf(answered, { body, status: 400, answerText: JSON.stringify(error) })).toEqual([]);
});
