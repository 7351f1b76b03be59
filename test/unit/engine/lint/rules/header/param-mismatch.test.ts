import { expect, it } from 'vitest';
import { paramMismatch } from '../../../../../../engine/lint/rules/header/param-mismatch.ts';
import { LISTED, routeCall } from '../../../../../support/lint/annotated-tool.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it.each([
  [{ region: 'Zürich' }, { 'Mcp-Param-Region': '=?base64?WsO8cmljaA==?=' }],
  [{ shard: 42 }, { 'Mcp-Param-Shard': '42.0' }],
])('is content with %j as %j', (args, headers) => {
  expect(findingsOf(paramMismatch, LISTED, routeCall(args, headers))).toEqual([]);
});

it('finds another value, and marks what was done on purpose', () => {
  const wrong = routeCall({ region: 'eu' }, { 'Mcp-Param-Region': 'us' });
  expect(findingsOf(paramMismatch, LISTED, wrong, { ...wrong, row: { tampered: true } })).toMatchObject([
    { severity: 'error', side: 'client', pointer: 'header:Mcp-Param-Region', expected: 'eu', found: 'us' },
    { severity: 'note' },
  ]);
});

it('says nothing of a tool that was never listed', () => {
  expect(findingsOf(paramMismatch, routeCall({ region: 'eu' }, { 'Mcp-Param-Region': 'us' }))).toEqual([]);
});
