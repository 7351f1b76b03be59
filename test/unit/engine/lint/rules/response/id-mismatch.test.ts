import { expect, it } from 'vitest';
import { idMismatch } from '../../../../../../engine/lint/rules/response/id-mismatch.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const answer = (id: unknown, part: object = { result: {} }) =>
  JSON.stringify({ jsonrpc: '2.0', id, ...part });
const error = { error: { code: -32600, message: 'no' } };

it('is content with the same id', () => {
  expect(findingsOf(idMismatch, { id: 1, result: {} })).toEqual([]);
  expect(findingsOf(idMismatch, { id: 1, error: { code: 1 }, status: 400 })).toEqual([]);
});

it.each([
  ['another id', answer(2), 'event:0:/id'],
  ['the same as text', answer('1'), 'event:0:/id'],
  ['null', answer(null), 'event:0:/id'],
  ['no id', answer(undefined), 'event:0'],
  ['an error without one, as if it were a success', answer(null, error), 'event:0:/id'],
])('finds %s', (_what, answerText, pointer) => {
  expect(findingsOf(idMismatch, { id: 1, answerText })).toMatchObject([
    { side: 'server', pointer, expected: '1' },
  ]);
});

it('spares refusals that may not have read the request, and requests that could not be read', () => {
  expect(findingsOf(idMismatch, { id: 1, answerText: answer(null, error), status: 400 })).toEqual([]);
  expect(findingsOf(idMismatch, { text: '{', answerText: answer(null, error), status: 400 })).toEqual([]);
});
