import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
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
import { openElsewhere } from '../../support/open-elsewhere.ts';
import {
  makeFolder,
  openCaptures,
  removeFolder,
  type CapturesUnderTest,
} from '../../support/open-captures.ts';

let folder: string;
let under: CapturesUnderTest;
/** All that a test opened; each is closed in the end. */
let opened: CapturesUnderTest[];

async function open(options: Parameters<typeof openCaptures>[1] = {}): Promise<CapturesUnderTest> {
  const captures = await openCaptures(folder, options);
  opened.push(captures);
  return captures;
}

beforeEach(async () => {
  folder = makeFolder();
  opened = [];
  under = await open();
});
afterEach(async () => {
  for (const { captures } of opened) await captures.close();
  removeFolder(folder);
});

const captureFiles = (): string[] => readdirSync(folder).sort();

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

describe('captures', () => {
  it('begin with a recording, and a closed one is a single file', async () => {
    const { captures } = under;
    recordJson(captures.recording(), { id: 1 });
    const before = under.recording();
    expect(before).toMatchObject({ recording: true, exchanges: 1, lost: 0 });
    const next = await captures.newRecording('second');
    expect(next).toMatchObject({ name: 'second.hopscope', recording: true, exchanges: 0 });
    expect(captures.summaries().map(({ name }) => name)).toEqual(['second.hopscope']);
    await captures.close();
    expect(captureFiles()).toEqual([before.name, 'second.hopscope'].sort());
    expect(captures.summaries()).toEqual([]);
    expect(under.problems).toEqual([]);
  });

  it('remove an automatic recording in which nothing was recorded', async () => {
    await under.captures.close();
    expect(captureFiles()).toEqual([]);
  });

  it('start a new recording when the present one is closed, and mark its open exchanges as lost', async () => {
    const { captures } = under;
    const before = under.recording();
    const recorder = captures.recording().begin(exchangeStart({ id: 1 }));
    const done = captures.whenDone({ captureId: before.id, number: recorder.number });
    await captures.close(before.id);
    expect(await done).toMatchObject({ state: 'failed', failureKind: 'lost' });
    expect(under.recording().id).not.toBe(before.id);
    // What comes afterwards harms nothing.
    recorder.responseBytes(Buffer.from('late'), 1);
    recorder.end(sampleEnd(2));
    const again = await captures.open(before.path);
    const { rows } = await captures.rows(again.id, 0, 10);
    expect(rows).toMatchObject([{ state: 'failed', failureKind: 'lost', responseBytes: 0 }]);
    expect((await captures.detail({ captureId: again.id, number: 1 }, 0)).failure?.kind).toBe('lost');
  });

  it('are one for one file, under whatever path', async () => {
    const { captures } = under;
    recordJson(captures.recording(), { id: 1 });
    const { path } = under.recording();
    expect((await captures.open(path)).id).toBe(under.recording().id);
    await captures.newRecording();
    mkdirSync(join(folder, 'links'));
    symlinkSync(path, join(folder, 'links', 'soft'));
    linkSync(path, join(folder, 'links', 'hard'));
    const found = await Promise.all(
      [path, join(folder, 'links', 'soft'), join(folder, 'links', 'hard')].map((one) => captures.open(one)),
    );
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    await captures.close(found[0]?.id);
    const again = await captures.open(path);
    expect(again.id).not.toBe(found[0]?.id);
  });

  it('refuse what is no capture, name it, and leave it as it is', async () => {
    const { captures } = under;
    const text = join(folder, 'notes.hopscope');
    writeFileSync(text, 'hello');
    await expect(captures.open(text)).rejects.toMatchObject({
      code: 'UNREADABLE',
      message: expect.stringContaining('notes.hopscope') as string,
    });
    expect(readFileSync(text, 'utf8')).toBe('hello');
    await expect(captures.open(join(folder, 'absent'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(captures.newRecording('../out')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(under.recording().recording).toBe(true);
  });

  it('save a consistent copy of a recording while it goes on', async () => {
    const { captures } = under;
    const { captureId } = captures.recording();
    for (let id = 1; id <= 300; id += 1) recordJson(captures.recording(), { id, padding: 2_000 });
    const target = join(folder, 'copy.hopscope');
    const saving = captures.saveCopy(captureId, target);
    for (let id = 301; id <= 400; id += 1) recordJson(captures.recording(), { id });
    const { bytes } = await saving;
    expect(bytes).toBe(readFileSync(target).length);
    const copy = await captures.open(target);
    expect(copy.exchanges).toBeGreaterThanOrEqual(300);
    const { rows, total } = await captures.rows(copy.id, 0, 1_000);
    expect(rows).toHaveLength(total);
    for (const { number } of rows.slice(-3)) {
      const mine = await captures.body({ captureId, number }, 'response');
      expect(Buffer.from(await captures.body({ captureId: copy.id, number }, 'response')).equals(mine)).toBe(
        true,
      );
    }
    await expect(captures.saveCopy(captureId, target)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await captures.rows(captureId, 399, 10)).rows).toHaveLength(1);
    expect(captureFiles().filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('tell their summaries when they change', async () => {
    recordJson(under.captures.recording(), { id: 1 });
    await expect.poll(() => under.lists.at(-1)?.[0]).toMatchObject({ recording: true, exchanges: 1 });
    expect(under.lists.at(-1)?.[0]?.bytes).toBeGreaterThan(0);
  });

  it('continue a named file, and mark what was open in it', async () => {
    const file = join(folder, 'kept', 'session.hopscope');
    mkdirSync(join(folder, 'kept'));
    const first = await open({ file });
    expect(first.recording()).toMatchObject({ path: file, exchanges: 0 });
    recordJson(first.captures.recording(), { id: 1 });
    first.captures.recording().begin(exchangeStart({ id: 2 }));
    await first.captures.rows(first.recording().id, 0, 1);
    const crashed = join(folder, 'kept', 'crashed.hopscope');
    copyFileSync(file, crashed);
    copyFileSync(`${file}-wal`, `${crashed}-wal`);
    const second = await open({ file: crashed });
    expect(second.recording()).toMatchObject({ exchanges: 2, lost: 1 });
    expect(recordJson(second.captures.recording(), { id: 3 }).number).toBe(3);
    const { id } = second.recording();
    const { rows } = await second.captures.rows(id, 0, 10);
    expect(rows.map(({ state, failureKind }) => failureKind ?? state)).toEqual(['done', 'lost', 'done']);
    expect((await second.captures.detail({ captureId: id, number: 2 }, 0)).failure?.kind).toBe('lost');
    await second.captures.close();
    expect(readdirSync(join(folder, 'kept')).filter((name) => name.startsWith('crashed'))).toEqual([
      'crashed.hopscope',
    ]);
  });

  it('say which file is in use by another Hopscope', async () => {
    recordJson(under.captures.recording(), { id: 1 });
    const { path, name } = under.recording();
    await under.captures.rows(under.recording().id, 0, 1);
    const other = openElsewhere(folder, [path]);
    expect(other.stderr).toBe('');
    const { files, atStart, problems } = other.told();
    expect(files).toEqual([
      {
        code: 'CONFLICT',
        message: expect.stringContaining(`${name} is in use by another Hopscope`) as string,
      },
    ]);
    expect(problems).toEqual([]);
    expect(atStart.map((capture) => capture.name)).not.toContain(name);
    // The recording never noticed.
    recordJson(under.captures.recording(), { id: 2 });
    expect((await under.captures.rows(under.recording().id, 0, 10)).total).toBe(2);
  });

  it('open files in a folder that cannot be written', async () => {
    const sealed = join(folder, 'sealed');
    mkdirSync(sealed);
    recordJson(under.captures.recording(), { id: 1 });
    const { path, id } = under.recording();
    await under.captures.rows(id, 0, 1);
    copyFileSync(path, join(sealed, 'crashed.hopscope'));
    copyFileSync(`${path}-wal`, join(sealed, 'crashed.hopscope-wal'));
    await under.captures.newRecording();
    copyFileSync(path, join(sealed, 'closed.hopscope'));
    const before = readdirSync(sealed).map((name) => readFileSync(join(sealed, name)));
    for (const name of readdirSync(sealed)) chmodSync(join(sealed, name), 0o444);
    chmodSync(sealed, 0o555);
    chmodSync(folder, 0o755);
    // Root may write everywhere: then an ordinary user has to look.
    const user = process.getuid?.() === 0 ? 65_534 : undefined;
    const other = openElsewhere(
      sealed,
      [join(sealed, 'closed.hopscope'), join(sealed, 'crashed.hopscope')],
      user,
    );
    chmodSync(sealed, 0o755);
    expect(other.stderr).toBe('');
    const { files, atStart, problems } = other.told();
    expect(files).toEqual([{ total: 1 }, { total: 1 }]);
    expect(atStart.at(-1)).toMatchObject({ path: ':memory:', name: 'in memory only', recording: true });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('in memory only');
    expect(readdirSync(sealed).sort()).toEqual([
      'closed.hopscope',
      'crashed.hopscope',
      'crashed.hopscope-wal',
    ]);
    expect(readdirSync(sealed).map((name) => readFileSync(join(sealed, name)))).toEqual(before);
  });
});
