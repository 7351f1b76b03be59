import { expect, it } from 'vitest';
import { subscriptionIdMissing } from '../../../../../../engine/lint/rules/meta/subscription-id-missing.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const KEY = 'io.modelcontextprotocol/subscriptionId';
const change = (meta?: object, method = 'notifications/tools/list_changed') =>
  ({ jsonrpc: '2.0', method, params: meta ? { _meta: meta as never } : {} }) as const;
const listen = (...stream: object[]) => ({
  method: 'subscriptions/listen',
  id: 5,
  params: { notifications: { toolsListChanged: true } },
  stream: stream as never,
});

it('is content with the id', () => {
  expect(findingsOf(subscriptionIdMissing, listen(change({ [KEY]: 5 })))).toEqual([]);
});

it.each([
  ['none', change(), 'event:0'],
  ['a _meta without it', change({}), 'event:0:/params/_meta'],
  ['another', change({ [KEY]: '5' }), 'event:0:/params/_meta/io.modelcontextprotocol~1subscriptionId'],
])('finds %s', (_what, message, pointer) => {
  expect(findingsOf(subscriptionIdMissing, listen(message))).toMatchObject([
    { side: 'server', pointer, expected: '5' },
  ]);
});

it('spares what has a rule of its own, and other streams', () => {
  expect(findingsOf(subscriptionIdMissing, listen(change(undefined, 'notifications/message')))).toEqual([]);
  expect(findingsOf(subscriptionIdMissing, { stream: [change()], result: {} })).toEqual([]);
});
