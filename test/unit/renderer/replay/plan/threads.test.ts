import { describe, expect, it } from 'vitest';
import { layThreads, touchesRow } from '../../../../../renderer/replay/plan/threads.ts';
import { flowOf } from '../fake-replay.ts';

const lay = (flows: Parameters<typeof layThreads>[0]['flows'], mostLanes = 9) =>
  layThreads({ flows, rowOf: (number) => (number > 100 ? undefined : number), mostLanes });

describe('threads of values', () => {
  it('go from the step that mints to each that carries, once a row', () => {
    const [thread] = lay([flowOf('a', 2, [7, 4, 4])]).threads;
    expect(thread).toMatchObject({ lane: 0, from: 2, to: [4, 7], top: 2, bottom: 7 });
    expect([2, 4, 7].every((row) => thread && touchesRow(thread, row))).toBe(true);
    expect(thread && touchesRow(thread, 5)).toBe(false);
  });

  it('lie beside each other where they would overlap, and take a lane again that is free', () => {
    const { threads, lanes } = lay([
      flowOf('a', 1, [5]),
      flowOf('b', 2, [3]),
      flowOf('c', 4, [9]),
      flowOf('d', 6, [8]),
    ]);
    expect(threads.map(({ flow, lane }) => [flow.id, lane])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 1],
      ['d', 0],
    ]);
    expect(lanes).toBe(2);
  });

  it('do not meet in one row, where a dot would belong to both', () => {
    expect(lay([flowOf('a', 1, [2]), flowOf('b', 2, [3])]).threads.map(({ lane }) => lane)).toEqual([0, 1]);
  });

  it('are counted where there is no lane for them, and left out where a row is not known', () => {
    const { threads, dropped } = lay([flowOf('a', 1, [9]), flowOf('b', 2, [8]), flowOf('c', 3, [7])], 2);
    expect(threads.map(({ flow }) => flow.id)).toEqual(['a', 'b']);
    expect(dropped).toBe(1);
    expect(lay([flowOf('a', 101, [102]), flowOf('b', 1, [102])]).threads).toEqual([]);
  });

  it('never lie on each other, whatever flows there are', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const flows = Array.from({ length: 60 }, (_, index) => {
      const from = random(80);
      return flowOf(String(index), from, [from + 1 + random(8), from + 1 + random(12)]);
    });
    const { threads } = lay(flows, 100);
    expect(threads).toHaveLength(60);
    for (const one of threads) {
      for (const other of threads) {
        if (one === other || one.lane !== other.lane) continue;
        expect(one.bottom < other.top || other.bottom < one.top).toBe(true);
      }
    }
  });
});
