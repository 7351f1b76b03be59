import { expect, it } from 'vitest';
import { JsonElements, type JsonPart } from '../../../../../engine/capture/import/json-elements.ts';

const HAR = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'a "b"', entries: [9] },
    entries: [{ a: [1, { entries: [2] }] }, 'täxt', 3, null],
    pages: { entries: [7] },
  },
  entries: [8],
});

function read(text: string, size: number, options: { path?: string[]; limit?: number } = {}): JsonPart[] {
  const elements = new JsonElements({
    path: options.path ?? ['log', 'entries'],
    members: 'all',
    limit: options.limit ?? 1_000,
  });
  const bytes = Buffer.from(text);
  const parts: JsonPart[] = [];
  for (let from = 0; from < bytes.length; from += size)
    parts.push(...elements.push(bytes.subarray(from, from + size)));
  return [...parts, ...elements.end()];
}

const told = (parts: readonly JsonPart[]): unknown[] =>
  parts.map((part) =>
    'bytes' in part && part.bytes ? (JSON.parse(part.bytes.toString()) as unknown) : part,
  );

it.each([1, 2, 3, 7, 64, 10_000])(
  'cuts an array and what stands around it out of pieces of %i bytes',
  (size) => {
    expect(told(read(HAR, size))).toEqual([
      '1.2',
      { name: 'a "b"', entries: [9] },
      { a: [1, { entries: [2] }] },
      'täxt',
      3,
      null,
      { entries: [7] },
    ]);
  },
);

it('takes the whole text as the array where the path is empty', () => {
  expect(told(read('[1,[2],{"a":[3]}]', 3, { path: [] }))).toEqual([1, [2], { a: [3] }]);
});

it('keeps nothing of what is too long, and goes on behind it', () => {
  const long = 'x'.repeat(5_000);
  const parts = read(JSON.stringify({ log: { entries: [1, long, 2] } }), 100, { limit: 500 });
  expect(told(parts)).toEqual([1, { kind: 'too-long', index: 1, length: 5_002 }, 2]);
});

it('tells of a member that is too long, without it', () => {
  const pages = 'x'.repeat(70_000);
  expect(told(read(JSON.stringify({ log: { pages, entries: [1] } }), 1_000))).toEqual([
    { kind: 'member', name: 'pages', bytes: undefined },
    1,
  ]);
});

it('says where a text breaks, with what came before', () => {
  const elements = new JsonElements({ path: ['log', 'entries'], limit: 100 });
  const parts = [...elements.push(Buffer.from('{"log":{"entries":[{"a":1},{"b":')), ...elements.end()];
  expect(told(parts)).toEqual([{ a: 1 }]);
  expect(elements.fault).toMatchObject({ byteOffset: 32, expected: 'a value' });
  expect(elements.found).toBe(true);
});
