import { expect, it } from 'vitest';
import { versionMismatch } from '../../../../../../engine/lint/rules/header/version-mismatch.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign, throughGateway } from '../../../../../support/lint/through-gateway.ts';

const WRONG = { 'MCP-Protocol-Version': '2027-01-01' };
const CALL = { method: 'tools/call', params: { name: 'whoami' } } as const;

it('is content with headers that mirror the body', () => {
  expect(findingsOf(versionMismatch, CALL, { method: 'tools/list' })).toEqual([]);
});

it('finds the header, and marks what was done on purpose', () => {
  const [finding, tampered, ...more] = findingsOf(
    versionMismatch,
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
  expect(findingsOf(versionMismatch, { row: { era: 'legacy' }, headers: WRONG })).toEqual([]);
  expect(findingsOf(versionMismatch, { body: notification, headers: WRONG })).toEqual([]);
  expect(findingsOf(versionMismatch, { method: 'initialize', headers: WRONG })).toEqual([]);
  const proxied = foreign(
    clientHeaderList(['MCP-Protocol-Version'], ...[['MCP-Protocol-Version', '2027-01-01'] as const], [
      'X-Forwarded-For',
      '10.0.0.1',
    ]),
  );
  expect(findingsOf(versionMismatch, { ...CALL, ...proxied })).toEqual([]);
  const direct = foreign(
    clientHeaderList(['MCP-Protocol-Version'], ...[['MCP-Protocol-Version', '2027-01-01'] as const]),
  );
  expect(findingsOf(versionMismatch, { ...CALL, ...direct })).toHaveLength(1);
});

it('leaves alone what only the server’s side of a gateway lacks', () => {
  const wrong = clientHeaderList(
    ['MCP-Protocol-Version'],
    ...[['MCP-Protocol-Version', '2027-01-01'] as const],
  );
  const gateway = throughGateway([
    ...clientHeaderList(['Mcp-Name', 'Mcp-Method']),
    ['Mcp-Method', 'tools/call'],
    ['Mcp-Name', 'whoami'],
  ]);
  expect(
    findingsOf(versionMismatch, { ...CALL, row: { origin: 'gateway' }, headerList: wrong, gateway }),
  ).toEqual([]);
});

it('leaves a body without a revision to the rule about _meta', () => {
  expect(findingsOf(versionMismatch, { meta: {} })).toEqual([]);
});
