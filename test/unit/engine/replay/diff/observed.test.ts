import { describe, expect, it } from 'vitest';
import { circumstanceOf } from '../../../../../engine/replay/diff/observed.ts';

describe('circumstanceOf', () => {
  it('is the same for the same schedule and seed only', () => {
    expect(circumstanceOf({ name: 'random' })).toBe(circumstanceOf({ name: 'random', seed: 1 }));
    const all = [
      circumstanceOf({ name: 'random', seed: 2 }),
      circumstanceOf({ name: 'reorder', seed: 2 }),
      circumstanceOf({ name: 'pinned', instanceId: 'a' }),
      circumstanceOf({ name: 'failover', instanceId: 'a', beforeStep: 3 }),
      circumstanceOf({ name: 'failover', instanceId: 'a', beforeStep: 4 }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
