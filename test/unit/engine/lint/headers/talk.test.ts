import { expect, it } from 'vitest';
import { Remembered, talkOf } from '../../../../../engine/lint/headers/talk.ts';
import { exchange } from '../../../../support/lint/exchange.ts';
import { clientHeaderList, throughGateway } from '../../../../support/lint/through-gateway.ts';

it('tells conversations apart by client, and by instance or gateway', () => {
  const behind = (instanceId: string): string =>
    talkOf(exchange({ row: { origin: 'gateway', instanceId }, gateway: throughGateway(clientHeaderList()) }));
  expect(behind('alpha')).toBe(behind('beta'));
  expect(talkOf(exchange())).toBe(talkOf(exchange()));
  expect(talkOf(exchange())).not.toBe(talkOf(exchange({ row: { instanceId: 'beta' } })));
  expect(talkOf(exchange())).not.toBe(talkOf(exchange({ row: { origin: 'cli' } })));
});

it('forgets what was set first', () => {
  const remembered = new Remembered<number>(2);
  remembered.set('a', 1);
  remembered.set('b', 2);
  remembered.set('a', 3);
  remembered.set('c', 4);
  remembered.delete('c');
  expect(['a', 'b', 'c'].map((key) => remembered.get(key))).toEqual([3, undefined, undefined]);
});
