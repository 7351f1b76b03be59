import {
  brotliCompressSync,
  constants,
  createGzip,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RecordingSink } from '../../support/recording-sink.ts';
import { ExchangeBench, isRelayed, post } from './exchange-bench.ts';

let bench: ExchangeBench;
beforeEach(() => {
  bench = new ExchangeBench();
});
afterEach(() => bench.tidyUp());

const TEXT = `{"text":"${'räksmörgås '.repeat(500)}"}`;

function encoded(coding: string, body: Uint8Array): Buffer {
  const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${String(body.length)}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

test.each([
  ['gzip', gzipSync(TEXT)],
  ['X-GZIP', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['deflate', deflateRawSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['zstd', zstdCompressSync(TEXT)],
  ['identity', Buffer.from(TEXT)],
  ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
])('%s is decoded beside the raw bytes', async (coding, body) => {
  const answer = encoded(coding, body);
  const server = await bench.answering(answer);
  const sink = await bench.send(post(server.url));
  expect(sink.ended?.failure).toBeUndefined();
  expect(sink.body).toBe(TEXT);
  expect(Buffer.concat(sink.responseChunks.map(({ bytes }) => bytes))).toEqual(answer);
  expect(sink.ended?.decodedFrom).toBe(coding === 'identity' ? undefined : coding.toLowerCase());
  expect(sink.breaches).toEqual([]);
});

test('events inside gzip come one by one, each before the next is sent', async () => {
  const sink = new RecordingSink();
  let heard: () => void = () => undefined;
  sink.onBody = () => {
    heard();
  };
  const server = await bench.serve(async (connection) => {
    await connection.readRequest();
    await connection.send(
      'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n\r\n',
    );
    const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
    gzip.on('data', (bytes: Buffer) => void connection.send(bytes));
    for (const event of ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']) {
      const arrived = new Promise<void>((resolve) => (heard = resolve));
      gzip.write(event);
      await arrived;
    }
    gzip.on('end', () => {
      connection.end();
    });
    gzip.end();
  });
  await bench.send(post(server.url), { sink });
  expect(sink.ended?.failure).toBeUndefined();
  expect(sink.bodyChunks.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([
    'data: 1\n\n',
    'data: 2\n\n',
    'data: 3\n\n',
  ]);
});

test.each([
  ['gzip', gzipSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['zstd', zstdCompressSync(TEXT)],
])('%s that stops too early is malformed', async (coding, body) => {
  const server = await bench.answering(encoded(coding, body.subarray(0, body.length - 12)));
  const sink = await bench.send(post(server.url));
  expect(sink.ended?.failure?.kind).toBe('malformed');
  expect(sink.ended?.failure?.message).toContain(coding);
});

test('broken gzip is malformed: what was decoded and all raw bytes are kept', async () => {
  const good = gzipSync(TEXT);
  const body = Buffer.concat([good.subarray(0, good.length - 8), Buffer.from('wrong sum and size')]);
  const answer = encoded('gzip', body);
  const server = await bench.answering(answer);
  const sink = await bench.send(post(server.url));
  expect(sink.ended?.failure?.kind).toBe('malformed');
  expect(sink.ended?.failure?.message).toContain('cannot be decoded (gzip');
  expect(Buffer.from(sink.response, 'latin1')).toEqual(answer);
});

test('gzip that is cut on the wire is cut, and decoded as far as it came', async () => {
  const body = gzipSync(TEXT, { level: 0 });
  const answer = encoded('gzip', body);
  const server = await bench.answeringOnce(answer.subarray(0, answer.length - 1000));
  const sink = await bench.send(post(server.url));
  expect(sink.ended?.failure?.kind).toBe('cut');
  expect(sink.body.length).toBeGreaterThan(1000);
  expect(TEXT.startsWith(sink.body.slice(0, -1))).toBe(true);
});

test('an unknown coding is malformed, and the body is told as it came', async () => {
  const server = await bench.answering(encoded('compress', Buffer.from('???')));
  const sink = await bench.send(post(server.url));
  expect(sink.body).toBe('???');
  expect(sink.ended?.failure?.kind).toBe('malformed');
  expect(sink.ended?.failure?.message).toContain('compress');
});

test('the limit counts decoded bytes: a small answer that unfolds is cut', async () => {
  const server = await bench.answering(encoded('gzip', gzipSync(Buffer.alloc(50_000_000))));
  const sink = await bench.send(post(server.url), { limits: { maxBodyBytes: 100_000 } });
  expect(sink.ended).toMatchObject({ cutAtLimit: true });
  expect(sink.ended?.failure?.kind).toBe(isRelayed() ? undefined : 'too-large');
  expect(Buffer.concat(sink.bodyChunks.map(({ bytes }) => bytes)).length).toBe(100_000);
});

test('a large encoded body arrives whole', async () => {
  const body = Buffer.alloc(8_000_000, 'abcdefghijklmnopqrstuvwxyz 0123456789');
  const server = await bench.answering(encoded('gzip', gzipSync(body, { level: 0 })));
  const sink = await bench.send(post(server.url));
  expect(sink.ended?.failure).toBeUndefined();
  expect(Buffer.concat(sink.bodyChunks.map(({ bytes }) => bytes)).equals(body)).toBe(true);
});
