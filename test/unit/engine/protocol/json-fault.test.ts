import { expect, test } from 'vitest';
import { findJsonFault } from '../../../../engine/protocol/json-fault.ts';

test.each([
  ['', 0, 'the end', 'a value'],
  ['  ', 2, 'the end', 'a value'],
  ['<html>', 0, '"<"', 'a value'],
  ['{', 1, 'the end', 'a name in quotes, or }'],
  ['{"a"', 4, 'the end', 'a colon'],
  ['{"a":}', 5, '"}"', 'a value'],
  ['{"a":1', 6, 'the end', 'a comma, or }'],
  ['{"a":1,}', 7, '"}"', 'a name in quotes'],
  ["{'a':1}", 1, '"\'"', 'a name in quotes, or }'],
  ['[1 2]', 3, '"2"', 'a comma, or ]'],
  ['[1,]', 3, '"]"', 'a value'],
  ['[1}', 2, '"}"', 'a comma, or ]'],
  ['{"a":1} x', 8, '"x"', 'the end'],
  ['01', 1, '"1"', 'the end'],
  ['1.', 1, '"."', 'the end'],
  ['-', 0, '"-"', 'a value'],
  ['nul', 0, '"n"', 'a value'],
  ['NaN', 0, '"N"', 'a value'],
  ['"a', 2, 'the end', 'the quote that ends the string'],
  ['"a\nb"', 2, '"\\n"', 'no control character in a string'],
  ['"\\x"', 2, '"x"', 'an escape such as \\n or \\u0041'],
  ['"\\u12g4"', 2, '"u"', 'an escape such as \\n or \\u0041'],
  ['[😀]', 1, '"😀"', 'a value, or ]'],
])('%j: position %i', (text, offset, found, expected) => {
  expect(() => JSON.parse(text) as unknown).toThrow();
  expect(findJsonFault(text)).toMatchObject({ offset, found, expected });
});

test('line and column count from one', () => {
  expect(findJsonFault('{\n  "a": 1,\n  b: 2\n}')).toMatchObject({ line: 3, column: 3, offset: 14 });
  expect(findJsonFault('x\n')).toMatchObject({ line: 1, column: 1 });
});

test.each([
  '{}',
  ' [ ] ',
  '{"a":[1,-0.5e+3,true,false,null,"\\u00e9\\n\\"\\/"],"":{"b":{}}}',
  '"\u2028é😀"',
  '0',
])('%s has no fault', (text) => {
  expect(() => JSON.parse(text) as unknown).not.toThrow();
  expect(findJsonFault(text)).toBeUndefined();
});

test('it agrees with JSON.parse on every cut and on every changed character of a document', () => {
  const text = '{"a":[1,-2.5e3,true,null,"x\\n\\u00e9"],"b":{"c":{}}, "d" : [] }';
  const variants = Array.from({ length: text.length }, (_, index) => index).flatMap((index) => [
    text.slice(0, index),
    ...['{', '}', ']', ',', '"', '0', ' ', 'x', '\\', '-', '.'].map(
      (other) => text.slice(0, index) + other + text.slice(index + 1),
    ),
  ]);
  for (const variant of variants) {
    let valid = true;
    try {
      JSON.parse(variant);
    } catch {
      valid = false;
    }
    expect([variant, findJsonFault(variant) === undefined]).toEqual([variant, valid]);
  }
});

test('depth costs no stack', () => {
  expect(findJsonFault('['.repeat(1_000_000))).toMatchObject({ offset: 1_000_000, found: 'the end' });
});
