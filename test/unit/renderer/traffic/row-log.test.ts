import { describe, expect, it } from 'vitest';
import { RowLog } from '../../../../renderer/traffic/row-log.ts';
import { packRows } from '../../../../shared/model/row-page.ts';
import { makeRow, makeRows } from './make-row.ts';

describe('RowLog', () => {
  it('holds rows by number and counts what is new', () => {
    const log = new RowLog();
    expect(log.apply(makeRows(1, 3))).toBe(3);
    expect(log.apply([makeRow(3, { status: 400 }), makeRow(4)])).toBe(1);
    expect(log.size).toBe(4);
    expect(log.last).toBe(4);
    expect(log.get(3)?.status).toBe(400);
    expect(log.get(5)).toBeUndefined();
  });

  it('tells each change once, an added and updated row as added', () => {
    const log = new RowLog();
    log.apply(makeRows(1, 2, () => ({ state: 'open' })));
    log.apply([makeRow(2)]);
    expect(log.takeChanges()).toEqual({ added: [1, 2], updated: [] });
    log.apply([makeRow(1), makeRow(1, { status: 500 })]);
    expect(log.takeChanges()).toEqual({ added: [], updated: [1] });
    expect(log.takeChanges()).toEqual({ added: [], updated: [] });
  });

  it('gives each reader all that is here and then every change, whatever the others took', () => {
    const log = new RowLog();
    log.apply(makeRows(1, 2, () => ({ state: 'open' })));
    log.takeChanges();
    const reader = log.newReader();
    expect(reader.takeChanges()).toEqual({ added: [1, 2], updated: [] });
    log.apply([makeRow(1), makeRow(3)]);
    expect(log.takeChanges()).toEqual({ added: [3], updated: [1] });
    expect(reader.takeChanges()).toEqual({ added: [3], updated: [1] });
    expect(reader.takeChanges()).toEqual({ added: [], updated: [] });
  });

  it('does not let a page that was overtaken reopen a row that has ended', () => {
    const log = new RowLog();
    log.apply([makeRow(1)]);
    log.apply([makeRow(1, { state: 'open' })]);
    expect(log.get(1)?.state).toBe('done');
  });

  it('takes rows that come before those they follow', () => {
    const log = new RowLog();
    log.apply(makeRows(4, 5));
    log.apply(makeRows(1, 2));
    expect(log.numbers()).toEqual([1, 2, 4, 5]);
    expect(log.size).toBe(4);
    expect(log.last).toBe(5);
  });

  it('knows of rows that are still to come, and tells them from those that never will', () => {
    const log = new RowLog();
    log.apply(makeRows(9, 10));
    expect(log.reserve(10)).toBe(true);
    expect(log.reserve(10)).toBe(false);
    expect([log.size, log.here, log.last]).toEqual([10, 2, 10]);
    expect([log.exists(3), log.has(3), log.exists(11)]).toEqual([true, false, false]);
    log.takeChanges();
    log.applyPage(packRows(makeRows(1, 3)));
    expect(log.takeChanges()).toEqual({ added: [], updated: [1, 2, 3] });
    log.apply([makeRow(12)]);
    expect([log.size, log.exists(11)]).toEqual([11, false]);
    log.apply([makeRow(11)]);
    expect([log.size, log.last]).toEqual([12, 12]);
    expect(log.numbers()).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it('finds the rows that link to one', () => {
    const log = new RowLog();
    log.apply(makeRows(1, 5_000));
    const link = { kind: 'poll', to: 2 } as const;
    log.apply([makeRow(5_001, { link }), makeRow(3, { link })]);
    expect(log.linkedTo(2)).toEqual([3, 5_001]);
    expect(log.linkedTo(1)).toEqual([]);
  });
});
