import { expect, it } from 'vitest';
import { notDeclared } from '../../../../../../engine/lint/rules/capability/not-declared.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const discover = (capabilities: object, more: ExchangeParts = {}): ExchangeParts => ({
  method: 'server/discover',
  result: { supportedVersions: ['2026-07-28'], capabilities: capabilities as never },
  ...more,
});
const list: ExchangeParts = { result: { tools: [{ name: 'a' }] } };
const failed: ExchangeParts = {
  method: 'tools/call',
  params: { name: 'a' },
  result: { isError: true, content: [] },
};

it('is content with what is declared', () => {
  expect(findingsOf(notDeclared, discover({ tools: {} }), list)).toEqual([]);
});

it('finds what is not, once', () => {
  expect(findingsOf(notDeclared, discover({ prompts: {} }), list, list)).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result', expected: 'capabilities.tools' },
  ]);
  const stream = [{ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 1 } }];
  expect(findingsOf(notDeclared, discover({}), { ...list, stream })).toMatchObject([
    { pointer: 'event:0', expected: 'capabilities.logging' },
    { pointer: 'event:1:/result', expected: 'capabilities.tools' },
  ]);
});

it.each<[string, ExchangeParts[]]>([
  ['recordings without server/discover', [list]],
  ['other credentials', [discover({}, { headers: { Authorization: 'Bearer a' } }), list]],
  ['empty lists', [discover({}), { result: { tools: [] } }]],
  ['failures', [discover({}), failed]],
  ['other instances', [discover({}, { row: { instanceId: 'beta' } }), list]],
])('spares %s', (_what, parts) => {
  expect(findingsOf(notDeclared, ...parts)).toEqual([]);
});
