import { describe, expect, it } from 'vitest';
import type { CommandInput } from '../../../../shared/bridge/bridge.ts';
import { CaptureFeed } from '../../../../renderer/traffic/capture-feed.ts';
import { RowLog } from '../../../../renderer/traffic/row-log.ts';
import { createFakeEngine } from '../../../support/fake-engine.ts';
import { pageOf } from '../../../support/page-of.ts';
import { makeRow, makeRows } from './make-row.ts';

type Range = CommandInput<'capture.page'>;

function setUp(rows = makeRows(1, 10_000)) {
  const engine = createFakeEngine();
  const asked: Range[] = [];
  const waiting: (() => void)[] = [];
  engine.answer('capture.page', async (input: Range) => {
    asked.push(input);
    await new Promise<void>((resolve) => waiting.push(resolve));
    return { ok: true, value: pageOf(rows, input) };
  });
  const log = new RowLog();
  const told: boolean[] = [];
  const clock = { ms: 0 };
  const feed = new CaptureFeed({
    bridge: engine.bridge,
    captureId: 'a',
    log,
    onRows: (anew) => told.push(anew),
    now: () => clock.ms,
  });
  return {
    ...{ engine, asked, log, told, feed, clock },
    /** Lets the engine answer what it was asked so far, after so long. */
    answer: async (ms = 40) => {
      clock.ms += ms;
      for (const resolve of waiting.splice(0)) resolve();
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    },
  };
}

describe('the feed of a capture', () => {
  it('makes all numbers known with the first answer', async () => {
    const { feed, log, told, answer } = setUp();
    void feed.load();
    await answer();
    expect([log.size, log.here, told]).toEqual([10_000, 200, [true]]);
    expect(log.has(10_000)).toBe(true);
  });

  it('fetches nothing but what the list lacks while it lacks something', async () => {
    const { feed, log, asked, answer } = setUp();
    const loaded = feed.load();
    await answer();
    expect(asked.slice(1).map(({ after }) => after)).toEqual([0, 2_000]);
    feed.need(5_000);
    // One at a time: by the next answer the list may be elsewhere.
    feed.need(7_000);
    expect(asked.slice(3)).toEqual([{ captureId: 'a', after: 4_899, limit: 200 }]);
    await answer();
    expect([log.has(5_000), log.has(1), log.has(7_000)]).toEqual([true, true, false]);
    expect(asked.slice(4)).toEqual([{ captureId: 'a', after: 6_899, limit: 200 }]);
    feed.need(5_000);
    feed.need(10_001);
    await answer();
    // The rest, and nothing twice.
    expect(asked.slice(5).map(({ after, limit }) => [after, limit])).toEqual([
      [4_000, 899],
      [5_099, 1_800],
    ]);
    await answer();
    await answer();
    await answer();
    expect([await loaded, log.here]).toEqual([undefined, 10_000]);
    const fetched = asked.slice(1).reduce((sum, { limit }) => sum + limit, 0);
    expect(fetched).toBe(9_800);
  });

  it.each([
    // In 40 ms, which an answer takes, it will be 4,000 rows on; pages are as large as that, so that they last.
    ['down', 20_000, 21_000, [22_999, 4_000], [26_999, 4_000]],
    ['up', 50_000, 49_000, [43_000, 4_000], [39_000, 4_000]],
    ['slowly', 20_000, 20_040, [20_119, 2_000], [22_119, 2_000]],
    ['past the end', 98_000, 99_000, [4_000, 2_000], [6_000, 2_000]],
    ['up past the beginning', 8_000, 5_000, [4_000, 2_000], [6_000, 1_899]],
    // Not even the largest pages would last.
    ['fast', 20_000, 23_000, [28_999, 5_000], [33_999, 5_000]],
  ])('fetches ahead of a list that is scrolled %s', async (_, from, to, ...wanted) => {
    const { feed, asked, answer, clock } = setUp(makeRows(1, 100_000));
    void feed.load();
    await answer();
    feed.draws(from);
    clock.ms += 10;
    feed.draws(to);
    await answer(30);
    expect(asked.slice(-2).map(({ after, limit }) => [after, limit])).toEqual(wanted);
  });

  it('goes on where a list stops that was scrolled fast', async () => {
    const { feed, asked, answer, clock } = setUp(makeRows(1, 100_000));
    void feed.load();
    await answer();
    for (let frame = 0; frame < 5; frame += 1, clock.ms += 10) feed.draws(20_000 + frame * 1_000);
    // On its way there is nothing that it does not lack by then.
    expect(asked.slice(3).filter(({ limit }) => limit === 200)).toHaveLength(1);
    feed.draws(24_000);
    await answer();
    expect(asked.at(-1)).toEqual({ captureId: 'a', after: 23_899, limit: 200 });
  });

  it('fetches what a list lacks that has jumped, and what a list lacks that rests', async () => {
    const { feed, asked, answer, clock } = setUp(makeRows(1, 100_000));
    void feed.load();
    await answer();
    feed.draws(10);
    clock.ms = 10;
    feed.draws(60_000);
    expect(asked.at(-1)).toEqual({ captureId: 'a', after: 59_899, limit: 200 });
    await answer();
    clock.ms = 1_000;
    feed.draws(90_000);
    expect(asked.at(-1)).toEqual({ captureId: 'a', after: 89_899, limit: 200 });
    const count = asked.length;
    // It is on its way.
    feed.draws(90_010);
    await answer();
    expect(asked.slice(count).filter(({ limit }) => limit === 200)).toEqual([]);
  });

  it('ends when all rows are here', async () => {
    const { feed, log, answer } = setUp();
    const loaded = feed.load();
    for (let turn = 0; turn < 7; turn += 1) await answer();
    expect(await loaded).toBeUndefined();
    expect(log.here).toBe(10_000);
  });

  it('asks for nothing more of a capture in which nothing is yet, wherever its list draws', async () => {
    const { feed, asked, answer } = setUp([]);
    const loaded = feed.load();
    feed.draws(0);
    await answer();
    feed.draws(0);
    await answer();
    expect(asked).toHaveLength(1);
    expect(await loaded).toBeUndefined();
  });

  it('reserves nothing where numbers are missing', async () => {
    const { feed, log, answer } = setUp([makeRow(2), makeRow(5)]);
    void feed.load();
    await answer();
    expect([log.size, log.exists(3), log.exists(5)]).toEqual([2, false, true]);
  });

  it('leaves the log alone once it is stopped, and tells what the engine says else', async () => {
    const stopped = setUp();
    void stopped.feed.load();
    stopped.feed.stop();
    await stopped.answer();
    expect([stopped.log.size, stopped.told]).toEqual([0, []]);
    const refused = setUp();
    refused.engine.answer('capture.page', () => ({
      ok: false,
      error: { code: 'NOT_FOUND', message: 'It is closed.' },
    }));
    expect(await refused.feed.load()).toBe('It is closed.');
  });
});
