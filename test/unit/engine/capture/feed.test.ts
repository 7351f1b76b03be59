import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RowBatch } from '../../../../shared/model/capture.ts';
import type { Row } from '../../../../shared/model/exchange.ts';
import { createFeed, type Feed } from '../../../../engine/capture/feed.ts';

function row(number: number, eventCount = 0): Row {
  return {
    number,
    startedAt: 0,
    origin: 'composer',
    instanceId: 'a',
    instanceName: 'alpha',
    era: 'modern',
    method: 'tools/call',
    name: 'whoami',
    state: 'open',
    requestBytes: 0,
    responseBytes: 0,
    eventCount,
  };
}

let batches: RowBatch[];
let problems: string[];
let feed: Feed;

beforeEach(() => {
  vi.useFakeTimers();
  batches = [];
  problems = [];
  feed = createFeed({
    onRows: (batch) => {
      if (batch.rows.some(({ name }) => name === 'poison')) throw new Error('cannot be sent');
      batches.push(batch);
    },
    onProblem: (message) => problems.push(message),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const sizes = (): number[] => batches.map(({ rows }) => rows.length);

describe('the feed', () => {
  it('sends nothing before 50 ms have passed, then all that waits as one batch', () => {
    feed.changed('c', 1, () => row(1));
    vi.advanceTimersByTime(49);
    feed.changed('c', 2, () => row(2));
    expect(batches).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(batches).toEqual([{ captureId: 'c', rows: [row(1), row(2)] }]);
    vi.advanceTimersByTime(1_000);
    expect(batches).toHaveLength(1);
  });

  it('sends at once when 500 rows wait, and never more in one batch', () => {
    for (let number = 1; number <= 1_203; number += 1) feed.changed('c', number, () => row(number));
    expect(sizes()).toEqual([500, 500]);
    vi.advanceTimersByTime(50);
    expect(sizes()).toEqual([500, 500, 203]);
    expect(batches.flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual(
      Array.from({ length: 1_203 }, (_, index) => index + 1),
    );
  });

  it('sends 10,000 changes of one row within a batch as its last state', () => {
    let count = 0;
    for (count = 1; count <= 10_000; count += 1) feed.changed('c', 7, () => row(7, count));
    count = 10_000;
    vi.advanceTimersByTime(50);
    expect(batches).toEqual([{ captureId: 'c', rows: [row(7, 10_000)] }]);
  });

  it('keeps captures apart', () => {
    feed.changed('c', 1, () => row(1));
    feed.changed('d', 1, () => row(1));
    feed.flush();
    expect(batches.map(({ captureId }) => captureId)).toEqual(['c', 'd']);
  });

  it('tells of a row that cannot be built or sent, and sends the others', () => {
    feed.changed('c', 1, () => row(1));
    feed.changed('c', 2, () => {
      throw new Error('half-built');
    });
    feed.changed('c', 3, () => ({ ...row(3), name: 'poison' }));
    feed.changed('c', 4, () => row(4));
    feed.flush();
    expect(batches.flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual([1, 4]);
    expect(problems).toEqual([
      'Row 2 could not be shown: half-built',
      'Row 3 could not be shown: cannot be sent',
    ]);
  });
});
