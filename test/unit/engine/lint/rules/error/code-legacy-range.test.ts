import { expect, it } from 'vitest';
import { codeLegacyRange } from '../../../../../../engine/lint/rules/error/code-legacy-range.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const modern = { result: { tools: [] } };

it.each([-32020, -32002, -31999, -32602, 1])('is content with %i', (code) => {
  expect(findingsOf(codeLegacyRange, modern, { error: { code }, status: 400 })).toEqual([]);
});

it.each([-32000, -32001, -32019])('finds %i', (code) => {
  expect(findingsOf(codeLegacyRange, modern, { error: { code }, status: 400 })).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'event:0:/error/code', found: String(code) },
  ]);
});

it('spares servers that nobody knows to be modern, and legacy sessions', () => {
  const error = { code: -32000 };
  expect(findingsOf(codeLegacyRange, { error, status: 400 })).toEqual([]);
  expect(findingsOf(codeLegacyRange, modern, { error, status: 400, row: { era: 'legacy' } })).toEqual([]);
});

it('spares what is said to a GET or DELETE, which only earlier revisions have', () => {
  const refused = { error: { code: -32000 }, id: null, body: null, status: 405 };
  for (const httpMethod of ['GET', 'DELETE'])
    expect(findingsOf(codeLegacyRange, modern, { ...refused, httpMethod })).toEqual([]);
});
