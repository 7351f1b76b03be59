import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppendBuffer, createTrack, type Track } from '../../../../engine/capture/append-buffer.ts';
import { CURRENT_FORMAT } from '../../../../engine/capture/format.ts';
import { createBatchWriter } from '../../../../engine/capture/write-batch.ts';
import { showWhole } from '../../../../engine/capture/whole-views.ts';

let db: DatabaseSync;
let buffer: AppendBuffer;

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  for (const step of CURRENT_FORMAT.migrations) db.exec(step);
  db.exec(`PRAGMA user_version = ${String(CURRENT_FORMAT.version)}`);
  showWhole(db);
  buffer = new AppendBuffer(0);
  return () => {
    db.close();
  };
});

let batches = 0;

function write(): void {
  const batch = buffer.take((batches += 1), 0);
  if (batch) expect(createBatchWriter(db).write(batch)).toMatchObject({ count: 0 });
}

const HEADERS = JSON.stringify([
  ['Host', 'a'],
  ['X', 'x'.repeat(100)],
]);

function request(
  track: Track,
  body: string,
  { own = '', draft = undefined as string | undefined, isSentOften = false } = {},
): void {
  const text = { first: '{"url":"u","headers":', headers: HEADERS, routing: ',"origins":[]', draft };
  const end = draft === undefined ? '}' : ',"draft":';
  buffer.request(track, { ...text, own: [own, end], isSentOften }, Buffer.from(body));
}

function stored(number: number): unknown {
  const text = (value: unknown): unknown =>
    value instanceof Uint8Array ? Buffer.from(value).toString() : value;
  const row = db.prepare('SELECT head, body FROM request WHERE exchange = ?').get(number);
  return row && { head: JSON.parse(String(row['head'])) as unknown, body: text(row['body']) };
}

const HEAD = { url: 'u', headers: JSON.parse(HEADERS) as unknown, origins: [] };

describe('the head of a request', () => {
  it('is whole for its reader, whatever of it stands elsewhere', () => {
    for (const number of [1, 2, 3]) {
      request(createTrack(number), 'b', { own: `,"own":${String(number)}`, draft: '{"d":1}}' });
      if (number === 2) write();
    }
    write();
    for (const number of [1, 2, 3]) {
      expect(stored(number)).toEqual({ head: { ...HEAD, own: number, draft: { d: 1 } }, body: 'b' });
    }
    expect(db.prepare('SELECT count(*) AS n FROM piece').get()).toEqual({ n: 2 });
    const rows = db.prepare('SELECT length(head) AS size FROM main.request ORDER BY exchange').all();
    expect(rows.map(({ size }) => Number(size) > HEADERS.length)).toEqual([true, false, false]);
  });
});

describe('a draft that is sent to several instances', () => {
  const often = (number: number, draft: string): void => {
    request(createTrack(number), '', { draft, isSentOften: true });
  };

  it('is stored once, and the heads that name the instances each for itself', () => {
    ['{"d":1}}', '{"d":1}}', '{"d":2}}', '{"d":1}}'].forEach((draft, index) => {
      often(index + 1, draft);
    });
    write();
    expect([1, 2, 3, 4].map(stored)).toMatchObject(
      [1, 1, 2, 1].map((d) => ({ head: { ...HEAD, draft: { d } } })),
    );
    expect(db.prepare('SELECT text FROM piece').all()).toEqual([{ text: '{"d":1}}' }, { text: '{"d":2}}' }]);
    expect(db.prepare('SELECT count(head_piece) AS n FROM main.request').get()).toEqual({ n: 0 });
  });

  it('is stored anew once something was not written', () => {
    often(1, '{"d":1}}');
    buffer.take(1, 0);
    buffer.missed();
    often(2, '{"d":1}}');
    write();
    expect(stored(2)).toMatchObject({ head: { draft: { d: 1 } } });
  });
});

describe('the body of a request', () => {
  const wire = (track: Track, ...parts: readonly string[]): void => {
    for (const part of parts) buffer.requestBytes(track, Buffer.from(part), 1);
  };
  const isShort = (number: number): boolean =>
    db.prepare('SELECT body_at FROM main.request WHERE exchange = ?').get(number)?.['body_at'] !== null;

  it.each([
    ['in one piece', ['HEAD\r\n\r\nbody'], true],
    ['head and body by themselves', ['HEAD\r\n\r\n', 'body'], true],
    ['with something behind it', ['HEAD\r\n\r\nbody\n'], false],
    ['changed on its way', ['HEAD\r\n\r\nbodY'], false],
    ['cut', ['HEAD\r\n\r\nbod'], false],
    ['shorter than itself', ['y'], false],
    ['not at all', [], false],
  ])('is stored once where it ends the wire bytes: sent %s', (_how, parts, once) => {
    const track = createTrack(4);
    request(track, 'body');
    wire(track, ...parts);
    write();
    expect(stored(4)).toEqual({ head: HEAD, body: 'body' });
    expect(isShort(4)).toBe(once);
  });

  it('is stored by itself where its wire bytes come in a later batch, or another comes between', () => {
    const [later, between, other] = [createTrack(1), createTrack(2), createTrack(3)];
    request(later, 'body');
    write();
    wire(later, 'HEAD body');
    request(between, 'body');
    wire(between, 'HEAD ');
    request(other, 'else');
    wire(between, 'body');
    wire(other, 'HEAD else');
    write();
    expect([1, 2, 3].map(stored)).toMatchObject([{ body: 'body' }, { body: 'body' }, { body: 'else' }]);
    expect([1, 2, 3].map(isShort)).toEqual([false, false, true]);
  });

  it('is stored once where the answer has two chunks in the same batch', () => {
    const track = createTrack(1);
    request(track, 'body');
    wire(track, 'HEAD body');
    buffer.responseBytes(track, Buffer.from('packed'), 2);
    buffer.bodySpan(track, 0, 3, 2);
    buffer.bodyBytes(track, Buffer.from('unpacked'), 2);
    wire(track, 'what came late');
    write();
    expect(db.prepare('SELECT count(*) AS n FROM chunk').get()).toEqual({ n: 2 });
    expect(stored(1)).toMatchObject({ body: 'body' });
    expect(isShort(1)).toBe(true);
  });

  it('is nothing where there is none', () => {
    const track = createTrack(1);
    request(track, '');
    wire(track, 'GET / HTTP/1.1\r\n\r\n');
    write();
    expect(stored(1)).toEqual({ head: HEAD, body: '' });
  });
});

describe('an answer', () => {
  it('keeps its head when its ending comes later, each with what it has alike', () => {
    const ending = (own: string): { own: string; alike: string } => ({
      own: `{"own":"${own}"`,
      alike: ',"same":true}',
    });
    for (const number of [1, 2, 3]) {
      const track = createTrack(number);
      buffer.answer(track, '{"status":200}', null);
      write();
      buffer.answer(track, null, ending(String(number)));
      write();
    }
    for (const number of [1, 2, 3]) {
      expect(db.prepare('SELECT head, ending FROM answer WHERE exchange = ?').get(number)).toEqual({
        head: '{"status":200}',
        ending: `{"own":"${String(number)}","same":true}`,
      });
    }
    expect(db.prepare('SELECT count(*) AS n FROM piece').get()).toEqual({ n: 2 });
  });

  it('has neither where neither came', () => {
    buffer.answer(createTrack(1), null, { own: '{}', alike: '' });
    write();
    expect(db.prepare('SELECT head, ending FROM answer').get()).toEqual({ head: null, ending: '{}' });
  });
});

it('makes its pieces anew once something was not written', () => {
  for (const number of [1, 2]) request(createTrack(number), '');
  buffer.take(1, 0);
  buffer.missed();
  for (const number of [3, 4]) request(createTrack(number), '');
  write();
  expect([3, 4].map(stored)).toEqual([
    { head: HEAD, body: '' },
    { head: HEAD, body: '' },
  ]);
});
