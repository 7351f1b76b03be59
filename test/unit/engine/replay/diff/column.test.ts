import { describe, expect, it } from 'vitest';
import { Column } from '../../../../../engine/replay/diff/column.ts';

describe('Column', () => {
  it('keeps numbers while it grows', () => {
    const column = new Column(Float64Array);
    for (let index = 0; index < 1_000; index += 1) expect(column.push(index * 2 ** 33)).toBe(index);
    expect(column.length).toBe(1_000);
    expect([column.at(0), column.at(63), column.at(64), column.at(999)]).toEqual([
      0,
      63 * 2 ** 33,
      2 ** 39,
      999 * 2 ** 33,
    ]);
    column.set(64, 5);
    expect(column.at(64)).toBe(5);
    expect(column.at(2_000_000)).toBe(0);
  });
});
