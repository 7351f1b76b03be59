import { expect, it } from 'vitest';
import { createFleets, serverInfoIn } from '../../../../../engine/trackers/negotiation/fleets.ts';
import { exchange } from '../../../../support/lint/exchange.ts';

function groupsOf(
  ...parts: readonly (readonly [instance: string, gateway?: string | undefined, name?: string])[]
) {
  const fleets = createFleets();
  for (const [instanceId, gatewayId, name] of parts) {
    const gateway = gatewayId !== undefined && {
      gateway: {
        gatewayId,
        gatewayName: gatewayId,
        trace: { tried: [], candidates: [], why: '' },
        faults: [],
      },
    };
    const info = name !== undefined && {
      method: 'server/discover',
      result: { _meta: { 'io.modelcontextprotocol/serverInfo': { name, version: '1' } } },
    };
    fleets.observe(exchange({ row: { instanceId }, ...gateway, ...info }));
  }
  return fleets.groups();
}

it('joins instances behind one gateway, and those of one name', () => {
  expect(groupsOf(['a', 'g'], ['b', 'g'], ['c'])).toEqual([['a', 'b']]);
  expect(groupsOf(['a', undefined, 's'], ['b', undefined, 's'], ['c', undefined, 't'])).toEqual([['a', 'b']]);
  expect(groupsOf(['a', 'g'], ['b', 'g'], ['c', undefined, 's'], ['b', undefined, 's'])).toEqual([
    ['a', 'b', 'c'],
  ]);
  expect(groupsOf(['a'], ['b'], ['', 'g'], ['c', 'g'])).toEqual([]);
});

it('reads what a server calls itself in both eras', () => {
  expect(serverInfoIn('initialize', { serverInfo: { name: 'x' } })).toEqual({ name: 'x' });
  expect(serverInfoIn('tools/list', { serverInfo: { name: 'x' } })).toBeUndefined();
});
