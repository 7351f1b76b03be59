import { expect, it } from 'vitest';
import { versionMissing } from '../../../../../../engine/lint/rules/header/version-missing.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign, throughGateway } from '../../../../../support/lint/through-gateway.ts';

const WRONG = { 'MCP-Protocol-Version': null };
const CALL = { method: 'tools/call', params: { name: 'whoami' } } as const;

it('is content with headers that mirror the body', () => {
  expect(findingsOf(versionMissing, CALL, { method: 'tools/list' })).toEqual([]);
});

it('finds the header, and marks what was done on purpose', () => {
  const [finding, tampered, ...more] = findingsOf(
    versionMissing,
    { ...CALL, headers: WRONG },
    { ...CALL, headers: WRONG, row: { tampered: true } },
  );
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    severity: 'error',
    side: 'client',
    pointer: 'header:MCP-Protocol-Version',
  });
  expect(tampered).toMatchObject({ severity: 'note', side: 'client' });
});

it('leaves alone legacy sessions, notifications, initialize, and headers that something in between may have had', () => {
  const notification = { jsonrpc: '2.0', method: 'notifications/x', params: {} };
  expect(findingsOf(versionMissing, { row: { era: 'legacy' }, headers: WRONG })).toEqual([]);
  expect(findingsOf(versionMissing, { body: notification, headers: WRONG })).toEqual([]);
  expect(findingsOf(versionMissing, { method: 'initialize', headers: WRONG })).toEqual([]);
  const proxied = foreign(clientHeaderList(['MCP-Protocol-Version'], ['X-Forwarded-For', '10.0.0.1']));
  expect(findingsOf(versionMissing, { ...CALL, ...proxied })).toEqual([]);
  const direct = foreign(clientHeaderList(['MCP-Protocol-Version']));
  expect(findingsOf(versionMissing, { ...CALL, ...direct })).toHaveLength(1);
});

it('leaves alone what only the server’s side of a gateway lacks', () => {
  const wrong = clientHeaderList(['MCP-Protocol-Version']);
  const gateway = throughGateway([
    ...clientHeaderList(['Mcp-Name', 'Mcp-Method']),
    ['Mcp-Method', 'tools/call'],
    ['Mcp-Name', 'whoami'],
  ]);
  expect(
    findingsOf(versionMissing, { ...CALL, row: { origin: 'gateway' }, headerList: wrong, gateway }),
  ).toEqual([]);
});

it('asks for nothing of another HTTP method', () => {
  expect(findingsOf(versionMissing, { httpMethod: 'PUT', headers: WRONG })).toEqual([]);
});
