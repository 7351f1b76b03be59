import { expect, it, vi } from 'vitest';
import { GatewayCounters } from '../../../../engine/gateway/counters.ts';

it('counts what is on its way and what went wrong, once each', () => {
  const changed = vi.fn();
  const counters = new GatewayCounters(changed);
  const one = counters.sent('a');
  const two = counters.sent('a');
  expect(counters.of('a')).toMatchObject({ requests: 2, pending: 2, failures: 0 });
  one(true);
  one(true);
  two(false);
  expect(counters.of('a')).toMatchObject({ requests: 2, pending: 0, failures: 1 });
  expect(changed).toHaveBeenCalledTimes(4);
});

it('begins anew without losing what is open or set', () => {
  const counters = new GatewayCounters(() => undefined);
  const over = counters.sent('a');
  counters.bytesIn('a', 10);
  counters.bytesOut('a', 20);
  counters.ruleHit('r');
  counters.faultHit('f');
  counters.turnedAway();
  counters.connection(1);
  counters.setAvailability('a', 'drained');
  counters.reset();
  expect(counters.state(['a', 'b'])).toEqual({
    instances: [
      {
        instanceId: 'a',
        availability: 'drained',
        requests: 0,
        pending: 1,
        failures: 0,
        bytesIn: 0,
        bytesOut: 0,
      },
      { instanceId: 'b', availability: 'up', requests: 0, pending: 0, failures: 0, bytesIn: 0, bytesOut: 0 },
    ],
    ruleHits: {},
    faultHits: {},
    turnedAway: 0,
    openConnections: 1,
  });
  over(false);
  counters.allUp();
  expect(counters.of('a')).toMatchObject({ pending: 0, availability: 'up' });
});
