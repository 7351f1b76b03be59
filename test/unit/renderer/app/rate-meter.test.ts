import { expect, it } from 'vitest';
import { RateMeter } from '../../../../renderer/app/rate-meter.ts';

it('counts the last three seconds and forgets what is older', () => {
  const meter = new RateMeter();
  meter.note(6, 0);
  meter.note(30, 1000);
  expect(meter.perSecond(1500)).toBe(12);
  expect(meter.perSecond(3500)).toBe(10);
  expect(meter.perSecond(9000)).toBe(0);
});

it('adds up a flood of notes', () => {
  const meter = new RateMeter();
  for (let at = 0; at < 3000; at += 1) meter.note(2, at);
  meter.note(0, 2999);
  expect(meter.perSecond(2999)).toBe(2000);
});
