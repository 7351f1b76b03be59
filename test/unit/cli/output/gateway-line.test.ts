import { expect, test } from 'vitest';
import { gatewayLine } from '../../../../cli/output/gateway-line.ts';
import type { GatewayState, InstanceCounters } from '../../../../shared/model/gateway.ts';

const counters = (instanceId: string, part: Partial<InstanceCounters> = {}): InstanceCounters => ({
  instanceId,
  availability: 'up',
  requests: 0,
  pending: 0,
  failures: 0,
  bytesIn: 0,
  bytesOut: 0,
  ...part,
});

const state: GatewayState = {
  id: 'gateway',
  state: 'listening',
  instances: [],
  ruleHits: {},
  faultHits: {},
  turnedAway: 0,
  openConnections: 0,
};

const line = (part: Partial<GatewayState>): string =>
  gatewayLine({ ...state, ...part }, (id) => id.toUpperCase());

test('says how many went where', () => {
  const instances = [counters('a', { requests: 1 }), counters('b')];
  expect(line({ instances, ruleHits: { otherwise: 1 } })).toBe('1 request: A 1, B 0');
});

test('says what went wrong, and what is under way, where there is any', () => {
  const instances = [counters('a', { requests: 7, failures: 2, pending: 3 }), counters('b', { requests: 4 })];
  expect(
    line({ instances, ruleHits: { r: 3, otherwise: 9 }, faultHits: { x: 1, y: 1 }, turnedAway: 4 }),
  ).toBe('12 requests: A 7 (2 failed), B 4; 3 under way; 2 faults; 4 turned away');
});
