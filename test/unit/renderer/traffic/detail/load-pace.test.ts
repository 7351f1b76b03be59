import { describe, expect, it } from 'vitest';
import { LoadPace, type Clock } from '../../../../../renderer/traffic/detail/load-pace.ts';

function setUp() {
  let now = 0;
  const timers: { at: number; run: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    setTimer: (run, ms) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  };
  const loads: number[] = [];
  let finish: () => void = () => undefined;
  const pace = new LoadPace(
    () =>
      new Promise<void>((resolve) => {
        loads.push(now);
        finish = resolve;
      }),
    250,
    clock,
  );
  return {
    pace,
    loads,
    timers,
    finish: async () => {
      finish();
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    },
    advance: (ms: number) => {
      now += ms;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
    },
  };
}

describe('LoadPace', () => {
  it('loads at once, and a hundred requests during the pause once more after it', async () => {
    const { pace, loads, finish, advance } = setUp();
    pace.request();
    await finish();
    for (let turn = 0; turn < 100; turn += 1) pace.request();
    expect(loads).toEqual([0]);
    advance(250);
    await finish();
    expect(loads).toEqual([0, 250]);
    advance(1000);
    expect(loads).toEqual([0, 250]);
  });

  it('never runs two loads at a time; what was asked meanwhile follows', async () => {
    const { pace, loads, finish, advance } = setUp();
    pace.request();
    advance(1000);
    pace.request();
    expect(loads).toEqual([0]);
    await finish();
    expect(loads).toEqual([0, 1000]);
  });

  it('starts nothing after its end', async () => {
    const { pace, loads, timers, finish, advance } = setUp();
    pace.request();
    await finish();
    pace.request();
    expect(timers).toHaveLength(1);
    pace.end();
    expect(timers).toHaveLength(0);
    advance(1000);
    pace.request();
    expect(loads).toEqual([0]);
  });
});
