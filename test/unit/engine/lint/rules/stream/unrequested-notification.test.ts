import { expect, it } from 'vitest';
import { unrequestedNotification } from '../../../../../../engine/lint/rules/stream/unrequested-notification.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';

const note = (method: string, params: JsonObject = {}) => ({ jsonrpc: '2.0', method, params });
const listen = (notifications: JsonObject, ...stream: readonly JsonObject[]): ExchangeParts => ({
  method: 'subscriptions/listen',
  params: { notifications },
  stream: [note('notifications/subscriptions/acknowledged'), ...stream],
});
const updated = (uri: string) => note('notifications/resources/updated', { uri });
const CHANGED = note('notifications/tools/list_changed');

it('is content with what the filter names, parts of a resource included', () => {
  const filter = { toolsListChanged: true, resourceSubscriptions: ['file:///a', 'http://HOST/x'] };
  const all = [CHANGED, updated('file:///a'), updated('file:///a/b'), updated('http://host/x')];
  expect(findingsOf(unrequestedNotification, listen(filter, ...all))).toEqual([]);
});

it.each([
  [listen({}, CHANGED), 'event:1:/method'],
  [listen({ toolsListChanged: false }, CHANGED), 'event:1:/method'],
  [listen({ toolsListChanged: true }, note('notifications/prompts/list_changed')), 'event:1:/method'],
  [listen({ resourceSubscriptions: ['file:///a'] }, updated('file:///b')), 'event:1:/params/uri'],
  [listen({}, updated('file:///b')), 'event:1:/params/uri'],
])('finds what it does not name', (parts, pointer) => {
  expect(findingsOf(unrequestedNotification, parts)).toMatchObject([
    { severity: 'error', side: 'server', pointer },
  ]);
});

it('leaves alone what extensions send, and other requests', () => {
  const filter = { 'com.example/x': true };
  expect(findingsOf(unrequestedNotification, listen(filter, note('notifications/com.example/x')))).toEqual(
    [],
  );
  expect(findingsOf(unrequestedNotification, { stream: [CHANGED], result: {} })).toEqual([]);
});
