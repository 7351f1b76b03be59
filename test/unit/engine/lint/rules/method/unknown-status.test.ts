import { expect, it } from 'vitest';
import { unknownStatus } from '../../../../../../engine/lint/rules/method/unknown-status.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const modern: ExchangeParts = { result: { tools: [] } };
const probe: ExchangeParts = { method: 'no/such', row: { origin: 'probe' } };

it('is content with 404 and -32601', () => {
  expect(findingsOf(unknownStatus, modern, { ...probe, error: { code: -32601 }, status: 404 })).toEqual([]);
});

it.each([
  [-32601, 200, 'status'],
  [-32601, 400, 'status'],
  [-32600, 400, 'event:0:/error/code'],
])('finds %i with %i', (code, status, pointer) => {
  expect(findingsOf(unknownStatus, modern, { ...probe, error: { code }, status })).toMatchObject([
    { side: 'server', pointer },
  ]);
});

it('spares methods of extensions, pages of proxies, streams that had begun, and unknown servers', () => {
  const own = { ...probe, row: {}, error: { code: -32600 }, status: 400 };
  expect(findingsOf(unknownStatus, modern, own)).toEqual([]);
  expect(findingsOf(unknownStatus, modern, { ...probe, status: 404, answerText: 'not found' })).toEqual([]);
  const stream = [
    { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 1, progress: 1 } },
  ];
  expect(findingsOf(unknownStatus, modern, { ...probe, stream, error: { code: -32601 } })).toEqual([]);
  expect(findingsOf(unknownStatus, { ...probe, error: { code: -32601 } })).toEqual([]);
});

it('takes what lists tools to know how they are called, whatever code it refuses an unknown tool with', () => {
  const lists: ExchangeParts = { result: { tools: [{ name: 'a', inputSchema: {} }] } };
  const calls: ExchangeParts = { method: 'tools/call', params: { name: 'b' }, error: { code: -32601 } };
  expect(findingsOf(unknownStatus, lists, calls)).toEqual([]);
  expect(findingsOf(unknownStatus, modern, calls)).toHaveLength(1);
});
