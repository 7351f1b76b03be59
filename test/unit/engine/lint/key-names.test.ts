import { expect, it } from 'vitest';
import { malformedKey, reversedPrefix } from '../../../../engine/lint/key-names.ts';

it.each(['a', '', 'progressToken', 'com.example/a.b_c-d', 'a-b.c1/x', 'com.example/', 'x'.repeat(600) + '/'])(
  'takes the key %j',
  (key) => {
    expect(malformedKey(key)).toBeUndefined();
  },
);

it.each([
  ['-a', 'name'],
  ['a-', 'name'],
  ['ä', 'name'],
  ['com.example/a b', 'name'],
  ['a/b/c', 'more than one slash'],
  ['/a', 'empty label'],
  ['com..example/a', 'empty label'],
  ['1com/a', '"1com"'],
  ['com.-x/a', '"-x"'],
  ['com.x-/a', '"x-"'],
  ['com.x_y/a', '"x_y"'],
])('does not take the key %j', (key, because) => {
  expect(malformedKey(key)).toContain(because);
});

it.each([
  ['example.com/a', 'com.example/'],
  ['api.example.org/a', 'org.example.api/'],
  ['com.example/a', undefined],
  ['io.example.dev/a', undefined],
  ['example/a', undefined],
  ['my.tools/a', undefined],
  ['example.com', undefined],
])('turns %j round: %s', (key, expected) => {
  expect(reversedPrefix(key)).toBe(expected);
});
