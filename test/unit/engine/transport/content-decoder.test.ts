import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  canDecode,
  contentCodings,
  createContentDecoder,
} from '../../../../engine/transport/content-decoder.ts';

test('codings are read over several headers, without identity', () => {
  expect(contentCodings(['gzip, identity', ' BR ', ''])).toEqual(['gzip', 'br']);
});

test.each([
  [['gzip'], true],
  [['x-gzip', 'deflate', 'zstd'], true],
  [['compress'], false],
  [['gzip', 'gzip', 'gzip', 'gzip'], false],
])('%j can be undone: %s', (codings, expected) => {
  expect(canDecode(codings)).toBe(expected);
});

/** Decodes these writes and gives what was told, in order. */
function decode(codings: string[], writes: (readonly [Uint8Array, number])[]): Promise<unknown[]> {
  return new Promise((resolve) => {
    const told: unknown[] = [];
    const decoder = createContentDecoder(codings, {
      decoded: (bytes, atMs) => told.push([Buffer.from(bytes).toString(), atMs]),
      drained: () => undefined,
      ended: (problem) => {
        told.push(problem);
        resolve(told);
      },
    });
    for (const [bytes, atMs] of writes) decoder.write(bytes, atMs);
    decoder.end();
  });
}

test('decoded bytes carry the time of the bytes that they came from', async () => {
  const zipped = gzipSync('hello');
  const told = await decode(
    ['gzip'],
    [
      [zipped.subarray(0, 10), 1],
      [zipped.subarray(10), 2],
    ],
  );
  expect(told).toEqual([['hello', 2], undefined]);
});

test('no bytes are no content, whatever the coding', async () => {
  expect(await decode(['gzip'], [])).toEqual([undefined]);
});

test('a problem is told once, with the coding', async () => {
  const told = await decode(
    ['gzip'],
    [
      [Buffer.from('this is no gzip'), 1],
      [Buffer.from('and goes on'), 2],
    ],
  );
  expect(told).toEqual(['gzip: incorrect header check']);
});
