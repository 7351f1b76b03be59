import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSwapGate } from '../../../../../engine/gateway/forward/swap-gate.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('createSwapGate', () => {
  it('holds until another answer has left', () => {
    const gate = createSwapGate();
    const go = vi.fn();
    gate.hold(go, 1000);
    expect(gate.waiting).toBe(true);
    expect(go).not.toHaveBeenCalled();
    gate.left();
    gate.left();
    vi.advanceTimersByTime(2000);
    expect(go).toHaveBeenCalledOnce();
    expect(gate.waiting).toBe(false);
  });

  it('holds no longer than it may', () => {
    const gate = createSwapGate();
    const go = vi.fn();
    gate.hold(go, 1000);
    vi.advanceTimersByTime(999);
    expect(go).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(go).toHaveBeenCalledOnce();
  });

  it('forgets what was given up', () => {
    const gate = createSwapGate();
    const go = vi.fn();
    gate.hold(go, 1000)();
    gate.left();
    vi.advanceTimersByTime(2000);
    expect(go).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
