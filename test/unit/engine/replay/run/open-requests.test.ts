import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OpenRequests } from '../../../../../engine/replay/run/open-requests.ts';

describe('OpenRequests', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('ends a request that takes too long, and no other one', () => {
    const open = new OpenRequests(1_000);
    const first = open.begin();
    vi.advanceTimersByTime(900);
    const second = open.begin();
    vi.advanceTimersByTime(200);
    expect([first.signal.aborted, second.signal.aborted]).toEqual([true, false]);
    expect(first.signal.reason).toMatchObject({ kind: 'timeout' });
    expect(String(first.signal.reason)).toContain('No answer came within 1000 ms');
  });

  it('has no clock while nothing is open', () => {
    const open = new OpenRequests(1_000);
    expect(vi.getTimerCount()).toBe(0);
    const requests = [open.begin(), open.begin()];
    expect(vi.getTimerCount()).toBe(1);
    for (const request of requests) request.over();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives up all that are open, and each that begins later', () => {
    const open = new OpenRequests(1_000);
    const first = open.begin();
    const over = open.begin();
    over.over();
    open.giveUp();
    expect([first.signal.aborted, over.signal.aborted, open.begin().signal.aborted]).toEqual([
      true,
      false,
      true,
    ]);
    expect(open.givenUp).toBe(true);
  });
});
