import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createKeptChunk } from '../../../../engine/capture/kept-chunk.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const bytes = new Uint8Array(3);

it('reads once what is asked for in many pages, and again after another or once it was dropped', () => {
  const kept = createKeptChunk();
  const read = vi.fn(() => bytes);
  for (let page = 0; page < 5; page += 1) expect(kept.get('a', read)).toBe(bytes);
  expect(read).toHaveBeenCalledTimes(1);
  kept.get('b', read);
  kept.get('a', read);
  expect(read).toHaveBeenCalledTimes(3);
  kept.drop();
  kept.get('a', read);
  expect(read).toHaveBeenCalledTimes(4);
});

it('lets go of what nobody has asked for in five seconds, and not of what somebody has', () => {
  const kept = createKeptChunk();
  const read = vi.fn(() => bytes);
  kept.get('a', read);
  vi.advanceTimersByTime(4_000);
  kept.get('a', read);
  vi.advanceTimersByTime(4_000);
  kept.get('a', read);
  expect(read).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5_000);
  kept.get('a', read);
  expect(read).toHaveBeenCalledTimes(2);
});

it('keeps nothing where reading fails, nor what is larger than any body', () => {
  const kept = createKeptChunk();
  const fails = (): never => {
    throw new Error('damaged');
  };
  expect(() => kept.get('a', fails)).toThrow('damaged');
  const read = vi.fn(() => ({ length: 257 * 1024 * 1024 }) as Uint8Array);
  kept.get('a', read);
  kept.get('a', read);
  expect(read).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});
