import { expect, it } from 'vitest';
import { fieldOf, listOf, numberOf, textOf } from '../../../build/json-fields.mjs';

it('reads what is there', () => {
  const report = { list: [1], number: 2, text: 'three' };
  expect([listOf(report, 'list'), numberOf(report, 'number'), textOf(report, 'text')]).toEqual([
    [1],
    2,
    'three',
  ]);
});

it.each([undefined, null, 'text', 7, { name: {} }])('takes nothing for granted: %j', (value) => {
  expect([listOf(value, 'name'), numberOf(value, 'name'), textOf(value, 'name')]).toEqual([[], 0, '']);
  expect(fieldOf(value, 'other')).toBeUndefined();
});
