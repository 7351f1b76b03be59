import { expect, it } from 'vitest';
import { mismatchAccepted } from '../../../../../../engine/lint/rules/header/mismatch-accepted.ts';
import { headerMismatch, LISTED, routeCall } from '../../../../../support/lint/annotated-tool.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const CALL = { method: 'tools/call', params: { name: 'drop' }, result: { content: [] } } as const;
const LYING = { ...CALL, headers: { 'Mcp-Name': 'whoami' } } as const;

it('is content with true headers, and with lies that are refused', () => {
  expect(findingsOf(mismatchAccepted, CALL, { ...LYING, ...headerMismatch() })).toEqual([]);
});

it.each([
  {},
  { tampered: true },
  { origin: 'probe', tampered: true } as const,
  { origin: 'gateway' } as const,
])('finds a lie that was served, whoever told it: %j', (row) => {
  const [finding, ...more] = findingsOf(mismatchAccepted, { ...LYING, row });
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ severity: 'error', side: 'server', pointer: 'header:Mcp-Name' });
  expect(finding?.message).toContain('tools/call of drop');
});

it.each([
  ['MCP-Protocol-Version', '2025-11-25'],
  ['Mcp-Method', 'tools/list'],
  ['Mcp-Name', '=?base64?!?='],
  ['Mcp-Name', 'drØp'],
])('finds %s: %s', (header, value) => {
  expect(findingsOf(mismatchAccepted, { ...CALL, headers: { [header]: value } })).toMatchObject([
    { pointer: `header:${header}` },
  ]);
});

it('finds parameters of listed tools that lie', () => {
  const lying = routeCall({ region: 'eu' }, { 'Mcp-Param-Region': 'us' });
  expect(findingsOf(mismatchAccepted, lying)).toEqual([]);
  expect(findingsOf(mismatchAccepted, LISTED, lying)).toMatchObject([{ pointer: 'header:Mcp-Param-Region' }]);
  const missing = routeCall({ region: 'eu' });
  expect(findingsOf(mismatchAccepted, LISTED, missing)).toEqual([]);
});

it('finds a lie that a server without resultType served, once it is known as modern', () => {
  const known = { method: 'server/discover', result: { supportedVersions: ['2026-07-28'] } };
  expect(findingsOf(mismatchAccepted, known, { ...LYING, bare: true })).toHaveLength(1);
});

it('leaves legacy servers alone, which know none of it, and servers behind a proxy', () => {
  expect(findingsOf(mismatchAccepted, { ...LYING, bare: true })).toEqual([]);
  const unversioned = { ...LYING.headers, 'MCP-Protocol-Version': null };
  expect(findingsOf(mismatchAccepted, { ...LYING, headers: unversioned, bare: true })).toEqual([]);
  expect(findingsOf(mismatchAccepted, { ...LYING, answerHeaders: { Via: '1.1 cache' } })).toEqual([]);
});

it('leaves a body without a revision to the rule about _meta', () => {
  expect(findingsOf(mismatchAccepted, { ...CALL, meta: {} })).toEqual([]);
});
