import { beforeEach, describe, expect, it } from 'vitest';
import { createRecording, type OwnedRecording } from '../../../../../engine/capture/record-exchange.ts';
import type { ExchangeRecorder, ExchangeStart } from '../../../../../engine/capture/recorder.ts';
import { MOST_HELD } from '../../../../../engine/capture/redacting/held-answer.ts';
import { LiveRedactor } from '../../../../../engine/capture/redacting/live-redactor.ts';
import { redactRecording } from '../../../../../engine/capture/redacting/redacted-recording.ts';
import { CaptureStore } from '../../../../../engine/capture/store.ts';
import type { ToWorker } from '../../../../../engine/capture/store-messages.ts';
import { createUseCount } from '../../../../../engine/capture/use-count.ts';
import { createRandom } from '../../../../../engine/random.ts';
import { DEFAULT_REDACTION_RULES } from '../../../../../shared/model/redaction.ts';
import type { HeaderList } from '../../../../../shared/model/headers.ts';
import type { Row } from '../../../../../shared/model/exchange.ts';
import {
  exchangeStart,
  requestHeadBytes,
  responseHeadBytes,
  sampleEnd,
} from '../../../../support/capture-samples.ts';

const TOKEN = 'tokEn-1234567890-abcdefgh';
const COOKIE = 'cookie-0987654321-zyxwvu';
const PASSWORD = 'pass-5555-wOrd-6666';
const KNOWN = 'known-to-the-workspace-77';
const SECRETS = [TOKEN, COOKIE, PASSWORD, KNOWN];

let posted: ToWorker[];
let store: CaptureStore;
let recording: OwnedRecording;
let rows: Map<number, Row>;
let problems: string[];
let live: LiveRedactor;

beforeEach(() => {
  posted = [];
  rows = new Map();
  problems = [];
  store = new CaptureStore(
    { post: (message) => posted.push(message), terminate: () => undefined },
    { lastNumber: 0, unrecorded: 0, lost: 0, bytes: 0 },
    { onProblem: (message) => problems.push(message) },
  );
  live = new LiveRedactor(() => ({ rules: DEFAULT_REDACTION_RULES, known: [KNOWN] }));
  recording = redactRecording(
    createRecording({
      captureId: 'c',
      store,
      feed: { changed: (_, number, build) => rows.set(number, build()), flush: () => undefined },
      uses: createUseCount(),
      clock: () => 1_000,
      onProblem: (message) => problems.push(message),
    }),
    live,
  );
});

/** All that was handed to whoever writes the file, as one text. */
function written(): string {
  store.flush();
  return posted
    .map((message) => {
      if (message.kind !== 'append') return '';
      const texts = JSON.stringify([message.rows, message.events, message.findings]);
      return Buffer.from(message.bytes).toString('latin1') + texts;
    })
    .join('\n');
}

function leaks(): string[] {
  const text = written();
  return SECRETS.filter((secret) => text.includes(secret));
}

function start(over: Partial<ExchangeStart> = {}): ExchangeStart {
  const plain = exchangeStart({ id: 1 });
  const body = Buffer.from(
    JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'login', arguments: { user: 'ann', password: PASSWORD } },
    }),
  );
  return {
    ...plain,
    body,
    headers: [
      ...plain.headers.filter(([name]) => name !== 'Content-Length'),
      ['Authorization', `Bearer ${TOKEN}`],
      ['Content-Length', String(body.length)],
    ],
    ...over,
  };
}

function send(recorder: ExchangeRecorder, request: ExchangeStart): void {
  recorder.requestBytes(requestHeadBytes(request), 0.5);
  recorder.requestBytes(request.body, 0.6);
}

function head(recorder: ExchangeRecorder, headers: HeaderList): Buffer {
  recorder.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers }, 1);
  return responseHeadBytes(200, headers);
}

function event(message: object): string {
  return `data: ${JSON.stringify(message)}\n\n`;
}

describe('a recording that redacts', () => {
  it('hands on no secret of a request, neither of its head nor of its body', () => {
    const request = start();
    send(recording.begin(request), request);
    expect(leaks()).toEqual([]);
    const text = written();
    expect(text.match(/redacted-bearer-2-x*/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).toContain('"user":"ann"');
    expect(text).toContain(`Content-Length: ${String(request.body.length)}`);
  });

  it('counts what it replaced in the row', () => {
    const request = start();
    const recorder = recording.begin(request);
    send(recorder, request);
    expect(recorder.row().redacted).toBe(2);
    expect(live.report()).toMatchObject({ total: 2, exchanges: 1 });
  });

  it('holds an answer of JSON back until its end', () => {
    const request = start();
    const recorder = recording.begin(request);
    const body = Buffer.from(
      JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        result: { resultType: 'complete', note: TOKEN, token: COOKIE },
      }),
    );
    const headers: HeaderList = [
      ['Content-Type', 'application/json'],
      ['Content-Length', String(body.length)],
      ['Set-Cookie', `sid=${COOKIE}; Path=/`],
    ];
    recorder.responseBytes(head(recorder, headers), 1);
    for (const byte of body) {
      const piece = Buffer.of(byte);
      recorder.responseBytes(piece, 2);
      recorder.bodyBytes(piece, 2);
    }
    expect(written()).not.toContain('resultType');
    recorder.end(sampleEnd(3));
    expect(leaks()).toEqual([]);
    expect(written()).toContain('redacted-bearer-2-x');
    expect(recorder.row()).toMatchObject({ state: 'done', resultType: 'complete', redacted: 5 });
  });

  it('hands each event of a stream on as it is whole', () => {
    const recorder = recording.begin(start());
    const wire = head(recorder, [['Content-Type', 'text/event-stream']]);
    recorder.responseBytes(wire, 1);
    const first = event({ jsonrpc: '2.0', method: 'notifications/message', params: { data: `is ${TOKEN}` } });
    for (const part of [first.slice(0, 70), first.slice(70, -1)]) {
      recorder.responseBytes(Buffer.from(part), 2);
      recorder.bodyBytes(Buffer.from(part), 2);
    }
    expect(recorder.row().eventCount).toBe(0);
    recorder.responseBytes(Buffer.from('\n'), 3);
    recorder.bodyBytes(Buffer.from('\n'), 3);
    expect(recorder.row().eventCount).toBe(1);
    expect(leaks()).toEqual([]);
  });

  it('keeps nothing of a message that does not end, and says so', () => {
    const recorder = recording.begin(start());
    recorder.responseBytes(head(recorder, [['Content-Type', 'text/event-stream']]), 1);
    const begins = Buffer.from(`data: {"token":"${COOKIE}","more":"`);
    recorder.responseBytes(begins, 2);
    recorder.bodyBytes(begins, 2);
    const piece = Buffer.from(TOKEN.repeat(20_000));
    for (let sent = 0; sent < MOST_HELD * 1.5; sent += piece.length) {
      recorder.responseBytes(piece, 3);
      recorder.bodyBytes(piece, 3);
      expect(live.heldBytes).toBeLessThanOrEqual(2 * MOST_HELD);
    }
    recorder.end(sampleEnd(4));
    expect(leaks()).toEqual([]);
    expect(live.heldBytes).toBe(0);
    expect(rows.get(1)).toMatchObject({
      state: 'done',
      findings: { rules: { 'recording.not-redacted': 1 } },
    });
    expect(problems).toEqual([]);
    expect(store.problem()).toBeUndefined();
  });

  it('writes what is held when the recording is closed, without the beginning of a secret', () => {
    const recorder = recording.begin(start());
    recorder.responseBytes(head(recorder, [['Content-Type', 'text/event-stream']]), 1);
    const part = Buffer.from(`data: {"half":"${TOKEN.slice(0, 15)}`);
    recorder.responseBytes(part, 2);
    recorder.bodyBytes(part, 2);
    recording.end();
    const text = written();
    expect(text).toContain('{"half":"~~~');
    expect(text).not.toContain(TOKEN.slice(0, 6));
    expect(rows.get(1)).toMatchObject({ state: 'failed', failureKind: 'lost' });
  });

  it('takes secrets out of what a process writes, also of a key over many lines', () => {
    const recorder = recording.begin({
      ...start(),
      framing: 'process',
      method: 'process',
      body: Buffer.alloc(0),
    });
    const say = (line: string): void => {
      recorder.outputBytes('stderr', Buffer.from(line), 1);
    };
    say(`using ${TOKEN}\n`);
    say('pass');
    say(`word=${PASSWORD}\n`);
    expect(recorder.row().eventCount).toBe(3);
    say('-----BEGIN PRIVATE KEY-----\n');
    const lines = ['MIIEvQIBADANBgkqhkiG9w0BAQEF', 'AASCBKcwggSjAgEAAoIBAQC7VJTUt9Us'];
    for (const line of lines) say(`${line}\n`);
    expect(recorder.row().eventCount).toBe(3);
    say('-----END PRIVATE KEY-----\n');
    expect(recorder.row().eventCount).toBe(7);
    expect(leaks()).toEqual([]);
    expect(lines.filter((line) => written().includes(line))).toEqual([]);
  });

  it('takes secrets out of findings, endings, drafts and names', () => {
    const recorder = recording.begin(start({ name: `file:///${KNOWN}` }));
    recorder.finding({ rule: 'x', severity: 'note', side: 'none', message: `It says ${TOKEN}.` });
    recorder.end({
      timing: { endMs: 1 },
      trailers: [['X-Api-Key', COOKIE]],
      failure: { kind: 'cut', message: `It ended behind ${PASSWORD}.`, at: 1 },
    });
    expect(leaks()).toEqual([]);
  });

  it('leaves the values that it was given as they are', () => {
    const request = start();
    const before = structuredClone({ ...request, body: [...request.body] });
    send(recording.begin(request), request);
    expect({ ...request, body: [...request.body] }).toEqual(before);
  });
});

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
  readonly recording: OwnedRecording;
} {
  const wire: Buffer[] = [];
  const body: Buffer[] = [];
  const inner = createRecording({
    captureId: 'c',
    store,
    feed: { changed: () => undefined, flush: () => undefined },
    uses: createUseCount(),
    clock: () => 1_000,
    onProblem: (message) => problems.push(message),
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
  return { wire, body, recording: redactRecording(heard, live) };
}

describe('answers in pieces of any size', () => {
  it.each(Array.from({ length: 60 }, (_, index) => index + 1))('seed %i', (seed) => {
    const random = createRandom(seed);
    const { wire, body, recording: redacting } = listening();
    const sent = answer(random);
    const request = start();
    const recorder = redacting.begin(request);
    send(recorder, request);
    play(recorder, sent, random);
    recorder.end(sampleEnd(9));
    expect(leaks()).toEqual([]);
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
    expect(problems).toEqual([]);
    expect(live.heldBytes).toBe(0);
  });
});
