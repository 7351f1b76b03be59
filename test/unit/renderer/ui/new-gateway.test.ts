import { expect, it } from 'vitest';
import { newGateway } from '../../../../renderer/ui/new-gateway.ts';
import { makeGateway } from '../gateway/samples.ts';

const stdio = { command: 'node', args: [], env: {} };
const instances = [{ id: 'a' }, { id: 'b' }, { id: 'c', stdio }];
const fleets = [
  { id: 'f0', name: 'local', instanceIds: ['c'] },
  { id: 'f1', name: 'shop', instanceIds: ['a', 'b', 'c'] },
];

it('stands in front of the first fleet that can be reached over HTTP and has none yet', () => {
  expect(newGateway({ instances, fleets, gateways: [] })).toEqual({ name: 'shop', instanceIds: ['a', 'b'] });
});

it('stands in front of everything where each fleet has one', () => {
  const gateways = [makeGateway({ name: 'gateway', instanceIds: ['a', 'b'] })];
  expect(newGateway({ instances, fleets, gateways })).toEqual({ name: 'gateway 2', instanceIds: ['a', 'b'] });
});

it('has nothing to stand in front of where there is no address', () => {
  expect(newGateway({ instances: [{ id: 'c', stdio }], fleets, gateways: [] }).instanceIds).toEqual([]);
});
