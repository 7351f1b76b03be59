import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTicker } from '../../../../engine/gateway/ticker.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells the first change at once, then all others together', () => {
  const tell = vi.fn();
  const ticker = createTicker(250, tell);
  ticker.changed();
  expect(tell).toHaveBeenCalledTimes(1);
  for (let count = 0; count < 100; count += 1) ticker.changed();
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(250);
  expect(tell).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(tell).toHaveBeenCalledTimes(2);
  ticker.changed();
  expect(tell).toHaveBeenCalledTimes(3);
});

it('tells at once when it must', () => {
  const tell = vi.fn();
  const ticker = createTicker(250, tell);
  ticker.changed();
  ticker.changed();
  ticker.now();
  expect(tell).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(250);
  expect(tell).toHaveBeenCalledTimes(2);
});
