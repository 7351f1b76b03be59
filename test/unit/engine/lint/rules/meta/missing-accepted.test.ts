import { expect, it } from 'vitest';
import { missingAccepted } from '../../../../../../engine/lint/rules/meta/missing-accepted.ts';
import { findingsOf, META, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const modern: ExchangeParts = { result: { tools: [] } };
const incomplete: ExchangeParts = {
  meta: Object.fromEntries(Object.entries(META).filter(([key]) => !key.endsWith('Capabilities'))),
};
const unversioned: ExchangeParts = { meta: null, headers: { 'MCP-Protocol-Version': null } };

it('is content with -32602', () => {
  expect(
    findingsOf(missingAccepted, modern, { ...incomplete, error: { code: -32602 }, status: 400 }),
  ).toEqual([]);
});

it.each<[string, ExchangeParts]>([
  ['serves it', { ...incomplete, result: { tools: [] } }],
  ['serves one without any _meta', { meta: null, result: { tools: [] } }],
  ['refuses it with another code', { ...incomplete, error: { code: -32600 }, status: 400 }],
  ['speaks of headers where the body is at fault', { meta: null, error: { code: -32020 }, status: 400 }],
])('finds a server that %s', (_what, parts) => {
  expect(findingsOf(missingAccepted, modern, parts)).toMatchObject([{ severity: 'error', side: 'server' }]);
});

it.each<[string, ExchangeParts]>([
  ['an unknown method', { ...incomplete, method: 'a/b', error: { code: -32601 }, status: 404 }],
  [
    'a header that contradicts, too',
    { meta: null, headers: { 'Mcp-Method': 'tools/call' }, error: { code: -32020 }, status: 400 },
  ],
  [
    'a request without any version, answered as legacy',
    { ...unversioned, result: { tools: [] }, bare: true },
  ],
  ['one without any version, refused as legacy', { ...unversioned, error: { code: -32000 }, status: 400 }],
])('spares %s', (_what, parts) => {
  expect(findingsOf(missingAccepted, modern, parts)).toEqual([]);
});

it('spares servers that nobody knows to be modern', () => {
  expect(findingsOf(missingAccepted, { ...incomplete, result: { tools: [] }, bare: true })).toEqual([]);
});
