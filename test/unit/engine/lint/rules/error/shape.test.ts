import { expect, it } from 'vitest';
import { errorShape } from '../../../../../../engine/lint/rules/error/shape.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const answer = (error: unknown) => ({
  answerText: JSON.stringify({ jsonrpc: '2.0', id: 1, error }),
  status: 400,
});

it('is content with a code and a message', () => {
  expect(findingsOf(errorShape, { error: { code: -32602 }, status: 400 })).toEqual([]);
});

it.each([
  ['no code', { message: 'no' }, ['event:0:/error']],
  ['a code that is text', { code: '-32602', message: 'no' }, ['event:0:/error/code']],
  ['a fraction', { code: 1.5, message: 'no' }, ['event:0:/error/code']],
  ['no message', { code: 1 }, ['event:0:/error']],
  ['neither', { code: null, message: 7 }, ['event:0:/error/code', 'event:0:/error/message']],
  ['text instead of it', 'no', ['event:0:/error']],
])('finds %s', (_what, error, pointers) => {
  expect(findingsOf(errorShape, answer(error)).map(({ pointer }) => pointer)).toEqual(pointers);
});

it('spares what is no JSON-RPC', () => {
  expect(findingsOf(errorShape, { answerText: '{"error":"invalid_token"}', status: 401 })).toEqual([]);
});
