import { describe, expect, it } from 'vitest';
import {
  readNumberRange,
  readTextMatch,
  splitAtCommas,
  textOfRuns,
} from '../../../../shared/filter/values.ts';
import type { NumberRange } from '../../../../shared/model/filter.ts';
import type { NumberUnit } from '../../../../shared/filter/keys.ts';

describe('readNumberRange', () => {
  it.each<[string, NumberUnit, NumberRange | undefined]>([
    ['200', 'status', { least: 200, most: 200 }],
    ['=200', 'status', { least: 200, most: 200 }],
    ['4xx', 'status', { least: 400, below: 500 }],
    ['4XX', 'plain', undefined],
    ['200-299', 'status', { least: 200, most: 299 }],
    ['-5..-3', 'plain', { least: -5, most: -3 }],
    ['-32020', 'plain', { least: -32_020, most: -32_020 }],
    ['>=-3', 'plain', { least: -3 }],
    ['<1.5s', 'time', { below: 1_500 }],
    ['100ms..1s', 'time', { least: 100, most: 1_000 }],
    ['2min', 'time', { least: 120_000, most: 120_000 }],
    ['>10kb', 'size', { above: 10_000 }],
    ['>10KiB', 'size', { above: 10_240 }],
    ['<=3', 'size', { most: 3 }],
    ['10kb', 'time', undefined],
    ['', 'plain', undefined],
    ['>', 'plain', undefined],
    ['1e999', 'plain', undefined],
    ['x', 'plain', undefined],
  ])('%s of %s', (text, unit, range) => {
    expect(readNumberRange(text, unit)).toEqual(range);
  });
});

it('takes a star outside of quotes for anything', () => {
  expect(readTextMatch([{ text: 'a**b', quoted: false }])).toEqual({ how: 'pieces', pieces: ['a', 'b'] });
  expect(readTextMatch([{ text: '*', quoted: false }])).toEqual({ how: 'pieces', pieces: ['', ''] });
  const mixed = [
    { text: 'a*', quoted: true },
    { text: '*c', quoted: false },
  ];
  expect(readTextMatch(mixed)).toEqual({ how: 'pieces', pieces: ['a*', 'c'] });
});

it('splits at commas outside of quotes', () => {
  const runs = [
    { text: 'a,', quoted: false },
    { text: 'b,c', quoted: true },
    { text: 'd,,e', quoted: false },
  ];
  expect(splitAtCommas(runs).map(textOfRuns)).toEqual(['a', 'b,cd', 'e']);
});
