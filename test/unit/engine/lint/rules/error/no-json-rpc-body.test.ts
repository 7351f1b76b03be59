import { expect, it } from 'vitest';
import { noJsonRpcBody } from '../../../../../../engine/lint/rules/error/no-json-rpc-body.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const modern = { result: { tools: [] } };

it('is content with an error in the body', () => {
  expect(findingsOf(noJsonRpcBody, modern, { error: { code: -32602 }, status: 400 })).toEqual([]);
});

it.each([
  ['no body', { status: 400 }],
  ['another body', { status: 500, answerText: '{"message":"no"}' }],
])('finds a refusal with %s', (found, parts) => {
  expect(findingsOf(noJsonRpcBody, modern, parts)).toMatchObject([
    { severity: 'warning', pointer: 'status', found },
  ]);
});

it.each([401, 403, 404, 405, 406, 413, 415, 429, 502, 503, 504])('spares %i', (status) => {
  expect(findingsOf(noJsonRpcBody, modern, { status })).toEqual([]);
});

it('spares servers that nobody knows to be modern, and notifications', () => {
  expect(findingsOf(noJsonRpcBody, { status: 400 })).toEqual([]);
  const body = { jsonrpc: '2.0', method: 'notifications/cancelled' };
  expect(findingsOf(noJsonRpcBody, modern, { body, status: 400 })).toEqual([]);
});
