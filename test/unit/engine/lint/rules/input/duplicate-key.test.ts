import { expect, it } from 'vitest';
import { duplicateKey } from '../../../../../../engine/lint/rules/input/duplicate-key.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const ask = '{"method":"roots/list"}';

function answer(inputRequests: string): string {
  return `{"jsonrpc":"2.0","id":1,"result":{"resultType":"input_required","inputRequests":${inputRequests}}}`;
}

it('finds a key that stands there twice', () => {
  const parts = { method: 'tools/call', id: 1, answerText: answer(`{"a":${ask},"b":${ask},"a":${ask}}`) };
  expect(findingsOf(duplicateKey, parts)).toMatchObject([
    { pointer: 'event:0:/result/inputRequests/a', found: '"a"', side: 'server' },
  ]);
});

it('is content with different keys, and with the same one in a later round', () => {
  const parts = { method: 'tools/call', id: 1, answerText: answer(`{"a":${ask},"b":${ask}}`) };
  expect(findingsOf(duplicateKey, parts, parts)).toEqual([]);
});
