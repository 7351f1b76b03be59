import { expect, it } from 'vitest';
import { supersedes, whyLeftOut, whyUnread } from '../../../../../engine/replay/plan/leave-out.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';

const gateway = { origin: 'gateway' } as const;

it.each<[string, ExchangeParts]>([
  ['replay', { row: { origin: 'replay' } }],
  ['handshake', { method: 'initialize', row: { ...gateway, era: 'legacy' } }],
  ['handshake', { row: { origin: 'composer', link: { kind: 'handshake', to: 1 } } }],
  ['handshake', { httpMethod: 'DELETE', body: null, row: { ...gateway, era: 'legacy' } }],
  ['probe', { row: { origin: 'probe' } }],
  ['duplicate', { row: { ...gateway, link: { kind: 'duplicate', to: 1 } } }],
  ['stream', { httpMethod: 'GET', body: null, row: gateway }],
  ['stream', { method: 'subscriptions/listen', row: gateway }],
  ['stream', { body: null, row: { ...gateway, transport: 'stdio' } }],
  ['notification', { body: { jsonrpc: '2.0', method: 'notifications/cancelled' }, row: gateway }],
  ['reply', { body: { jsonrpc: '2.0', id: 1, result: {} }, row: gateway }],
  ['reply', { body: { jsonrpc: '2.0', id: 1, error: { code: 1, message: '' } }, row: gateway }],
  ['unreadable', { body: [{ jsonrpc: '2.0', id: 1, method: 'ping' }], row: gateway }],
  ['unreadable', { text: 'not JSON', row: gateway }],
  ['unreadable', { body: { hello: 1 }, row: gateway }],
  ['unreadable', { body: null, row: gateway }],
])('leaves out as %s what is none to be sent again (%#)', (reason, parts) => {
  const found = whyLeftOut(exchange(parts));
  expect(found?.reason).toBe(reason);
  expect(found?.says).toMatch(/^[A-Z].*\.$/);
});

it('sends requests again, tampered ones and refused ones as well', () => {
  expect(whyLeftOut(exchange({ row: { ...gateway, tampered: true } }))).toBeUndefined();
  expect(whyLeftOut(exchange({ row: gateway, status: 400, error: { code: -32602 } }))).toBeUndefined();
  expect(whyLeftOut(exchange({ row: { origin: 'cli', link: { kind: 'round', to: 1 } } }))).toBeUndefined();
});

it('knows what takes the place of another one', () => {
  expect(supersedes(exchange({ row: { link: { kind: 'headers', to: 4 } } }))).toBe(4);
  expect(supersedes(exchange({ row: { link: { kind: 'poll', to: 4 } } }))).toBeUndefined();
  expect(supersedes(exchange())).toBeUndefined();
});

it('says why what cannot be read is left out', () => {
  expect(whyUnread({ origin: 'gateway' }).reason).toBe('unreadable');
  expect(whyUnread({ origin: 'replay' }).reason).toBe('replay');
});
