import { expect, it } from 'vitest';
import { expectedAnswer } from '../../../../engine/capture/expected-answer.ts';

it.each([
  ['{"jsonrpc":"2.0","id":7,"method":"tools/list"}', { expects: 'answer', requestId: 7 }],
  ['{"jsonrpc":"2.0","id":"a","method":"tools/list"}', { expects: 'answer', requestId: 'a' }],
  ['{"jsonrpc":"2.0","id":null,"method":"tools/list"}', { expects: 'answer' }],
  ['{"jsonrpc":"2.0","method":"notifications/cancelled"}', { expects: 'nothing' }],
  ['[1]', { expects: 'answer' }],
  ['null', { expects: 'answer' }],
  ['<html>', { expects: 'answer' }],
  ['', { expects: 'answer' }],
])('%s', (body, expected) => {
  expect(expectedAnswer(Buffer.from(body))).toEqual(expected);
});
