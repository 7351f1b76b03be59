import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GatewayCounters } from '../../../../engine/gateway/counters.ts';
import { Downtimes } from '../../../../engine/gateway/downtimes.ts';

let counters: GatewayCounters;
let downtimes: Downtimes;
beforeEach(() => {
  vi.useFakeTimers();
  counters = new GatewayCounters(() => undefined);
  downtimes = new Downtimes(counters);
});
afterEach(() => {
  vi.useRealTimers();
});

it('takes an instance down for its time', () => {
  downtimes.takeDown('a', 100, 'f');
  expect(counters.of('a').availability).toBe('refuses');
  expect(downtimes.by('a')).toBe('f');
  vi.advanceTimersByTime(60);
  downtimes.takeDown('a', 100, 'g');
  vi.advanceTimersByTime(60);
  expect(downtimes.by('a')).toBe('g');
  vi.advanceTimersByTime(40);
  expect(counters.of('a').availability).toBe('up');
  expect(downtimes.by('a')).toBeUndefined();
});

it('leaves to a person what a person has done', () => {
  counters.setAvailability('a', 'drained');
  downtimes.takeDown('a', 100, 'f');
  expect(counters.of('a').availability).toBe('drained');
  downtimes.takeDown('b', 100, 'f');
  downtimes.forget('b');
  counters.setAvailability('b', 'drained');
  vi.advanceTimersByTime(1000);
  expect(counters.of('b').availability).toBe('drained');
  downtimes.clear();
  expect(counters.of('a').availability).toBe('up');
});
