import { beforeEach, describe, expect, it } from 'vitest';
import { MOST_HELD } from '../../../../../engine/capture/redacting/held-answer.ts';
import { MOST_ON_THE_WAY } from '../../../../../engine/capture/redacting/redacted-recording.ts';
import type { HeaderList } from '../../../../../shared/model/headers.ts';
import { requestHeadBytes, sampleEnd } from '../../../../support/capture-samples.ts';
import {
  beginSample,
  TOKEN,
  COOKIE,
  PASSWORD,
  KNOWN,
  hold,
  release,
  written,
  shown,
  leaks,
  start,
  send,
  head,
  event,
  sample,
} from '../../../../support/redacting-here.ts';

beforeEach(beginSample);

describe('a recording that redacts', () => {
  it('hands on no secret of a request, neither of its head nor of its body', async () => {
    const request = start();
    send(sample.recording.begin(request), request);
    expect(await leaks()).toEqual([]);
    const text = await written();
    expect(text.match(/redacted-bearer-2-x*/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).toContain('"user":"ann"');
    expect(text).toContain(`Content-Length: ${String(request.body.length)}`);
  });

  it('counts what it replaced in the row', async () => {
    const request = start();
    const recorder = sample.recording.begin(request);
    send(recorder, request);
    expect((await shown()).redacted).toBe(2);
    expect(recorder.row().redacted).toBe(2);
    expect(sample.live.report()).toMatchObject({ total: 2, exchanges: 1 });
  });

  it('holds an answer of JSON back until its end', async () => {
    const request = start();
    const recorder = sample.recording.begin(request);
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
    expect(await written()).not.toContain('resultType');
    recorder.end(sampleEnd(3));
    expect(await leaks()).toEqual([]);
    expect(await written()).toContain('redacted-bearer-2-x');
    expect(recorder.row()).toMatchObject({ state: 'done', resultType: 'complete', redacted: 5 });
  });

  it('hands each event of a stream on as it is whole', async () => {
    const recorder = sample.recording.begin(start());
    const wire = head(recorder, [['Content-Type', 'text/event-stream']]);
    recorder.responseBytes(wire, 1);
    const first = event({ jsonrpc: '2.0', method: 'notifications/message', params: { data: `is ${TOKEN}` } });
    for (const part of [first.slice(0, 70), first.slice(70, -1)]) {
      recorder.responseBytes(Buffer.from(part), 2);
      recorder.bodyBytes(Buffer.from(part), 2);
    }
    expect((await shown()).eventCount).toBe(0);
    recorder.responseBytes(Buffer.from('\n'), 3);
    recorder.bodyBytes(Buffer.from('\n'), 3);
    expect((await shown()).eventCount).toBe(1);
    expect(await leaks()).toEqual([]);
  });

  it('keeps nothing of a message that does not end, and says so', async () => {
    const recorder = sample.recording.begin(start());
    recorder.responseBytes(head(recorder, [['Content-Type', 'text/event-stream']]), 1);
    const begins = Buffer.from(`data: {"token":"${COOKIE}","more":"`);
    recorder.responseBytes(begins, 2);
    recorder.bodyBytes(begins, 2);
    const piece = Buffer.from(TOKEN.repeat(20_000));
    for (let sent = 0; sent < MOST_HELD * 1.5; sent += piece.length) {
      recorder.responseBytes(piece, 3);
      recorder.bodyBytes(piece, 3);
      await sample.recording.settled();
      expect(sample.live.heldBytes).toBeLessThanOrEqual(2 * MOST_HELD);
    }
    recorder.end(sampleEnd(4));
    expect(await leaks()).toEqual([]);
    expect(sample.live.heldBytes).toBe(0);
    expect(sample.rows.get(1)).toMatchObject({
      state: 'done',
      findings: { rules: { 'recording.not-redacted': 1 } },
    });
    expect(sample.problems).toEqual([]);
    expect(sample.store.problem()).toBeUndefined();
  });

  it('writes what is held when the recording is closed, without the beginning of a secret', async () => {
    const recorder = sample.recording.begin(start());
    recorder.responseBytes(head(recorder, [['Content-Type', 'text/event-stream']]), 1);
    const part = Buffer.from(`data: {"half":"${TOKEN.slice(0, 15)}`);
    recorder.responseBytes(part, 2);
    recorder.bodyBytes(part, 2);
    await sample.recording.finish();
    const text = await written();
    expect(text).toContain('{"half":"~~~');
    expect(text).not.toContain(TOKEN.slice(0, 6));
    expect(sample.rows.get(1)).toMatchObject({ state: 'failed', failureKind: 'lost' });
  });

  it('takes secrets out of what a process writes, also of a key over many lines', async () => {
    const recorder = sample.recording.begin({
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
    expect((await shown()).eventCount).toBe(3);
    say('-----BEGIN PRIVATE KEY-----\n');
    const lines = ['MIIEvQIBADANBgkqhkiG9w0BAQEF', 'AASCBKcwggSjAgEAAoIBAQC7VJTUt9Us'];
    for (const line of lines) say(`${line}\n`);
    expect((await shown()).eventCount).toBe(3);
    say('-----END PRIVATE KEY-----\n');
    expect((await shown()).eventCount).toBe(7);
    expect(await leaks()).toEqual([]);
    const text = await written();
    expect(lines.filter((line) => text.includes(line))).toEqual([]);
  });

  it('takes secrets out of findings, endings, drafts and names', async () => {
    const recorder = sample.recording.begin(start({ name: `file:///${KNOWN}` }));
    recorder.finding({ rule: 'x', severity: 'note', side: 'none', message: `It says ${TOKEN}.` });
    recorder.end({
      timing: { endMs: 1 },
      trailers: [['X-Api-Key', COOKIE]],
      failure: { kind: 'cut', message: `It ended behind ${PASSWORD}.`, at: 1 },
    });
    expect(await leaks()).toEqual([]);
  });

  it('leaves the values that it was given as they are', async () => {
    const request = start();
    const before = structuredClone({ ...request, body: [...request.body] });
    send(sample.recording.begin(request), request);
    await sample.recording.settled();
    expect({ ...request, body: [...request.body] }).toEqual(before);
  });

  it('says at once what came, and later what of it is recorded', async () => {
    const request = start();
    const recorder = sample.recording.begin(request);
    const body = Buffer.from(
      JSON.stringify({ jsonrpc: '2.0', id: 1, result: { resultType: 'complete', token: COOKIE } }),
    );
    head(recorder, [['Content-Type', 'application/json']]);
    recorder.responseBytes(body, 2);
    recorder.bodyBytes(body, 2);
    recorder.end(sampleEnd(3));
    expect(recorder.row()).toMatchObject({ number: 1, state: 'done', resultType: 'complete', status: 200 });
    expect(sample.recording.count()).toBe(1);
    expect(sample.rows.size).toBe(0);
    const row = await sample.recording.whenDone(1);
    expect(row).toEqual(sample.rows.get(1));
    expect(row).toMatchObject({ state: 'done', redacted: 3 });
    expect(sample.recording.whenDone(1)).toBeUndefined();
  });

  it('lets who waits for an exchange have its row where the recording is closed meanwhile', async () => {
    sample.recording.begin(start());
    const row = sample.recording.whenDone(1);
    await sample.recording.finish();
    expect(await row).toMatchObject({ state: 'failed', failureKind: 'lost' });
  });

  it('begins no more than a row where too much is on its way, and is its old self afterwards', async () => {
    const recorder = sample.recording.begin(start());
    recorder.responseBytes(head(recorder, [['Content-Type', 'application/json']]), 1);
    hold();
    const piece = Buffer.alloc(4 * 1024 * 1024, TOKEN);
    for (let sent = 0; sent <= MOST_ON_THE_WAY; sent += piece.length) recorder.responseBytes(piece, 2);
    const request = start();
    const second = sample.recording.begin(request);
    send(second, request);
    second.responseBytes(head(second, [['Content-Type', 'application/json']]), 1);
    second.responseBytes(Buffer.from(`{"token":"${COOKIE}"}`), 2);
    second.bodyBytes(Buffer.from(`{"token":"${COOKIE}"}`), 2);
    second.end(sampleEnd(3));
    release();
    expect(await leaks()).toEqual([]);
    expect(sample.rows.get(2)).toMatchObject({
      state: 'done',
      missing: ['request-body'],
      method: 'tools/call',
      requestBytes: requestHeadBytes(request).length + request.body.length,
      findings: { rules: { 'recording.not-redacted': 1 } },
    });
    recorder.end(sampleEnd(4));
    await sample.recording.settled();
    const third = sample.recording.begin(request);
    send(third, request);
    third.end(sampleEnd(5));
    await sample.recording.settled();
    expect(sample.rows.get(3)).toMatchObject({ state: 'done', redacted: 2 });
    expect(sample.rows.get(3)).not.toHaveProperty('findings');
  });

  it('keeps nothing but sizes where nobody can redact any more, and says so', async () => {
    const request = start({ name: `file:///${KNOWN}` });
    const open = sample.recording.begin(request);
    send(open, request);
    await sample.recording.settled();
    const late = sample.recording.begin(request);
    sample.link.onFailure('it broke');
    const after = sample.recording.begin(request);
    for (const recorder of [open, late, after]) {
      recorder.responseBytes(head(recorder, [['Content-Type', 'application/json']]), 1);
      recorder.responseBytes(Buffer.from(`{"token":"${TOKEN}"}`), 2);
      recorder.bodyBytes(Buffer.from(`{"token":"${TOKEN}"}`), 2);
      recorder.end(sampleEnd(3));
    }
    expect(await leaks()).toEqual([]);
    for (const number of [1, 2, 3]) {
      expect(sample.rows.get(number)).toMatchObject({
        state: 'done',
        findings: { rules: { 'recording.not-redacted': 1 } },
      });
      expect(sample.rows.get(number)?.responseBytes).toBeGreaterThan(TOKEN.length);
    }
    expect(sample.problems).toHaveLength(1);
    expect(sample.problems[0]).toContain('it broke');
    await expect(sample.recording.withoutSecretsSoon('{}')).rejects.toThrow();
  });

  it('takes secrets out of JSON that tells of it, at once and later', async () => {
    const request = start();
    send(sample.recording.begin(request), request);
    const json = JSON.stringify({ evidence: `it was ${PASSWORD}` });
    expect(sample.recording.withoutSecrets(json)).not.toContain(PASSWORD);
    expect(await sample.recording.withoutSecretsSoon(json)).toBe(sample.recording.withoutSecrets(json));
  });
});
