import { describe, expect, it } from 'vitest';
import {
  type PackedRows,
  RowPacker,
  textColumns,
  unpackRows,
} from '../../../../engine/capture/packed-rows.ts';

const isText = textColumns(['number', 'method', 'ms', 'name'], ['method', 'name']);

const unpacked = (packed: PackedRows) => Array.from(unpackRows(packed, isText), (row) => [...row]);

describe('packed rows', () => {
  it('come out as they went in, nulls, empty texts and odd numbers too', () => {
    const rows = [
      [1, 'tools/call', 0.5, 'echo'],
      [2, 'tools/call', null, null],
      [-1, '', -0, 'echo'],
      [9_007_199_254_740_991, '-1', Infinity, 'NaN'],
    ];
    const packer = new RowPacker(isText);
    for (const row of rows) packer.add(row);
    expect(unpacked(structuredClone(packer.packed()))).toEqual(rows);
  });

  it('are numbers only, and say each text once', () => {
    const packer = new RowPacker(isText);
    for (let number = 0; number < 100; number += 1) packer.add([number, 'tools/call', null, 'tools/call']);
    const { texts, values, odd } = packer.packed();
    expect(texts).toEqual(['tools/call']);
    expect(values).toHaveLength(400);
    expect(odd).toBeUndefined();
  });

  it('leave it to the file to refuse a text among the numbers', () => {
    const packer = new RowPacker(isText);
    packer.add([1, 'm', 'teapot', 'n']);
    expect(unpacked(packer.packed())).toEqual([[1, 'm', 'teapot', 'n']]);
  });
});
