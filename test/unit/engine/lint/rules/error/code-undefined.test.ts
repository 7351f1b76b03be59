import { expect, it } from 'vitest';
import { codeUndefined } from '../../../../../../engine/lint/rules/error/code-undefined.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const modern = { result: { tools: [] } };

it.each([-32020, -32021, -32022, -32042, -32019, -32100, 5])('is content with %i', (code) => {
  expect(findingsOf(codeUndefined, modern, { error: { code }, status: 400 })).toEqual([]);
});

it.each([-32023, -32050, -32099])('finds %i', (code) => {
  expect(findingsOf(codeUndefined, modern, { error: { code }, status: 400 })).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/error/code', found: String(code) },
  ]);
});

it('spares servers that nobody knows to be modern, and legacy sessions', () => {
  const error = { code: -32050 };
  expect(findingsOf(codeUndefined, { error, status: 400 })).toEqual([]);
  expect(findingsOf(codeUndefined, modern, { error, status: 400, row: { era: 'legacy' } })).toEqual([]);
});

it('spares codes that a later revision may define', () => {
  const headers = { 'MCP-Protocol-Version': '2027-01-01' };
  const later = { error: { code: -32050 }, status: 400, meta: null, headers };
  expect(findingsOf(codeUndefined, modern, later)).toEqual([]);
});
