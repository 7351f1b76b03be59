import { describe, expect, it } from 'vitest';
import { RowLog } from '../../../../renderer/traffic/row-log.ts';
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
});
