import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CHUNKS_PER_EXCHANGE, CURRENT_FORMAT } from '../../../../engine/capture/format.ts';
import { createStreamReader } from '../../../../engine/capture/read-streams.ts';

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
  readonly bodyFrom?: number;
  readonly bodyLength: number;
  readonly spans?: readonly number[];
  readonly body?: Uint8Array;
  readonly wire?: Uint8Array;
}

function store(...chunks: readonly Chunk[]): void {
  const add = db.prepare(
    'INSERT INTO chunk (id, at_ms, request_from, response_from, body_from, body_length, spans, body, response) VALUES (?, 0, 0, ?, ?, ?, ?, ?, ?)',
  );
  chunks.forEach(({ wireFrom = 0, bodyFrom = 0, bodyLength, spans, body, wire }, at) => {
    const text = spans ? JSON.stringify(spans) : null;
    add.run(
      CHUNKS_PER_EXCHANGE + at,
      ...[wireFrom, bodyFrom, bodyLength],
      ...[text, body ?? null, wire ?? null],
    );
  });
}

/** Bytes that are the same in every run, and of which no two pages are alike. */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0, state = 7; at < length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

function readInPages(side: 'body' | 'response', page: number, onPage?: () => void): Buffer {
  const reader = createStreamReader(db);
  const total = reader.total(1, side);
  const pages: Uint8Array[] = [];
  for (let offset = 0; offset < total; offset += page) {
    pages.push(reader.read(1, side, offset, page));
    onPage?.();
  }
  return Buffer.concat(pages);
}

const HEAD = 100;
const SIZE = 4_000_000;
const PAGE = 100_000;

/** From here on, whoever reads the chunk once more does not find what was there. */
const blank = (): void => {
  db.exec('UPDATE chunk SET body = zeroblob(length(body)), response = zeroblob(length(response))');
};

it('reads a large body once, in however many pages it is asked for', () => {
  const wire = noise(HEAD + SIZE);
  store({ bodyLength: SIZE, spans: [HEAD, SIZE], wire });
  expect(readInPages('body', PAGE, blank).equals(wire.subarray(HEAD))).toBe(true);
});

it.each(['body', 'response'] as const)('reads a large %s once where the body was decoded', (side) => {
  const stored = { wire: noise(SIZE / 2), body: noise(SIZE).reverse() };
  store({ bodyLength: SIZE, ...stored });
  expect(readInPages(side, PAGE, blank).equals(side === 'body' ? stored.body : stored.wire)).toBe(true);
});

it('reads it anew once its end was read', () => {
  store({ bodyLength: SIZE, spans: [HEAD, SIZE], wire: noise(HEAD + SIZE) });
  const reader = createStreamReader(db);
  for (const offset of [0, SIZE - PAGE]) reader.read(1, 'body', offset, PAGE);
  blank();
  expect(reader.read(1, 'body', 0, PAGE)).toEqual(new Uint8Array(PAGE));
});

it('puts a body together that came in pieces, wherever its pages are cut', () => {
  const wire = noise(2_000_000);
  const length = 700_000;
  const spans = [100, 300_000, 300_107, 399_990, 700_200, 10];
  const first = [100, 300_107, 700_200].map((from, at) =>
    wire.subarray(from, from + (spans[at * 2 + 1] ?? 0)),
  );
  store(
    { bodyLength: length, spans, wire: wire.subarray(0, 1_000_000) },
    {
      ...{ wireFrom: 1_000_000, bodyFrom: length, bodyLength: 900_000, spans: [1_000_010, 900_000] },
      wire: wire.subarray(1_000_000),
    },
  );
  const body = Buffer.concat([...first, wire.subarray(1_000_010, 1_900_010)]);
  for (const page of [99_999, 262_144, 650_000, 5_000_000])
    expect(readInPages('body', page).equals(body)).toBe(true);
  expect(createStreamReader(db).read(1, 'body', 699_995, 10)).toEqual(
    new Uint8Array(body.subarray(699_995, 700_005)),
  );
});

it('says what is wrong of a chunk that has lost bytes', () => {
  store({ bodyLength: SIZE, spans: [HEAD, SIZE], wire: noise(SIZE) });
  const reader = createStreamReader(db);
  expect(reader.read(1, 'body', 0, PAGE)).toHaveLength(PAGE);
  expect(() => reader.read(1, 'body', SIZE - PAGE, PAGE)).toThrow('wire bytes that are not there');
  db.exec('UPDATE chunk SET body_length = body_length + 1');
  expect(() => createStreamReader(db).read(1, 'body', 0, PAGE)).toThrow('do not add up');
  db.exec('UPDATE chunk SET spans = NULL');
  expect(() => createStreamReader(db).read(1, 'body', 0, PAGE)).toThrow('has lost its bytes');
});
