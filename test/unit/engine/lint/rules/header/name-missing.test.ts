import { expect, it } from 'vitest';
import { nameMissing } from '../../../../../../engine/lint/rules/header/name-missing.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign, throughGateway } from '../../../../../support/lint/through-gateway.ts';

const WRONG = { 'Mcp-Name': null };
const CALL = { method: 'tools/call', params: { name: 'whoami' } } as const;

it('is content with headers that mirror the body', () => {
  expect(findingsOf(nameMissing, CALL, { method: 'tools/list' })).toEqual([]);
});

it('finds the header, and marks what was done on purpose', () => {
  const [finding, tampered, ...more] = findingsOf(
    nameMissing,
    { ...CALL, headers: WRONG },
    { ...CALL, headers: WRONG, row: { tampered: true } },
  );
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ severity: 'error', side: 'client', pointer: 'header:Mcp-Name' });
  expect(tampered).toMatchObject({ severity: 'note', side: 'client' });
});

it('leaves alone legacy sessions, notifications, initialize, and headers that something in between may have had', () => {
  const notification = { jsonrpc: '2.0', method: 'notifications/x', params: {} };
  expect(findingsOf(nameMissing, { row: { era: 'legacy' }, headers: WRONG })).toEqual([]);
  expect(findingsOf(nameMissing, { body: notification, headers: WRONG })).toEqual([]);
  expect(findingsOf(nameMissing, { method: 'initialize', headers: WRONG })).toEqual([]);
  const proxied = foreign(clientHeaderList(['Mcp-Name'], ['X-Forwarded-For', '10.0.0.1']));
  expect(findingsOf(nameMissing, { ...CALL, ...proxied })).toEqual([]);
  const direct = foreign(clientHeaderList(['Mcp-Name']));
  expect(findingsOf(nameMissing, { ...CALL, ...direct })).toHaveLength(1);
});

it('leaves alone what only the server’s side of a gateway lacks', () => {
  const wrong = clientHeaderList(['Mcp-Name']);
  const gateway = throughGateway([
    ...clientHeaderList(['Mcp-Name', 'Mcp-Method']),
    ['Mcp-Method', 'tools/call'],
    ['Mcp-Name', 'whoami'],
  ]);
  expect(
    findingsOf(nameMissing, { ...CALL, row: { origin: 'gateway' }, headerList: wrong, gateway }),
  ).toEqual([]);
});

it('asks no name of a body that has none, nor of what an extension calls by a name', () => {
  expect(findingsOf(nameMissing, { method: 'tools/call', headers: WRONG })).toEqual([]);
  expect(findingsOf(nameMissing, { method: 'tasks/get', params: { taskId: 't' } })).toEqual([]);
});
