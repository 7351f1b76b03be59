import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createIdleClock } from '../../../../engine/client/idle-clock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('runs from the first sign on, starts anew with each, and bears the silence of who waits for us', () => {
  const onExpire = vi.fn();
  let mayBeSilent = true;
  const clock = createIdleClock({ idleMs: 100, mayBeSilent: () => mayBeSilent, onExpire });
  vi.advanceTimersByTime(1_000);
  clock.restart();
  vi.advanceTimersByTime(99);
  clock.restart();
  vi.advanceTimersByTime(350);
  expect(onExpire).not.toHaveBeenCalled();
  mayBeSilent = false;
  vi.advanceTimersByTime(100);
  expect(onExpire).toHaveBeenCalledTimes(1);
});

it('does not run when it is stopped, or without a limit', () => {
  const onExpire = vi.fn();
  for (const idleMs of [0, 100]) {
    const clock = createIdleClock({ idleMs, mayBeSilent: () => false, onExpire });
    clock.restart();
    if (idleMs > 0) clock.stop();
  }
  vi.advanceTimersByTime(10_000);
  expect(onExpire).not.toHaveBeenCalled();
});
