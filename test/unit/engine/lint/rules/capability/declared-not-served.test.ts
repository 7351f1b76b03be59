import { expect, it } from 'vitest';
import { declaredNotServed } from '../../../../../../engine/lint/rules/capability/declared-not-served.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const discover: ExchangeParts = {
  method: 'server/discover',
  result: { supportedVersions: ['2026-07-28'], capabilities: { prompts: {}, resources: {} } },
};
const refused = (method: string, code = -32601, more: ExchangeParts = {}): ExchangeParts => ({
  method,
  error: { code },
  status: 404,
  ...more,
});

it('is content with what is served, and with what is not declared', () => {
  const served = { method: 'prompts/list', result: { prompts: [] } };
  expect(findingsOf(declaredNotServed, discover, served, refused('tools/list'))).toEqual([]);
});

it('finds a list that is declared and unknown', () => {
  expect(findingsOf(declaredNotServed, discover, refused('prompts/list'))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/error/code' },
  ]);
});

it('spares other failures, other instances, and templates, which not every server has', () => {
  expect(findingsOf(declaredNotServed, discover, refused('prompts/list', -32603))).toEqual([]);
  const other = refused('prompts/list', -32601, { row: { instanceId: 'beta' } });
  expect(findingsOf(declaredNotServed, discover, other)).toEqual([]);
  expect(findingsOf(declaredNotServed, discover, refused('resources/templates/list'))).toEqual([]);
});
