import { expect, it } from 'vitest';
import { missingAccepted } from '../../../../../../engine/lint/rules/header/missing-accepted.ts';
import { headerMismatch, LISTED, routeCall } from '../../../../../support/lint/annotated-tool.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign, throughGateway } from '../../../../../support/lint/through-gateway.ts';

const CALL = { method: 'tools/call', params: { name: 'drop' }, result: { content: [] } } as const;

it('is content with complete requests, and with others that are refused', () => {
  const refused = { ...CALL, headers: { 'Mcp-Method': null }, ...headerMismatch() };
  expect(findingsOf(missingAccepted, CALL, refused, { result: { tools: [] } })).toEqual([]);
});

it.each(['MCP-Protocol-Version', 'Mcp-Method', 'Mcp-Name'])('finds that %s is not missed', (header) => {
  expect(findingsOf(missingAccepted, { ...CALL, headers: { [header]: null } })).toMatchObject([
    { severity: 'error', side: 'server', pointer: `header:${header}` },
  ]);
});

it('finds a listed parameter without its header', () => {
  expect(findingsOf(missingAccepted, LISTED, routeCall({ region: 'us' }))).toMatchObject([
    { pointer: 'header:Mcp-Param-Region' },
  ]);
});

it('leaves alone what was answered as legacy', () => {
  const headers = { 'MCP-Protocol-Version': null, 'Mcp-Method': null };
  const discovered = {
    method: 'server/discover',
    result: { supportedVersions: ['2026-07-28', '2025-11-25'] },
  };
  expect(findingsOf(missingAccepted, discovered, { headers, bare: true, result: { tools: [] } })).toEqual([]);
  expect(findingsOf(missingAccepted, { headers, meta: null, bare: true, result: { tools: [] } })).toEqual([]);
  expect(findingsOf(missingAccepted, { headers, result: { tools: [] } })).toHaveLength(2);
});

it('leaves alone what a proxy consumed, but not what our gateway took away to see what happens', () => {
  const bare = clientHeaderList(['Mcp-Method']);
  const result = { result: { tools: [] } };
  expect(findingsOf(missingAccepted, { ...foreign([...bare, ['Via', '1.1 front']]), ...result })).toEqual([]);
  expect(findingsOf(missingAccepted, { ...foreign(bare), ...result })).toHaveLength(1);
  const stripped = { gateway: throughGateway(clientHeaderList(), { faults: ['header'] }), headerList: bare };
  expect(findingsOf(missingAccepted, { row: { origin: 'gateway' }, ...stripped, ...result })).toHaveLength(1);
});
