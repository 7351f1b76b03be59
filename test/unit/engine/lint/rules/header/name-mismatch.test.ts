import { expect, it } from 'vitest';
import { nameMismatch } from '../../../../../../engine/lint/rules/header/name-mismatch.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign, throughGateway } from '../../../../../support/lint/through-gateway.ts';

const WRONG = { 'Mcp-Name': 'other' };
const CALL = { method: 'tools/call', params: { name: 'whoami' } } as const;

it('is content with headers that mirror the body', () => {
  expect(findingsOf(nameMismatch, CALL, { method: 'tools/list' })).toEqual([]);
});

it('finds the header, and marks what was done on purpose', () => {
  const [finding, tampered, ...more] = findingsOf(
    nameMismatch,
    { ...CALL, headers: WRONG },
    { ...CALL, headers: WRONG, row: { tampered: true } },
  );
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ severity: 'error', side: 'client', pointer: 'header:Mcp-Name' });
  expect(tampered).toMatchObject({ severity: 'note', side: 'client' });
});

it('leaves alone legacy sessions, notifications, initialize, and headers that something in between may have had', () => {
  const notification = { jsonrpc: '2.0', method: 'notifications/x', params: {} };
  expect(findingsOf(nameMismatch, { row: { era: 'legacy' }, headers: WRONG })).toEqual([]);
  expect(findingsOf(nameMismatch, { body: notification, headers: WRONG })).toEqual([]);
  expect(findingsOf(nameMismatch, { method: 'initialize', headers: WRONG })).toEqual([]);
  const proxied = foreign(
    clientHeaderList(['Mcp-Name'], ...[['Mcp-Name', 'other'] as const], ['X-Forwarded-For', '10.0.0.1']),
  );
  expect(findingsOf(nameMismatch, { ...CALL, ...proxied })).toEqual([]);
  const direct = foreign(clientHeaderList(['Mcp-Name'], ...[['Mcp-Name', 'other'] as const]));
  expect(findingsOf(nameMismatch, { ...CALL, ...direct })).toHaveLength(1);
});

it('leaves alone what only the server’s side of a gateway lacks', () => {
  const wrong = clientHeaderList(['Mcp-Name'], ...[['Mcp-Name', 'other'] as const]);
  const gateway = throughGateway([
    ...clientHeaderList(['Mcp-Name', 'Mcp-Method']),
    ['Mcp-Method', 'tools/call'],
    ['Mcp-Name', 'whoami'],
  ]);
  expect(
    findingsOf(nameMismatch, { ...CALL, row: { origin: 'gateway' }, headerList: wrong, gateway }),
  ).toEqual([]);
});

it('compares what the Base64 form holds', () => {
  const name = `=?base64?${Buffer.from('whoami').toString('base64')}?=`;
  expect(findingsOf(nameMismatch, { ...CALL, headers: { 'Mcp-Name': name } })).toEqual([]);
});
