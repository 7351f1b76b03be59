import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HeaderList } from '../../../shared/model/headers.ts';
import {
  exchangeStart,
  recordJson,
  requestHeadBytes,
  responseHeadBytes,
  sampleEnd,
  sseAnswer,
} from '../../support/capture-samples.ts';
import {
  makeFolder,
  openCaptures,
  removeFolder,
  type CapturesUnderTest,
} from '../../support/open-captures.ts';

let folder: string;
let under: CapturesUnderTest;

beforeEach(async () => {
  folder = makeFolder();
  under = await openCaptures(folder, { judges: false });
});
afterEach(async () => {
  await under.captures.close();
  removeFolder(folder);
});

describe('an exchange', () => {
  it('comes back byte for byte, live and from its closed file', async () => {
    const { captures } = under;
    const recording = captures.recording();
    const { number, start, requestHead, response, body } = recordJson(recording, { id: 7 });
    const { captureId } = recording;
    const ref = { captureId, number };
    const row = await captures.whenDone(ref);
    expect(row).toEqual({
      number: 1,
      startedAt: start.startedAt,
      origin: 'composer',
      instanceId: 'i-alpha',
      instanceName: 'alpha',
      era: 'modern',
      method: 'tools/call',
      name: 'whoami',
      state: 'done',
      status: 200,
      resultType: 'complete',
      durationMs: 1.4,
      requestBytes: requestHead.length + start.body.length,
      responseBytes: response.length,
      eventCount: 1,
    });

    const { path } = under.recording();
    const check = async (id: string, from: CapturesUnderTest): Promise<void> => {
      const there = { captureId: id, number };
      expect(await from.captures.rows(id, 0, 10)).toEqual({ rows: [row], total: 1 });
      expect(await from.captures.detail(there, 10_000)).toEqual({
        ref: there,
        row,
        url: start.url,
        request: {
          httpMethod: 'POST',
          target: '/mcp',
          headers: start.headers,
          body: { bytes: start.body.length, text: Buffer.from(start.body).toString(), truncated: false },
        },
        response: {
          status: 200,
          statusText: 'OK',
          httpVersion: '1.1',
          headers: [
            ['Content-Type', 'application/json'],
            ['Content-Length', String(body.length)],
          ],
          body: { bytes: body.length, text: body.toString(), truncated: false },
        },
        timing: sampleEnd(1.4).timing,
        routing: start.routing,
        origins: start.origins,
        draft: start.draft,
        remoteAddress: '127.0.0.1:47100',
      });
      const sent = Buffer.concat([requestHead, start.body]);
      expect(Buffer.from(await from.captures.body(there, 'request')).equals(sent)).toBe(true);
      expect(Buffer.from(await from.captures.body(there, 'response')).equals(response)).toBe(true);
      expect(Buffer.from(await from.captures.body(there, 'body')).equals(body)).toBe(true);
      const { events, total } = await from.captures.events(there, 0, 10);
      expect(total).toBe(1);
      expect(events[0]).toMatchObject({
        index: 0,
        kind: 'json',
        message: 'result',
        offset: 0,
        length: body.length,
      });
    };
    await check(captureId, under);
    await captures.newRecording();
    const again = await captures.open(path);
    expect(again).toMatchObject({ recording: false, exchanges: 1, lost: 0 });
    await check(again.id, under);
  });

  it('can be read while it streams', async () => {
    const { captures } = under;
    const recording = captures.recording();
    const start = exchangeStart({ id: 1 });
    const recorder = recording.begin(start);
    const ref = { captureId: recording.captureId, number: recorder.number };
    expect((await captures.detail(ref, 100)).row.state).toBe('open');
    expect((await captures.detail(ref, 100)).response).toBeUndefined();
    const stream = sseAnswer(recorder);
    let ended = false;
    const done = captures.whenDone(ref).then((row) => {
      ended = true;
      return row;
    });
    for (let step = 1; step <= 5; step += 1) {
      stream.notification(step);
      const body = Buffer.concat(stream.body);
      const detail = await captures.detail(ref, 100_000);
      expect(detail.row).toMatchObject({ state: 'open', status: 200, eventCount: step });
      expect(detail.response?.body).toEqual({ bytes: body.length, text: body.toString(), truncated: false });
      expect(await captures.bytes(ref, 'body', 0, 100_000)).toEqual({
        bytes: new Uint8Array(body),
        total: body.length,
      });
      const { events, total } = await captures.events(ref, step - 1, 10);
      expect(total).toBe(step);
      expect(events[0]).toMatchObject({
        kind: 'message',
        message: 'notification',
        method: 'notifications/progress',
      });
    }
    expect(ended).toBe(false);
    stream.result(1);
    expect(await done).toMatchObject({ state: 'done', resultType: 'complete', eventCount: 6 });
    expect(await captures.whenDone(ref)).toEqual(await done);
  });

  it('gives any page of any side', async () => {
    const { captures } = under;
    const recorder = captures.recording().begin(exchangeStart({ id: 1 }));
    const ref = { captureId: captures.recording().captureId, number: recorder.number };
    const stream = sseAnswer(recorder);
    for (let step = 0; step < 60; step += 1) {
      stream.notification(step);
      // Many chunks, not one: each question hands over what was appended before it.
      if (step % 4 === 0) await captures.events(ref, 0, 0);
    }
    const whole = { response: Buffer.concat(stream.wire), body: Buffer.concat(stream.body) };
    for (const side of ['response', 'body'] as const) {
      const bytes = whole[side];
      for (const [offset, limit] of [
        [0, 1],
        [0, bytes.length],
        [17, 400],
        [bytes.length - 3, 100],
        [bytes.length, 5],
        [bytes.length + 50, 5],
        [40, 0],
      ] as const) {
        const page = await captures.bytes(ref, side, offset, limit);
        expect(page.total).toBe(bytes.length);
        expect(Buffer.from(page.bytes).equals(bytes.subarray(offset, offset + limit))).toBe(true);
      }
    }
  });

  it('keeps an encoded body beside its wire bytes, and a binary one without text', async () => {
    const { captures } = under;
    const decoded = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const encoded = gzipSync(decoded);
    const headers: HeaderList = [
      ['content-type', 'application/octet-stream'],
      ['Content-Encoding', 'gzip'],
    ];
    const recorder = captures.recording().begin(exchangeStart({ id: 1 }));
    const ref = { captureId: captures.recording().captureId, number: recorder.number };
    const head = responseHeadBytes(200, headers);
    recorder.responseBytes(Buffer.concat([head, encoded]), 1);
    recorder.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers }, 1);
    recorder.bodyBytes(decoded, 1);
    recorder.end({
      ...sampleEnd(2),
      trailers: [['X-Sum', '1']],
      decodedFrom: 'gzip',
      cutAtLimit: true,
      trustedDespite: 'The certificate has expired.',
    });
    const detail = await captures.detail(ref, 1_000);
    expect(detail.response?.body).toEqual({
      bytes: decoded.length,
      truncated: false,
      decodedFrom: 'gzip',
      cutAtLimit: true,
    });
    expect(detail.response?.trailers).toEqual([['X-Sum', '1']]);
    expect(detail.trustedDespite).toBe('The certificate has expired.');
    expect(Buffer.from(await captures.body(ref, 'body')).equals(decoded)).toBe(true);
    const wire = Buffer.concat([head, encoded]);
    expect(Buffer.from(await captures.body(ref, 'response')).equals(wire)).toBe(true);
  });

  it('cuts text at a character border', async () => {
    const { captures } = under;
    const { number } = recordJson(captures.recording(), { id: 1 });
    const ref = { captureId: captures.recording().captureId, number };
    const { request, response } = await captures.detail(ref, 5);
    expect(request.body.text).toBe('{"jso');
    expect(response?.body).toMatchObject({ text: '{"jso', truncated: true });
  });

  it('that failed is data with its reason and the bytes so far', async () => {
    const { captures } = under;
    const start = exchangeStart({ id: 1 });
    const recorder = captures.recording().begin(start);
    const ref = { captureId: captures.recording().captureId, number: recorder.number };
    recorder.requestBytes(requestHeadBytes(start), 1);
    const failure = {
      kind: 'cut',
      message: 'alpha closed the connection.',
      at: 5,
      code: 'ECONNRESET',
    } as const;
    recorder.end({ timing: { endMs: 3 }, failure });
    const row = await captures.whenDone(ref);
    expect(row).toMatchObject({ state: 'failed', failureKind: 'cut', durationMs: 3 });
    expect((await captures.detail(ref, 0)).failure).toEqual(failure);
    expect(Buffer.from(await captures.body(ref, 'request')).equals(requestHeadBytes(start))).toBe(true);
  });

  it('whose answer is none although the connection was fine, is malformed or cut', async () => {
    const { captures } = under;
    const headers: HeaderList = [['Content-Type', 'application/json']];
    const recorder = captures.recording().begin(exchangeStart({ id: 1 }));
    const ref = { captureId: captures.recording().captureId, number: recorder.number };
    recorder.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers }, 1);
    recorder.bodyBytes(Buffer.from('{"jsonrpc":'), 1);
    recorder.end(sampleEnd(2));
    const { row, failure } = await captures.detail(ref, 100);
    expect(row.state).toBe('failed');
    expect(['malformed', 'cut']).toContain(failure?.kind);
    expect(row.failureKind).toBe(failure?.kind);
  });

  it('is answered NOT_FOUND where there is none', async () => {
    const { captures } = under;
    const { captureId } = captures.recording();
    const none = { captureId, number: 99 };
    for (const ask of [
      () => captures.detail(none, 1),
      () => captures.bytes(none, 'body', 0, 1),
      () => captures.events(none, 0, 1),
      () => captures.whenDone(none),
      () => captures.rows('no such capture', 0, 1),
      () => captures.close('no such capture'),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('rows', () => {
  it('are paged by number, and fed in batches with their last state', async () => {
    const { captures, batches } = under;
    const { captureId } = captures.recording();
    for (let id = 1; id <= 1_200; id += 1) recordJson(captures.recording(), { id });
    const first = await captures.rows(captureId, 0, 500);
    expect(first.total).toBe(1_200);
    expect(first.rows.map(({ number }) => number)).toEqual(
      Array.from({ length: 500 }, (_, index) => index + 1),
    );
    expect((await captures.rows(captureId, 1_199, 500)).rows.map(({ number }) => number)).toEqual([1_200]);
    await captures.close();
    const last = new Map(batches.flatMap(({ rows }) => rows.map((row) => [row.number, row.state])));
    expect(last.size).toBe(1_200);
    expect([...last.values()].every((state) => state === 'done')).toBe(true);
    expect(Math.max(...batches.map(({ rows }) => rows.length))).toBeLessThanOrEqual(500);
  });
});
