import { expect, it } from 'vitest';
import { duplicateKeysAt } from '../../../../engine/lint/duplicate-keys.ts';

it.each([
  ['{"a":1,"b":2}', [], []],
  ['{"a":1,"b":2,"a":3,"a":4}', [], ['a']],
  ['{ "x" : [ {"a":1}, "}" ] , "y" : { "k\\u0065y" : 1 , "key" : [1,{"key":2}] } }', ['y'], ['key']],
  ['{"y":{"a":1},"n":-1.5e3,"t":true,"s":"a\\"b,{","y":{"b":1,"b":2}}', ['y'], ['b']],
  ['{"y":{"a":1,"a":2},"y":{"b":1}}', ['y'], []],
  ['{"y":[1,2]}', ['y'], []],
  ['{"z":{}}', ['y'], []],
  ['[1]', [], []],
  ['7', ['y'], []],
  ['{"__proto__":1,"__proto__":2}', [], ['__proto__']],
])('finds the keys of %s at %j that stand there twice', (text, path, keys) => {
  expect(duplicateKeysAt(text, path)).toEqual(keys);
});

it('reads past values of any depth', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  expect(duplicateKeysAt(`{"deep":${deep},"y":{"a":1,"a":2}}`, ['y'])).toEqual(['a']);
});
