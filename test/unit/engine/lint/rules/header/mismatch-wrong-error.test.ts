import { expect, it } from 'vitest';
import { mismatchWrongError } from '../../../../../../engine/lint/rules/header/mismatch-wrong-error.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const DISCOVERED = { method: 'server/discover', result: { supportedVersions: ['2026-07-28'] } } as const;
const lying = (code: number, more: object = {}) =>
  ({ headers: { 'Mcp-Method': 'prompts/list' }, status: 400, error: { code }, ...more }) as const;

it('is content with HeaderMismatch, and with any error to true headers', () => {
  expect(findingsOf(mismatchWrongError, DISCOVERED, lying(-32020), lying(-32602, { headers: {} }))).toEqual(
    [],
  );
});

it.each([-32602, -32601, -32603, -32000])('finds %j', (code) => {
  expect(findingsOf(mismatchWrongError, DISCOVERED, lying(code))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/error/code' },
  ]);
});

it('finds a missing header that is refused otherwise', () => {
  expect(
    findingsOf(mismatchWrongError, DISCOVERED, lying(-32602, { headers: { 'Mcp-Method': null } })),
  ).toHaveLength(1);
});

it('spares a revision that is not supported either, and no other', () => {
  const refused = (supported: readonly string[]) =>
    lying(-32022, {
      headers: { 'MCP-Protocol-Version': '2025-11-25' },
      error: { code: -32022, data: { supported } },
    });
  expect(findingsOf(mismatchWrongError, DISCOVERED, refused(['2026-07-28']))).toEqual([]);
  expect(findingsOf(mismatchWrongError, DISCOVERED, refused(['2026-07-28', '2025-11-25']))).toHaveLength(1);
});

it.each([
  ['an unknown method', lying(-32601, { method: 'x/y' })],
  ['an unknown tool', lying(-32602, { method: 'tools/call', params: { name: 'x' } })],
  ['an incomplete _meta', lying(-32602, { meta: {} })],
  ['a body that could not be read', lying(-32700)],
  ['a missing credential', lying(-32000, { status: 401 })],
  ['an intermediary without JSON-RPC', lying(0, { error: undefined, answerText: '<p>Bad</p>' })],
  ['a program in between', lying(-32000, { answerHeaders: { Via: '1.1 front' } })],
])('spares %s', (_, parts) => {
  expect(findingsOf(mismatchWrongError, DISCOVERED, parts)).toEqual([]);
});

it('leaves legacy servers alone', () => {
  expect(findingsOf(mismatchWrongError, lying(-32000))).toEqual([]);
});
