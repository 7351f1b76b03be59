import { expect, it } from 'vitest';
import { methodMissing } from '../../../../../../engine/lint/rules/header/method-missing.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign, throughGateway } from '../../../../../support/lint/through-gateway.ts';

const WRONG = { 'Mcp-Method': null };
const CALL = { method: 'tools/call', params: { name: 'whoami' } } as const;

it('is content with headers that mirror the body', () => {
  expect(findingsOf(methodMissing, CALL, { method: 'tools/list' })).toEqual([]);
});

it('finds the header, and marks what was done on purpose', () => {
  const [finding, tampered, ...more] = findingsOf(
    methodMissing,
    { ...CALL, headers: WRONG },
    { ...CALL, headers: WRONG, row: { tampered: true } },
  );
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ severity: 'error', side: 'client', pointer: 'header:Mcp-Method' });
  expect(tampered).toMatchObject({ severity: 'note', side: 'client' });
});

it('leaves alone legacy sessions, notifications, initialize, and headers that something in between may have had', () => {
  const notification = { jsonrpc: '2.0', method: 'notifications/x', params: {} };
  expect(findingsOf(methodMissing, { row: { era: 'legacy' }, headers: WRONG })).toEqual([]);
  expect(findingsOf(methodMissing, { body: notification, headers: WRONG })).toEqual([]);
  expect(findingsOf(methodMissing, { method: 'initialize', headers: WRONG })).toEqual([]);
  const proxied = foreign(clientHeaderList(['Mcp-Method'], ['X-Forwarded-For', '10.0.0.1']));
  expect(findingsOf(methodMissing, { ...CALL, ...proxied })).toEqual([]);
  const direct = foreign(clientHeaderList(['Mcp-Method']));
  expect(findingsOf(methodMissing, { ...CALL, ...direct })).toHaveLength(1);
});

it('leaves alone what only the server’s side of a gateway lacks', () => {
  const wrong = clientHeaderList(['Mcp-Method']);
  const gateway = throughGateway([
    ...clientHeaderList(['Mcp-Name', 'Mcp-Method']),
    ['Mcp-Method', 'tools/call'],
    ['Mcp-Name', 'whoami'],
  ]);
  expect(
    findingsOf(methodMissing, { ...CALL, row: { origin: 'gateway' }, headerList: wrong, gateway }),
  ).toEqual([]);
});
