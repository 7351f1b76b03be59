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
  const feed = new CaptureFeed({
    bridge: engine.bridge,
    captureId: 'a',
    log,
    onRows: (anew) => told.push(anew),
  });
  return {
    ...{ engine, asked, log, told, feed },
    /** Lets the engine answer what it was asked so far. */
    answer: async () => {
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

  it('lets what the list needs go before the rest', async () => {
    const { feed, log, asked, answer } = setUp();
    void feed.load();
    await answer();
    feed.need(5_000);
    // One at a time: by the next answer the list may be elsewhere.
    feed.need(7_000);
    expect(asked.slice(2)).toEqual([{ captureId: 'a', after: 4_900, limit: 200 }]);
    await answer();
    expect(log.has(5_000)).toBe(true);
    feed.need(5_000);
    feed.need(10_001);
    expect(asked.filter(({ limit }) => limit === 200)).toHaveLength(2);
    feed.need(7_000);
    expect(asked.at(-1)).toEqual({ captureId: 'a', after: 6_900, limit: 200 });
  });

  it('ends when all rows are here', async () => {
    const { feed, log, answer } = setUp();
    const loaded = feed.load();
    for (let turn = 0; turn < 7; turn += 1) await answer();
    expect(await loaded).toBeUndefined();
    expect(log.here).toBe(10_000);
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
