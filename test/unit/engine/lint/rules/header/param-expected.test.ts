import { expect, it } from 'vitest';
import { paramExpected } from '../../../../../../engine/lint/rules/header/param-expected.ts';
import { headerMismatch, LISTED, routeCall } from '../../../../../support/lint/annotated-tool.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const refused = (message?: string, headers: Readonly<Record<string, string>> = {}) =>
  routeCall(
    { region: null, shard: 3 },
    { 'Mcp-Param-Shard': '3', ...headers },
    { ...headerMismatch(message) },
  );

it('is content with a server that expects no such header', () => {
  expect(findingsOf(paramExpected, LISTED, routeCall({ region: null }))).toEqual([]);
});

it.each(['Mcp-Param-Region header missing', undefined])('finds %j', (message) => {
  expect(findingsOf(paramExpected, LISTED, refused(message))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'header:Mcp-Param-Region' },
  ]);
});

it('leaves alone a refusal for a second header, and tools that were never listed', () => {
  expect(findingsOf(paramExpected, LISTED, refused(undefined, { 'Mcp-Param-Shard': '4' }))).toEqual([]);
  expect(findingsOf(paramExpected, LISTED, refused('Mcp-Param-Shard does not match'))).toEqual([]);
  expect(findingsOf(paramExpected, refused())).toEqual([]);
});
