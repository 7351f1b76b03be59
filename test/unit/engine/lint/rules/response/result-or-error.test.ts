import { expect, it } from 'vitest';
import { resultOrError } from '../../../../../../engine/lint/rules/response/result-or-error.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it('is content with either', () => {
  expect(findingsOf(resultOrError, { result: {} }, { error: { code: 1 } })).toEqual([]);
});

it.each([
  ['both', { result: {}, error: { code: 1, message: 'no' } }],
  ['neither', {}],
])('finds %s', (found, parts) => {
  const answerText = JSON.stringify({ jsonrpc: '2.0', id: 1, ...parts });
  expect(findingsOf(resultOrError, { id: 1, answerText })).toMatchObject([
    { side: 'server', pointer: 'event:0', found },
  ]);
});

it('leaves to other rules what is no JSON-RPC at all', () => {
  expect(findingsOf(resultOrError, { answerText: '{"id":1}' })).toEqual([]);
});
