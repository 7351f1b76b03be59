import { expect, test } from 'vitest';
import { readJsonWithComments } from '../../../../../engine/workspace/import/json-with-comments.ts';

test.each<readonly [string, unknown]>([
  ['{"a":1}', { a: 1 }],
  ['\uFEFF{"a":1}', { a: 1 }],
  ['// first\n{ // why\n "a": 1, /* and\n so on */ "b": [1, 2,], // last\n}\n// end', { a: 1, b: [1, 2] }],
  ['{"a":[1,/* x */ // y\n]}', { a: [1] }],
  ['{"u":"http://h.test/* // */","c":"\\"//"}', { u: 'http://h.test/* // */', c: '"//' }],
  ['{"a":{"b":[{},[],],},}', { a: { b: [{}, []] } }],
  ['{"__proto__":{"x":1}}', JSON.parse('{"__proto__":{"x":1}}')],
  ['3', 3],
])('reads %j', (text, value) => {
  const read = readJsonWithComments(text);
  expect(read).toMatchObject({ ok: true });
  expect(read.ok && read.value).toStrictEqual(value);
});

test.each([
  ['', 'It is empty.'],
  [' \n\uFEFF', 'It is empty.'],
  ['PK\u0003\u0004\0\0', 'no text'],
  ['not json', 'line 1, column 1'],
  ['{\n  // a comment\n  "a": 1,\n  b: 2\n}', '"b" at line 4, column 3'],
  ['{"a":1,,}', 'line 1, column 8'],
  ['[,]', 'line 1, column 2'],
  ['{,}', 'line 1, column 2'],
  ['{"a":,}', 'line 1, column 6'],
  ['{"a":1}\n{"b":2}', 'line 2, column 1'],
  ['{"a":1} /* not\nclosed', 'The comment at line 1, column 9 is not closed'],
  ['{"a":"not\nclosed"}', 'line 1, column 10'],
  ["{'a':1}", 'line 1, column 2'],
  ['{"a":1', 'the end'],
  ['"\\', 'not JSON'],
  ['[servers]\nname = "toml"', 'not JSON'],
])('says of %j what is wrong, and where', (text, says) => {
  const read = readJsonWithComments(text);
  expect(read.ok ? 'read' : read.problem).toContain(says);
});

test('neither depth nor size harms it', () => {
  const deep = readJsonWithComments(`{\n${'{"a":'.repeat(200_000)}`);
  expect(deep.ok ? 'read' : deep.problem).toContain('more than 100 levels of lists and objects at line 2');
  const wide = readJsonWithComments(`[${'1,/*x*/\n'.repeat(300_000)}]`);
  expect(wide.ok && Array.isArray(wide.value) && wide.value.length).toBe(300_000);
});

test('names what stands there twice by its place', () => {
  const text =
    '{"s":{"a":{"x":1,"x":2},"b":{},"a":{"x":3}},"l":[{"y":1},{"y":1,"y":2}],"e/~":{"e/~":1,"e/~":2}}';
  const read = readJsonWithComments(text);
  expect(read.ok && [...read.repeated]).toEqual(['/s/a/x', '/s/a', '/l/1/y', '/e~1~0/e~1~0']);
});
