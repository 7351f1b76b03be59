import { expect, it } from 'vitest';
import { paramMissing } from '../../../../../../engine/lint/rules/header/param-missing.ts';
import { ANNOTATED, LISTED, routeCall } from '../../../../../support/lint/annotated-tool.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign, throughGateway } from '../../../../../support/lint/through-gateway.ts';

it('is content with headers that mirror what has a value', () => {
  const headers = { 'Mcp-Param-Region': 'us' };
  expect(findingsOf(paramMissing, LISTED, routeCall({ region: 'us', shard: null }, headers))).toEqual([]);
});

it('finds a value that no header mirrors', () => {
  expect(findingsOf(paramMissing, LISTED, routeCall({ region: 'us', shard: 3 }))).toMatchObject([
    { severity: 'error', side: 'client', pointer: 'header:Mcp-Param-Region', expected: 'us' },
    { pointer: 'header:Mcp-Param-Shard', expected: '3' },
  ]);
});

it('leaves a client alone that never saw the list', () => {
  const other = { origin: 'cli' } as const;
  expect(findingsOf(paramMissing, routeCall({ region: 'us' }))).toEqual([]);
  expect(findingsOf(paramMissing, LISTED, routeCall({ region: 'us' }, {}, { row: other }))).toEqual([]);
});

it('leaves a client alone whose list is out of date', () => {
  const { region, ...rest } = ANNOTATED.properties;
  const renamed = { ...rest, region: { ...region, 'x-mcp-header': 'Zone' } };
  const now = {
    result: { tools: [{ name: 'route', inputSchema: { type: 'object', properties: renamed } }] },
  };
  const changed = { ...LISTED, ...now, row: { origin: 'cli' } } as const;
  expect(findingsOf(paramMissing, LISTED, changed, routeCall({ region: 'us' }))).toEqual([]);
});

it('reads all pages of a list, and forgets what a fresh one lacks', () => {
  const second = { ...LISTED, params: { cursor: '2' }, result: { tools: [{ name: 'x', inputSchema: {} }] } };
  const call = routeCall({ region: 'us' });
  expect(findingsOf(paramMissing, LISTED, second, call)).toHaveLength(1);
  expect(findingsOf(paramMissing, LISTED, { ...second, params: {} }, call)).toEqual([]);
});

it('knows a client behind a gateway whichever instance listed the tool, and spares what a proxy may have consumed', () => {
  const gateway = throughGateway(clientHeaderList());
  const beta = { row: { origin: 'gateway', instanceId: 'beta', instanceName: 'beta' }, gateway } as const;
  const list = { ...LISTED, row: { origin: 'gateway' }, gateway } as const;
  expect(findingsOf(paramMissing, list, routeCall({ region: 'us' }, {}, beta))).toHaveLength(1);
  const proxied = foreign(clientHeaderList([], ['X-Forwarded-For', '10.0.0.1']));
  expect(findingsOf(paramMissing, list, { ...routeCall({ region: 'us' }), ...proxied })).toEqual([]);
});
