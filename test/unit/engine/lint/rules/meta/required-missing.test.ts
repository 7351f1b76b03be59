import { expect, it } from 'vitest';
import { requiredMissing } from '../../../../../../engine/lint/rules/meta/required-missing.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const without = (key: string) =>
  Object.fromEntries(Object.entries(META).filter(([name]) => !name.endsWith(key)));

it('is content with both', () => {
  expect(findingsOf(requiredMissing, { result: { tools: [] } })).toEqual([]);
});

it.each([
  ['the version', { meta: without('protocolVersion') }, 'request:/params/_meta'],
  ['the capabilities', { meta: without('clientCapabilities') }, 'request:/params/_meta'],
  ['_meta', { meta: null }, 'request:/params'],
  ['params', { body: { jsonrpc: '2.0', id: 1, method: 'tools/list' } }, 'request'],
])('misses %s', (_what, parts, pointer) => {
  expect(findingsOf(requiredMissing, { ...parts, result: { tools: [] } })).toMatchObject([
    { severity: 'error', side: 'client', pointer },
  ]);
});

it('spares initialize, notifications, legacy sessions, and what was answered as legacy', () => {
  expect(findingsOf(requiredMissing, { method: 'initialize', meta: null })).toEqual([]);
  const body = { jsonrpc: '2.0', method: 'notifications/cancelled' };
  expect(findingsOf(requiredMissing, { body, status: 202 })).toEqual([]);
  expect(findingsOf(requiredMissing, { row: { era: 'legacy' }, result: {} })).toEqual([]);
  const unversioned = {
    meta: null,
    headers: { 'MCP-Protocol-Version': null },
    result: { tools: [] },
    bare: true,
  };
  expect(findingsOf(requiredMissing, unversioned)).toEqual([]);
});

it('marks what a person tampered with', () => {
  const [finding] = findingsOf(requiredMissing, { meta: null, row: { tampered: true } });
  expect(finding).toMatchObject({ severity: 'note', side: 'client' });
});
