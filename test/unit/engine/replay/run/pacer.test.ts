import { describe, expect, it } from 'vitest';
import { createPacer, leaveTimes } from '../../../../../engine/replay/run/pacer.ts';

describe('createPacer', () => {
  it('never waits as fast as possible', () => {
    const pacer = createPacer({ kind: 'asap', lanes: 1 }, [0, 500], () => 0);
    expect([pacer.waitFor(0, 1), pacer.waitFor(1, 3)]).toEqual([0, 0]);
  });

  it('waits as recorded, so many times as fast, from the first question on', () => {
    let now = 7_000;
    const pacer = createPacer({ kind: 'recorded', factor: 2 }, [100, 300, 1_100], () => now);
    expect(pacer.waitFor(0, 1)).toBe(0);
    expect(pacer.waitFor(1, 1)).toBe(100);
    now += 450;
    expect([pacer.waitFor(1, 1), pacer.waitFor(2, 1)]).toEqual([0, 50]);
  });

  it('shortens long gaps, and what comes after them moves up', () => {
    expect(leaveTimes([0, 10_000, 10_050], { kind: 'recorded', factor: 1, maxGapMs: 200 })).toEqual([
      0, 200, 250,
    ]);
  });

  it('lets so many requests leave a second, and queues the rest', () => {
    const pacer = createPacer({ kind: 'rate', perSecond: 10 }, [], () => 5_000);
    expect([pacer.waitFor(0, 1), pacer.waitFor(1, 3), pacer.waitFor(2, 1)]).toEqual([0, 100, 400]);
  });

  it('makes up for a timer that was late, and not for a pause', () => {
    let now = 0;
    const pacer = createPacer({ kind: 'rate', perSecond: 100 }, [], () => now);
    pacer.waitFor(0, 1);
    now = 30;
    expect([pacer.waitFor(1, 1), pacer.waitFor(2, 1), pacer.waitFor(3, 1)]).toEqual([0, 0, 0]);
    now = 10_000;
    const waits = Array.from({ length: 7 }, (_each, place) => pacer.waitFor(place, 1));
    expect(waits).toEqual([0, 0, 0, 0, 0, 0, 10]);
  });
});
