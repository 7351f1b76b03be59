import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CHUNKS_PER_EXCHANGE, CURRENT_FORMAT } from '../../../../../engine/capture/format.ts';
import { createSmallBodies } from '../../../../../engine/capture/judging/small-bodies.ts';

let db: DatabaseSync;
beforeEach(() => {
  db = new DatabaseSync(':memory:');
  for (const step of CURRENT_FORMAT.migrations) db.exec(step);
});
afterEach(() => {
  db.close();
});

interface Chunk {
  readonly wireFrom?: number;
  readonly bodyFrom: number;
  readonly bodyLength: number;
  readonly spans?: string;
  readonly body?: string;
  readonly wire?: string;
}

function store(number: number, ...chunks: readonly Chunk[]): void {
  const add = db.prepare(
    'INSERT INTO chunk (id, at_ms, request_from, response_from, body_from, body_length, spans, body, response) VALUES (?, 0, 0, ?, ?, ?, ?, ?, ?)',
  );
  chunks.forEach(({ wireFrom = 0, bodyFrom, bodyLength, spans, body, wire }, at) => {
    add.run(
      number * CHUNKS_PER_EXCHANGE + at,
      wireFrom,
      bodyFrom,
      bodyLength,
      spans ?? null,
      body === undefined ? null : Buffer.from(body),
      wire === undefined ? null : Buffer.from(wire),
    );
  });
}

const read = (number: number, limit = 1_000): string | undefined => {
  const bytes = createSmallBodies(db)(number, limit);
  return bytes && Buffer.from(bytes).toString();
};

it('finds a body within what was received, in one piece and in many', () => {
  store(1, { bodyFrom: 0, bodyLength: 4, spans: '[6,4]', wire: 'HEAD\r\nbody' });
  store(2, { bodyFrom: 0, bodyLength: 6, spans: '[2,3,8,3]', wire: '3\nabc\n3\ndef\n' });
  expect([read(1), read(2)]).toEqual(['body', 'abcdef']);
});

it('joins the chunks of one body, and those that stand for themselves', () => {
  store(
    1,
    { bodyFrom: 0, bodyLength: 3, spans: '[2,3]', wire: '3\nabc\n' },
    { wireFrom: 6, bodyFrom: 3, bodyLength: 2, spans: '[8,2]', wire: '3\nde' },
    { wireFrom: 10, bodyFrom: 5, bodyLength: 4, body: 'fghi' },
  );
  expect(read(1)).toBe('abcdefghi');
  expect(read(7)).toBe('');
});

it('leaves to others what is too long, in too many chunks, or does not add up', () => {
  store(1, { bodyFrom: 0, bodyLength: 9, body: '123456789' });
  expect([read(1, 8), read(1, 9)]).toEqual([undefined, '123456789']);
  store(2, ...Array.from({ length: 9 }, (_, at) => ({ bodyFrom: at, bodyLength: 1, body: 'x' })));
  expect(read(2)).toBeUndefined();
  store(3, { bodyFrom: 0, bodyLength: 4, spans: '[2,9]', wire: 'short' });
  store(4, { bodyFrom: 2, bodyLength: 4, body: 'gone' });
  store(5, { bodyFrom: 0, bodyLength: 5, body: 'less' });
  expect([read(3), read(4), read(5)]).toEqual([undefined, undefined, undefined]);
});
