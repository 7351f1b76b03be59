import { beforeEach, describe, expect, it } from 'vitest';
import { createRecording, type OwnedRecording } from '../../../../../engine/capture/record-exchange.ts';
import type { ExchangeRecorder } from '../../../../../engine/capture/recorder.ts';
import { type RedactingRecording } from '../../../../../engine/capture/redacting/redacted-recording.ts';
import { createUseCount } from '../../../../../engine/capture/use-count.ts';
import { createRandom } from '../../../../../engine/random.ts';
import type { HeaderList } from '../../../../../shared/model/headers.ts';
import { responseHeadBytes, sampleEnd } from '../../../../support/capture-samples.ts';
import {
  beginSample,
  COOKIE,
  SECRETS,
  redacting,
  leaks,
  start,
  send,
  sample,
} from '../../../../support/redacting-here.ts';

beforeEach(beginSample);

interface Sent {
  readonly headers: HeaderList;
  readonly wire: Buffer;
  readonly body: Buffer;
}

function message(random: () => number, id: number): string {
  const filler = 'ä€ plain, "quoted" \\ text. '.repeat(Math.floor(random() * 20));
  const secret = SECRETS[Math.floor(random() * SECRETS.length)] ?? '';
  const shapes: readonly (() => object)[] = [
    () => ({ text: `${filler}${secret}` }),
    () => ({ nested: JSON.stringify({ apiKey: secret, filler }) }),
    () => ({ uri: `https://x.example/?q=1&access_token=${encodeURIComponent(secret)}` }),
    () => ({ blob: Buffer.from(`a file with ${secret}`).toString('base64') }),
    () => ({ filler }),
    () => ({ password: secret, count: 12_345 }),
  ];
  const result = shapes[Math.floor(random() * shapes.length)]?.() ?? {};
  return JSON.stringify({ jsonrpc: '2.0', id, result: { resultType: 'complete', ...result } });
}

/** An answer as a server may send it. */
function answer(random: () => number): Sent {
  const isEvents = random() < 0.6;
  const lineEnd = random() < 0.5 ? '\n' : '\r\n';
  const messages = Array.from({ length: isEvents ? 1 + Math.floor(random() * 6) : 1 }, (_, id) =>
    message(random, id),
  );
  const body = Buffer.from(
    isEvents
      ? messages
          .map((text) => {
            const lines = random() < 0.3 ? text.replaceAll(',"', ',\n"').split('\n') : [text];
            const data = lines.map((line) => `data: ${line}${lineEnd}`).join('');
            return `${random() < 0.3 ? `id: 7${lineEnd}` : ''}${data}${lineEnd}`;
          })
          .join('')
      : (messages[0] ?? ''),
  );
  const isChunked = random() < 0.6;
  const headers: HeaderList = [
    ['Content-Type', isEvents ? 'text/event-stream' : 'application/json'],
    isChunked ? ['Transfer-Encoding', 'chunked'] : ['Content-Length', String(body.length)],
    ['Set-Cookie', `sid=${COOKIE}`],
  ];
  const parts: Buffer[] = [];
  for (let from = 0; isChunked && from < body.length;) {
    const piece = body.subarray(from, from + 1 + Math.floor(random() * 200));
    parts.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
    from += piece.length;
  }
  const payload = isChunked ? Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]) : body;
  return { headers, wire: Buffer.concat([responseHeadBytes(200, headers), payload]), body };
}

/** In pieces of any size, the body as soon as the wire bytes that carry it are there. */
function play(recorder: ExchangeRecorder, { headers, wire, body }: Sent, random: () => number): void {
  const headLength = responseHeadBytes(200, headers).length;
  const isChunked = headers.some(([name]) => name === 'Transfer-Encoding');
  /** For each wire byte, how much of the body is there with it. */
  const carried = bodyCarried(wire, headLength, isChunked);
  let told = 0;
  let isHeadTold = false;
  const step = random() < 0.3 ? 3 : 400;
  for (let from = 0; from < wire.length;) {
    const to = Math.min(wire.length, from + 1 + Math.floor(random() * step));
    recorder.responseBytes(wire.subarray(from, to), from);
    if (!isHeadTold && to >= headLength) {
      isHeadTold = true;
      recorder.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers }, from);
    }
    const there = carried[to - 1] ?? 0;
    while (told < there) {
      const next = Math.min(there, told + 1 + Math.floor(random() * step));
      recorder.bodyBytes(body.subarray(told, next), from);
      told = next;
    }
    from = to;
  }
  expect(told).toBe(body.length);
}

function bodyCarried(wire: Buffer, headLength: number, isChunked: boolean): number[] {
  const carried = new Array<number>(wire.length).fill(0);
  let count = 0;
  let at = headLength;
  while (at < wire.length) {
    let length = wire.length - at;
    if (isChunked) {
      const lineEnd = wire.indexOf('\r\n', at);
      length = Number.parseInt(wire.toString('latin1', at, lineEnd), 16);
      for (; at < lineEnd + 2; at += 1) carried[at] = count;
    }
    for (const end = at + length; at < end; at += 1) carried[at] = count += 1;
    if (isChunked) for (const end = at + 2; at < end; at += 1) carried[at] = count;
  }
  return carried;
}

/** Hears what the file's writer is told of one answer. */
function listening(): {
  readonly wire: Buffer[];
  readonly body: Buffer[];
  readonly recording: RedactingRecording;
} {
  const wire: Buffer[] = [];
  const body: Buffer[] = [];
  const inner = createRecording({
    captureId: 'c',
    store: sample.store,
    feed: { changed: () => undefined, flush: () => undefined },
    uses: createUseCount(),
    clock: () => 1_000,
    onProblem: (message) => sample.problems.push(message),
  });
  const heard: OwnedRecording = {
    ...inner,
    begin(request) {
      const own = inner.begin(request);
      const responseBytes = own.responseBytes.bind(own);
      const bodyBytes = own.bodyBytes.bind(own);
      own.responseBytes = (bytes, atMs) => {
        wire.push(Buffer.from(bytes));
        responseBytes(bytes, atMs);
      };
      own.bodyBytes = (bytes, atMs) => {
        body.push(Buffer.from(bytes));
        bodyBytes(bytes, atMs);
      };
      return own;
    },
  };
  return { wire, body, recording: redacting(heard) };
}

describe('answers in pieces of any size', () => {
  it.each(Array.from({ length: 60 }, (_, index) => index + 1))('seed %i', async (seed) => {
    const random = createRandom(seed);
    const { wire, body, recording: heard } = listening();
    sample.recording = heard;
    const sent = answer(random);
    const request = start();
    const recorder = heard.begin(request);
    send(recorder, request);
    play(recorder, sent, random);
    recorder.end(sampleEnd(9));
    expect(await leaks()).toEqual([]);
    const newWire = Buffer.concat(wire);
    const newBody = Buffer.concat(body);
    expect(newWire.length).toBe(sent.wire.length);
    expect(newBody.length).toBe(sent.body.length);
    // What the wire bytes carry is the body that was told.
    const headLength = responseHeadBytes(200, sent.headers).length;
    const carried = bodyCarried(sent.wire, headLength, sent.wire.includes('Transfer-Encoding'));
    const fromWire = [...newWire].filter((_, at) => (carried[at] ?? 0) > (carried[at - 1] ?? 0));
    expect(Buffer.from(fromWire).toString('latin1')).toBe(newBody.toString('latin1'));
    // All is JSON still, and none of it is a fault of the server's.
    const texts = newBody.toString('utf8').includes('data:')
      ? newBody
          .toString('utf8')
          .split(/\r?\n\r?\n/)
          .filter((text) => text.includes('data:'))
          .map((text) => Array.from(text.matchAll(/^data: (.*?)\r?$/gm), ([, line]) => line).join('\n'))
      : [newBody.toString('utf8')];
    for (const text of texts) expect(JSON.parse(text)).toMatchObject({ result: { resultType: 'complete' } });
    expect(sample.problems).toEqual([]);
    expect(sample.live.heldBytes).toBe(0);
  });
});
