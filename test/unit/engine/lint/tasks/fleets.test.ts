import { expect, it } from 'vitest';
import { Fleets } from '../../../../../engine/lint/tasks/fleets.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';
import { discovers } from '../../../../support/lint/tasks.ts';

const gateway = { gatewayId: 'g', gatewayName: 'g', trace: {}, faults: [] } as never;

it.each<[string, ExchangeParts, ExchangeParts, boolean | undefined]>([
  ['the same name and version', discovers('a', 'x'), discovers('b', 'x'), true],
  ['another version of it', discovers('a', 'x'), discovers('b', 'x', '2'), undefined],
  ['another name', discovers('a', 'x'), discovers('b', 'y'), false],
  ['no name', discovers('a', 'x'), { row: { instanceId: 'b' } }, undefined],
  ['one gateway', { ...discovers('a', 'x'), gateway }, { ...discovers('b', 'y'), gateway }, true],
])('tells instances apart by %s', (_, one, other, areOne) => {
  const fleets = new Fleets();
  fleets.learn(exchange(one));
  fleets.learn(exchange(other));
  expect(fleets.areOne('a', 'b')).toBe(areOne);
  expect(fleets.areOne('b', 'b')).toBe(true);
});

it('reads the name that an answer to initialize gives', () => {
  const fleets = new Fleets();
  for (const [instanceId, name] of [
    ['a', 'x'],
    ['b', 'y'],
  ] as const) {
    const result = { serverInfo: { name, version: '1' } };
    fleets.learn(exchange({ row: { era: 'legacy', instanceId }, method: 'initialize', result }));
  }
  expect(fleets.areOne('a', 'b')).toBe(false);
});
