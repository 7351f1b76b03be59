import { describe, expect, it } from 'vitest';
import { rowWindow, scrollTopFor } from '../../../../renderer/ui/row-window.ts';

const base = { height: 240, rowHeight: 24, overscan: 2 };

describe('rowWindow', () => {
  it('draws the rows in view and the overscan', () => {
    expect(rowWindow({ ...base, scrollTop: 2400, count: 1000 })).toEqual({ start: 98, end: 112 });
  });

  it('stays inside the list at both ends', () => {
    expect(rowWindow({ ...base, scrollTop: 0, count: 1000 })).toEqual({ start: 0, end: 12 });
    expect(rowWindow({ ...base, scrollTop: 23_760, count: 1000 })).toEqual({ start: 988, end: 1000 });
  });

  it('survives a position beyond the end, after rows were filtered away', () => {
    expect(rowWindow({ ...base, scrollTop: 99_999, count: 5 })).toEqual({ start: 0, end: 5 });
    expect(rowWindow({ ...base, scrollTop: 99_999, count: 0 })).toEqual({ start: 0, end: 0 });
  });

  it('draws as many rows for a million as for a thousand', () => {
    const { start, end } = rowWindow({ ...base, scrollTop: 12_000_000, count: 1_000_000 });
    expect(end - start).toBe(14);
  });
});

describe('scrollTopFor', () => {
  const view = { scrollTop: 240, height: 240, rowHeight: 24 };

  it('does not move for a row in view', () => {
    expect(scrollTopFor(10, view)).toBe(240);
    expect(scrollTopFor(19, view)).toBe(240);
  });

  it('moves no further than it must', () => {
    expect(scrollTopFor(9, view)).toBe(216);
    expect(scrollTopFor(20, view)).toBe(264);
  });
});
