import { expect, it } from 'vitest';
import { batch } from '../../../../../../engine/lint/rules/message/batch.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const body = [
  { jsonrpc: '2.0', id: 1, method: 'tools/list' },
  { jsonrpc: '2.0', id: 2, method: 'prompts/list' },
];

it('is content with one message', () => {
  expect(findingsOf(batch, { result: {} })).toEqual([]);
});

it('finds a list of them', () => {
  expect(findingsOf(batch, { body, result: {} })).toMatchObject([
    { side: 'client', pointer: 'request', found: 'an array of 2' },
  ]);
  const later = { row: { era: 'legacy' as const }, headers: { 'MCP-Protocol-Version': '2025-06-18' } };
  expect(findingsOf(batch, { body, ...later })).toHaveLength(1);
});

it('spares the revisions that had them', () => {
  expect(findingsOf(batch, { body, row: { era: 'legacy' } })).toEqual([]);
});
