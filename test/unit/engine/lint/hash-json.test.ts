import { expect, it } from 'vitest';
import { hashJson } from '../../../../engine/lint/hash-json.ts';
import type { JsonValue } from '../../../../shared/model/json.ts';

it('does not ask in which order keys come', () => {
  expect(hashJson({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(hashJson({ b: [{ d: 3, c: 2 }], a: 1 }));
});

it('tells different values apart', () => {
  const values: JsonValue[] = [
    null,
    'null',
    0,
    '0',
    false,
    '',
    [],
    {},
    [[]],
    [{}],
    { a: 1 },
    { a: '1' },
    { b: 1 },
    { a: { b: 1 } },
    [1, 2],
    [2, 1],
    { a: 1, b: 2 },
    { a: 2, b: 1 },
  ];
  expect(new Set(values.map((value) => hashJson(value))).size).toBe(values.length);
});

it('reads what is nested too deep for a stack', () => {
  let value: JsonValue = 1;
  for (let depth = 0; depth < 100_000; depth += 1) value = [value];
  expect(hashJson(value)).toBe(hashJson(value));
});
