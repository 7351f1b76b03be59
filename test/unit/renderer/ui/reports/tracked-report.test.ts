import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Result } from '../../../../../shared/bridge/result.ts';
import type { JudgedState } from '../../../../../shared/model/finding.ts';
import { createTrackedReport } from '../../../../../renderer/ui/reports/tracked-report.ts';
import type { RowSourceState } from '../../../../../renderer/ui/row-source.ts';

const NONE = { error: 0, warning: 0, note: 0 };
const judged = (captureId: string): JudgedState => ({
  ...{ captureId, judged: 1, ended: 1, counts: NONE, muted: NONE },
});

/** An engine whose answers, and a clock whose pauses, a test ends by itself. */
function setUp(shown: string | null = 'c1') {
  const captureId = shown ?? undefined;
  const rows = createStore<RowSourceState>(() => ({
    ...{ captureId, loading: false, problem: undefined, version: 0 },
  }));
  const asked: { readonly captureId: string; readonly answer: (result: Result<string>) => void }[] = [];
  let due: (() => void)[] = [];
  const listeners = new Set<(state: JudgedState) => void>();
  const connections = new Set<(connected: boolean) => void>();
  const tracked = createTrackedReport<string>({
    bridge: {
      on: (_, listener) => {
        const heard = listener as (state: JudgedState) => void;
        listeners.add(heard);
        return () => listeners.delete(heard);
      },
      onConnection: (listener) => {
        connections.add(listener);
        listener(true);
        return () => connections.delete(listener);
      },
    },
    rows,
    ask: (of) =>
      new Promise((answer) => {
        asked.push({ captureId: of, answer });
      }),
    pause: (run) => due.push(run),
  });
  return {
    tracked,
    asked,
    answer: async (index: number, result: Result<string>) => {
      asked[index]?.answer(result);
      await Promise.resolve();
      await Promise.resolve();
    },
    turnTo: (id: string) => {
      rows.setState({ captureId: id });
    },
    judge: (id = 'c1') => {
      for (const listener of listeners) listener(judged(id));
    },
    connect: (connected: boolean) => {
      for (const listener of connections) listener(connected);
    },
    endPause: () => {
      const now = due;
      due = [];
      for (const run of now) run();
    },
    listening: () => listeners.size + connections.size,
  };
}

const ok = (value: string): Result<string> => ({ ok: true, value });
const bad: Result<string> = { ok: false, error: { code: 'IO', message: 'The disk said no.' } };

describe('a tracked report', () => {
  it('is asked for at once, and again after the pause where more was judged meanwhile', async () => {
    const { tracked, asked, answer, judge, endPause } = setUp();
    tracked.follow();
    expect(asked).toHaveLength(1);
    for (let times = 0; times < 9; times += 1) judge();
    expect(asked).toHaveLength(1);
    await answer(0, ok('one'));
    expect(tracked.getState()).toMatchObject({ report: 'one', judged: { judged: 1 } });
    judge();
    expect(asked).toHaveLength(1);
    endPause();
    expect(asked).toHaveLength(2);
    await answer(1, ok('two'));
    endPause();
    expect(asked).toHaveLength(2);
    judge();
    expect(asked).toHaveLength(3);
  });

  it('is asked for no more while nobody looks, and anew when somebody does', async () => {
    const { tracked, asked, answer, judge, endPause, listening } = setUp();
    const stop = tracked.follow();
    judge();
    stop();
    expect(listening()).toBe(0);
    await answer(0, ok('one'));
    endPause();
    expect(asked).toHaveLength(1);
    tracked.follow();
    expect(asked).toHaveLength(2);
    expect(tracked.getState().report).toBe('one');
  });

  it('turns to the capture that is shown, and takes no answer on the one before', async () => {
    const { tracked, asked, answer, turnTo, judge } = setUp();
    tracked.follow();
    turnTo('c2');
    expect(asked.map(({ captureId }) => captureId)).toEqual(['c1', 'c2']);
    await answer(0, ok('old'));
    expect(tracked.getState()).toMatchObject({ captureId: 'c2', report: undefined });
    await answer(1, ok('new'));
    judge('c1');
    expect(tracked.getState()).toMatchObject({ report: 'new', judged: undefined });
    expect(asked).toHaveLength(2);
  });

  it('asks nothing while no capture is shown', () => {
    const { tracked, asked, turnTo } = setUp(null);
    tracked.follow();
    expect(asked).toEqual([]);
    turnTo('c9');
    expect(asked.map(({ captureId }) => captureId)).toEqual(['c9']);
  });

  it('keeps what was known where a question fails, and says why', async () => {
    const { tracked, asked, answer, endPause } = setUp();
    tracked.follow();
    await answer(0, ok('one'));
    tracked.refresh();
    await answer(1, bad);
    expect(tracked.getState()).toMatchObject({ report: 'one', problem: 'The disk said no.' });
    endPause();
    tracked.refresh();
    await answer(2, ok('two'));
    expect(tracked.getState()).toMatchObject({ report: 'two', problem: undefined });
    expect(asked).toHaveLength(3);
  });

  it('takes the answer to the last question only', async () => {
    const { tracked, answer } = setUp();
    tracked.follow();
    tracked.refresh();
    await answer(1, ok('wanted'));
    await answer(0, ok('late'));
    expect(tracked.getState().report).toBe('wanted');
  });

  it('asks again once the engine is back in reach', () => {
    const { tracked, asked, connect } = setUp();
    tracked.follow();
    connect(true);
    expect(asked).toHaveLength(1);
    connect(false);
    connect(true);
    expect(asked).toHaveLength(2);
  });
});
