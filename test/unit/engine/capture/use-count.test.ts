import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createUseCount, UNUSED_MS, type UseCount } from '../../../../engine/capture/use-count.ts';

let uses: UseCount;
let act: ReturnType<typeof vi.fn<() => void>>;

beforeEach(() => {
  vi.useFakeTimers();
  uses = createUseCount();
  act = vi.fn<() => void>();
});
afterEach(() => {
  vi.useRealTimers();
});

it('acts once, when nobody has used it for a while', () => {
  const endFirst = uses.begin();
  const endSecond = uses.begin();
  uses.whenUnused(act);
  vi.advanceTimersByTime(UNUSED_MS * 10);
  endFirst();
  // Said twice, it is one end.
  endFirst();
  expect(uses.inUse).toBe(true);
  vi.advanceTimersByTime(UNUSED_MS * 10);
  endSecond();
  expect(uses.inUse).toBe(false);
  vi.advanceTimersByTime(UNUSED_MS - 1);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(act).toHaveBeenCalledTimes(1);
  uses.begin()();
  vi.advanceTimersByTime(UNUSED_MS * 10);
  expect(act).toHaveBeenCalledTimes(1);
});

it('waits anew after each use, so that the steps of one reader belong together', () => {
  uses.whenUnused(act);
  for (let step = 0; step < 5; step += 1) {
    vi.advanceTimersByTime(UNUSED_MS - 1);
    uses.begin()();
  }
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(UNUSED_MS);
  expect(act).toHaveBeenCalledTimes(1);
});

it('does nothing once it was called off', () => {
  const callOff = uses.whenUnused(act);
  callOff();
  uses.begin()();
  vi.advanceTimersByTime(UNUSED_MS * 10);
  expect(act).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
