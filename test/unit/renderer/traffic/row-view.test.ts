import { describe, expect, it } from 'vitest';
import type { Row } from '../../../../shared/model/exchange.ts';
import { RowLog } from '../../../../renderer/traffic/row-log.ts';
import { ARRIVAL, compareRows, type RowSort } from '../../../../renderer/traffic/row-order.ts';
import { RowView } from '../../../../renderer/traffic/row-view.ts';
import { makeRow, makeRows } from './make-row.ts';

const BATCH = 500;

/** Appends `count` rows in batches, the view updated after each, and says what that cost. */
function appendAll(count: number, sort: RowSort): { readonly operations: number; readonly view: RowView } {
  const log = new RowLog();
  const view = new RowView(log, { filter: (number) => number % 3 !== 0, sort, clearedThrough: 0 });
  for (let first = 1; first <= count; first += BATCH) {
    log.apply(makeRows(first, first + BATCH - 1, () => ({ state: 'open' })));
    view.update(log.takeChanges());
    log.apply(makeRows(first, first + BATCH - 1));
    view.update(log.takeChanges());
  }
  return { operations: view.operations, view };
}

describe('appending', () => {
  it('is linear: ten times the rows cost ten times the operations, 100,000 rows in batches of 500 included', () => {
    const small = appendAll(10_000, ARRIVAL);
    const large = appendAll(100_000, ARRIVAL);
    expect(large.view.shown).toHaveLength(66_667);
    expect(large.operations).toBe(small.operations * 10);
    // Each row is looked at when it comes and once more when it changes: nothing else.
    expect(large.operations).toBe(200_000);
  });
});

describe('RowView', () => {
  const failed =
    (log: RowLog) =>
    (number: number): boolean =>
      (log.get(number)?.status ?? 0) >= 400;

  it('shows a row from the moment on when it passes the filter, at its place', () => {
    const log = new RowLog();
    const view = new RowView(log, { filter: failed(log), sort: ARRIVAL, clearedThrough: 0 });
    log.apply([makeRow(1), makeRow(2, { status: 400 }), makeRow(3), makeRow(4, { status: 500 })]);
    expect(view.update(log.takeChanges())).toBe(true);
    expect(view.shown).toEqual([2, 4]);
    log.apply([makeRow(3, { status: 404 }), makeRow(4, { status: 200 })]);
    view.update(log.takeChanges());
    expect(view.shown).toEqual([2, 3]);
    expect(view.indexOf(3)).toBe(1);
    expect(view.indexOf(4)).toBe(-1);
  });

  it('keeps rows that come late in the order of their numbers', () => {
    const log = new RowLog();
    const view = new RowView(log, { filter: undefined, sort: ARRIVAL, clearedThrough: 0 });
    log.apply(makeRows(5, 6));
    view.update(log.takeChanges());
    log.apply(makeRows(1, 2));
    view.update(log.takeChanges());
    expect(view.shown).toEqual([1, 2, 5, 6]);
  });

  it.each([false, true])('stays sorted while rows arrive and change (descending: %s)', (descending) => {
    const sort: RowSort = { column: 'duration', descending };
    const log = new RowLog();
    const view = new RowView(log, { filter: undefined, sort, clearedThrough: 0 });
    let seed = 7;
    const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (let first = 1; first <= 401; first += 100) {
      log.apply(makeRows(first, first + 99, () => ({ durationMs: next() % 50 })));
      log.apply([makeRow(1 + (next() % first), { durationMs: next() % 50 })]);
      view.update(log.takeChanges());
      const rows = log.numbers().flatMap((number) => log.get(number) ?? []);
      const expected = rows.toSorted((a, b) => compareRows(a, b, sort)).map((row) => row.number);
      expect(view.shown).toEqual(expected);
    }
  });

  it('hides what was cleared and shows it again', () => {
    const log = new RowLog();
    log.apply(makeRows(1, 4));
    const view = new RowView(log, { filter: undefined, sort: ARRIVAL, clearedThrough: 3 });
    expect(view.shown).toEqual([4]);
    view.rebuild({ filter: undefined, sort: ARRIVAL, clearedThrough: 0 });
    expect(view.shown).toEqual([1, 2, 3, 4]);
  });
});

describe('compareRows', () => {
  it('puts rows without a value last, either way', () => {
    const { durationMs, ...rest } = makeRow(1);
    expect(durationMs).toBeDefined();
    const open: Row = { ...rest, state: 'open' };
    const done = makeRow(2);
    for (const descending of [false, true]) {
      expect(compareRows(open, done, { column: 'duration', descending })).toBe(1);
      expect(compareRows(done, open, { column: 'duration', descending })).toBe(-1);
    }
  });

  it('goes by number where the column is alike', () => {
    expect(compareRows(makeRow(1), makeRow(2), { column: 'method', descending: true })).toBeLessThan(0);
  });
});
