import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WorkControl, type WorkProgress } from '../../../../engine/capture/work-control.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('is one for both sides, wherever it is opened', () => {
  const asker = new WorkControl();
  const worker = new WorkControl(asker.shared).watch();
  expect([asker.progress(), worker.cancelled()]).toEqual([{ done: 0, total: 0 }, false]);
  worker.progress(3, 8);
  asker.cancel();
  expect([asker.progress(), worker.cancelled()]).toEqual([{ done: 3, total: 8 }, true]);
});

it('tells how far the work is while it lasts, and at its end', async () => {
  const control = new WorkControl();
  const told: WorkProgress[] = [];
  let end: (value: string) => void = () => undefined;
  const work = new Promise<string>((resolve) => (end = resolve));
  const followed = control.follow(work, (progress) => told.push(progress));
  control.watch().progress(1, 2);
  await vi.advanceTimersByTimeAsync(250);
  control.watch().progress(2, 2);
  end('done');
  expect(await followed).toBe('done');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual([
    { done: 1, total: 2 },
    { done: 2, total: 2 },
  ]);
});

it('tells nothing of an end of work that failed', async () => {
  const told: WorkProgress[] = [];
  const followed = new WorkControl().follow(Promise.reject(new Error('broken')), (progress) =>
    told.push(progress),
  );
  await expect(followed).rejects.toThrow('broken');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual([]);
});
