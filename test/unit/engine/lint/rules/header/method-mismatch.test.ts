import { expect, it } from 'vitest';
import { methodMismatch } from '../../../../../../engine/lint/rules/header/method-mismatch.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign, throughGateway } from '../../../../../support/lint/through-gateway.ts';

const WRONG = { 'Mcp-Method': 'Tools/call' };
const CALL = { method: 'tools/call', params: { name: 'whoami' } } as const;

it('is content with headers that mirror the body', () => {
  expect(findingsOf(methodMismatch, CALL, { method: 'tools/list' })).toEqual([]);
});

it('finds the header, and marks what was done on purpose', () => {
  const [finding, tampered, ...more] = findingsOf(
    methodMismatch,
    { ...CALL, headers: WRONG },
    { ...CALL, headers: WRONG, row: { tampered: true } },
  );
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ severity: 'error', side: 'client', pointer: 'header:Mcp-Method' });
  expect(tampered).toMatchObject({ severity: 'note', side: 'client' });
});

it('leaves alone legacy sessions, notifications, initialize, and headers that something in between may have had', () => {
  const notification = { jsonrpc: '2.0', method: 'notifications/x', params: {} };
  expect(findingsOf(methodMismatch, { row: { era: 'legacy' }, headers: WRONG })).toEqual([]);
  expect(findingsOf(methodMismatch, { body: notification, headers: WRONG })).toEqual([]);
  expect(findingsOf(methodMismatch, { method: 'initialize', headers: WRONG })).toEqual([]);
  const proxied = foreign(
    clientHeaderList(['Mcp-Method'], ...[['Mcp-Method', 'Tools/call'] as const], [
      'X-Forwarded-For',
      '10.0.0.1',
    ]),
  );
  expect(findingsOf(methodMismatch, { ...CALL, ...proxied })).toEqual([]);
  const direct = foreign(clientHeaderList(['Mcp-Method'], ...[['Mcp-Method', 'Tools/call'] as const]));
  expect(findingsOf(methodMismatch, { ...CALL, ...direct })).toHaveLength(1);
});

it('leaves alone what only the server’s side of a gateway lacks', () => {
  const wrong = clientHeaderList(['Mcp-Method'], ...[['Mcp-Method', 'Tools/call'] as const]);
  const gateway = throughGateway([
    ...clientHeaderList(['Mcp-Name', 'Mcp-Method']),
    ['Mcp-Method', 'tools/call'],
    ['Mcp-Name', 'whoami'],
  ]);
  expect(
    findingsOf(methodMismatch, { ...CALL, row: { origin: 'gateway' }, headerList: wrong, gateway }),
  ).toEqual([]);
});
