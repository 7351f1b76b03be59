import { expect, test } from 'vitest';
import { LineSplitter } from '../../../../engine/protocol/line-splitter.ts';

const NO_LIMIT = { maxLineBytes: 1_000_000, keptBytes: 1000 };

/** The lines of a text that comes in chunks of these sizes, the last size for all that is left; `…` marks a cut one. */
function split(bytes: Uint8Array, sizes: readonly number[], limits = NO_LIMIT): string[] {
  const splitter = new LineSplitter(limits);
  const lines: string[] = [];
  const add = (line: { readonly bytes: Uint8Array; readonly cut: boolean } | undefined): void => {
    if (line !== undefined) lines.push(Buffer.from(line.bytes).toString('latin1') + (line.cut ? '…' : ''));
  };
  for (let at = 0, index = 0; at < bytes.length; index += 1) {
    const size = sizes[index] ?? sizes.at(-1) ?? bytes.length;
    for (const line of splitter.push(bytes.subarray(at, at + size))) add(line);
    at += size;
  }
  add(splitter.end());
  return lines;
}

const limited = { maxLineBytes: 4, keptBytes: 3 };

test.each([
  ['a\nb\n', ['a', 'b']],
  ['a\r\nb\r\n', ['a', 'b']],
  ['a\n\n\r\nb', ['a', '', '', 'b']],
  ['a\rb\r\r\n', ['a\rb\r']],
  ['', []],
  ['\n', ['']],
  ['a', ['a']],
  ['a\r', ['a']],
  ['\r', ['']],
  ['\u00ff\u0000\n', ['\u00ff\u0000']],
])('%j, in whatever chunks', (text, expected) => {
  const bytes = Buffer.from(text, 'latin1');
  for (const size of [1, 2, 3, 100]) expect(split(bytes, [size])).toEqual(expected);
});

test.each([
  ['abcd\nefgh', ['abcd', 'efgh']],
  ['abcde\nf\n', ['abc…', 'f']],
  ['abcd\r\nabcd\r', ['abcd', 'abcd']],
  ['abcd\rx\ny', ['abc…', 'y']],
  ['abcde\r\nf', ['abc…', 'f']],
  ['abcdefghijklmnop', ['abc…']],
  ['abcdefghijklmnop\n\nq', ['abc…', '', 'q']],
])('%j with a limit of 4 bytes, in whatever chunks', (text, expected) => {
  for (const size of [1, 2, 3, 4, 5, 6, 100])
    expect(split(Buffer.from(text), [size], limited)).toEqual(expected);
});

test('a line that is too long is told before it ends', () => {
  const splitter = new LineSplitter(limited);
  expect([...splitter.push(Buffer.from('abcd'))]).toEqual([]);
  expect([...splitter.push(Buffer.from('e'))]).toEqual([
    { bytes: Uint8Array.from(Buffer.from('abc')), cut: true },
  ]);
  expect([...splitter.push(Buffer.from('fgh'))]).toEqual([]);
  expect(splitter.end()).toBeUndefined();
});

test('random bytes in random chunks give the same lines as in one', () => {
  let state = 3;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
  const letters = Buffer.from('\n\n\r\rabc');
  for (let round = 0; round < 2_000; round += 1) {
    const bytes = Uint8Array.from({ length: next(60) }, () => letters[next(letters.length)] ?? 0);
    const sizes = Array.from({ length: 60 }, () => next(9));
    const limits = { maxLineBytes: 1 + next(12), keptBytes: 1 + next(12) };
    const whole = split(bytes, [Infinity], limits);
    expect(split(bytes, [...sizes, 1], limits), JSON.stringify([...bytes])).toEqual(whole);
    // Compared with what a split of the text says.
    const parts = Buffer.from(bytes).toString('latin1').split('\n');
    const expected = (parts.at(-1) === '' ? parts.slice(0, -1) : parts).map((part) => {
      const line = part.replace(/\r$/, '');
      return line.length > limits.maxLineBytes
        ? `${line.slice(0, Math.min(limits.keptBytes, limits.maxLineBytes))}…`
        : line;
    });
    expect(whole).toEqual(expected);
  }
});

/** Bytes that are copied meanwhile, as a measure that does not depend on the clock. */
function countCopies(work: () => void): number {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the right `this` below
  const { set } = Uint8Array.prototype;
  const concat = Buffer.concat.bind(Buffer);
  let copied = 0;
  Uint8Array.prototype.set = function (this: Uint8Array, source: ArrayLike<number>, offset?: number) {
    copied += source.length;
    set.call(this, source, offset);
  };
  Buffer.concat = (list, total) => {
    const joined = concat(list, total);
    copied += joined.length;
    return joined;
  };
  try {
    work();
  } finally {
    Uint8Array.prototype.set = set;
    Buffer.concat = concat;
  }
  return copied;
}

test.each([7, 16_384])('a line of 4 MB in chunks of %i bytes is copied a fixed number of times', (size) => {
  const chunk = new Uint8Array(size).fill(120);
  const chunks = Math.ceil(4_000_000 / size);
  const splitter = new LineSplitter({ maxLineBytes: 10_000_000, keptBytes: 1 });
  const copied = countCopies(() => {
    let told = 0;
    for (let index = 0; index < chunks; index += 1) told += [...splitter.push(chunk)].length;
    expect(told).toBe(0);
    expect([...splitter.push(Uint8Array.of(10))][0]?.bytes.length).toBe(chunks * size);
  });
  expect(copied).toBeLessThan(3 * chunks * size);
});

test('of a line without an end no more is kept than the limit', () => {
  const chunk = new Uint8Array(16_384);
  const splitter = new LineSplitter({ maxLineBytes: 65_536, keptBytes: 1_000 });
  const copied = countCopies(() => {
    for (let index = 0; index < 10_000; index += 1)
      [...splitter.push(chunk)].forEach((line) => expect(line.cut).toBe(true));
  });
  expect(copied).toBeLessThan(3 * 65_536);
});

test('lines within one chunk are views of it, a cut one is not', () => {
  const chunk = Uint8Array.from(Buffer.from('ab\nabcdef\n'));
  const [first, second] = new LineSplitter(limited).push(chunk);
  expect(first?.bytes.buffer).toBe(chunk.buffer);
  expect(second?.bytes.buffer.byteLength).toBe(3);
});
