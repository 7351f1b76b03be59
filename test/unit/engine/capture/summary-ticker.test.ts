import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CaptureSummary } from '../../../../shared/model/capture.ts';
import { createSummaryTicker } from '../../../../engine/capture/summary-ticker.ts';

let present: CaptureSummary;
let told: number[];

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  present = {
    id: 'c',
    name: 'c.hopscope',
    path: '/c.hopscope',
    recording: true,
    exchanges: 0,
    bytes: 0,
    openedAt: 0,
    lost: 0,
  };
});
afterEach(() => {
  vi.useRealTimers();
});

function ticker(): ReturnType<typeof createSummaryTicker> {
  return createSummaryTicker(
    () => [present],
    ([summary]) => told.push(summary?.exchanges ?? -1),
  );
}

it('tells a change at once, and further ones every 500 ms at most', () => {
  const summaries = ticker();
  for (let count = 1; count <= 1_000; count += 1) {
    present = { ...present, exchanges: count };
    summaries.touch();
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(2_000);
  expect(told).toEqual([1, 500, 1_000].map((count) => expect.closeTo(count, -1) as number));
  expect(vi.getTimerCount()).toBe(0);
});

it('tells that one is gone although nobody was told that it came', () => {
  const summaries = ticker();
  summaries.touch();
  vi.advanceTimersByTime(10);
  // Opened and closed between two looks: the list is what it was.
  summaries.touch();
  summaries.gone();
  vi.advanceTimersByTime(500);
  expect(told).toEqual([0, 0]);
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([0, 0]);
  expect(vi.getTimerCount()).toBe(0);
});

it('tells what changes on the disk a moment after the last touch', () => {
  const summaries = ticker();
  summaries.touch();
  vi.advanceTimersByTime(10);
  present = { ...present, exchanges: 5 };
  vi.advanceTimersByTime(500);
  expect(told).toEqual([0, 5]);
});

it('goes on looking while there is a problem, and stops when told to', () => {
  const summaries = ticker();
  present = { ...present, problem: 'The disk is full.' };
  summaries.touch();
  vi.advanceTimersByTime(5_000);
  present = { ...present, exchanges: 9 };
  vi.advanceTimersByTime(500);
  expect(told).toEqual([0, 9]);
  summaries.stop();
  expect(vi.getTimerCount()).toBe(0);
});
