import { expect, it } from 'vitest';
import { codeReservedByJsonRpc } from '../../../../../../engine/lint/rules/error/code-reserved-by-json-rpc.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const modern = { result: { tools: [] } };

it.each([-32700, -32600, -32603, -32000, -32099, -32769, 0])('is content with %i', (code) => {
  expect(findingsOf(codeReservedByJsonRpc, modern, { error: { code }, status: 400 })).toEqual([]);
});

it.each([-32768, -32100, -32604, -32699])('finds %i', (code) => {
  expect(findingsOf(codeReservedByJsonRpc, modern, { error: { code }, status: 400 })).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'event:0:/error/code', found: String(code) },
  ]);
});

it('spares servers that nobody knows to be modern, and legacy sessions', () => {
  const error = { code: -32604 };
  expect(findingsOf(codeReservedByJsonRpc, { error, status: 400 })).toEqual([]);
  expect(findingsOf(codeReservedByJsonRpc, modern, { error, status: 400, row: { era: 'legacy' } })).toEqual(
    [],
  );
});
