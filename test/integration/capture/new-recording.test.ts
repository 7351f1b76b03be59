import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExchangeRecorder } from '../../../engine/capture/recorder.ts';
import type { ExchangeRef } from '../../../shared/model/exchange.ts';
import {
  exchangeStart,
  jsonExchange,
  recordJson,
  sampleEnd,
  sseAnswer,
  tell,
} from '../../support/capture-samples.ts';
import {
  makeFolder,
  openCaptures,
  removeFolder,
  type CapturesUnderTest,
} from '../../support/open-captures.ts';

// Only how long to wait before giving up on a capture that is never let go.
const PATIENCE = { timeout: 20_000, interval: 20 };

let folder: string;
let under: CapturesUnderTest;

beforeEach(async () => {
  folder = makeFolder();
  under = await openCaptures(folder);
});
afterEach(async () => {
  await under.captures.close();
  removeFolder(folder);
});

/** An exchange whose answer has not come yet. */
function beginOpen(): { readonly recorder: ExchangeRecorder; readonly ref: ExchangeRef } {
  const recording = under.captures.recording();
  const recorder = recording.begin(exchangeStart({ id: 1 }));
  return { recorder, ref: { captureId: recording.captureId, number: recorder.number } };
}

const isOpen = (captureId: string): boolean => under.captures.summaries().some(({ id }) => id === captureId);
const released = (captureId: string): Promise<void> =>
  expect.poll(() => isOpen(captureId), PATIENCE).toBe(false);

describe('a new recording while an exchange is open', () => {
  it('leaves it where it began: it ends there, whoever waits gets it, and then that file is whole', async () => {
    const { captures } = under;
    const before = under.recording();
    const { recorder, ref } = beginOpen();
    const ended = captures.whenDone(ref);
    const next = await captures.newRecording('next');
    expect(next).toMatchObject({ name: 'next.hopscope', recording: true, exchanges: 0 });
    expect(captures.summaries()).toMatchObject([
      { id: before.id, recording: false, exchanges: 1 },
      { id: next.id, recording: true, exchanges: 0 },
    ]);
    expect((await captures.detail(ref, 0)).row.state).toBe('open');
    recordJson(captures.recording(), { id: 2 });

    const exchange = jsonExchange({ id: 1 });
    tell(recorder, exchange);
    expect(await ended).toMatchObject({ number: ref.number, state: 'done', resultType: 'complete' });
    // As a client reads an answer: one thing after the other.
    expect((await captures.detail(ref, 0)).failure).toBeUndefined();
    expect((await captures.events(ref, 0, 10)).total).toBe(1);
    expect(Buffer.from(await captures.body(ref, 'body')).equals(exchange.body)).toBe(true);

    await released(before.id);
    expect(under.problems).toEqual([]);
    await expect(captures.rows(before.id, 0, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect.poll(() => existsSync(`${before.path}-wal`), PATIENCE).toBe(false);
    const alone = join(folder, 'alone.hopscope');
    copyFileSync(before.path, alone);
    const again = await captures.open(alone);
    expect((await captures.rows(again.id, 0, 10)).rows).toMatchObject([{ number: 1, state: 'done' }]);
    expect((await captures.rows(next.id, 0, 10)).rows).toMatchObject([{ number: 1, state: 'done' }]);
  });

  it('keeps it open for as long as a stream in it lives; the end of all ends it, complete in its file', async () => {
    const { captures } = under;
    const { path, name } = under.recording();
    const { recorder, ref } = beginOpen();
    const stream = sseAnswer(recorder);
    await captures.newRecording();
    for (let step = 1; step <= 3; step += 1) stream.notification(step);
    expect((await captures.events(ref, 0, 10)).total).toBe(3);
    await captures.newRecording();
    expect(isOpen(ref.captureId)).toBe(true);
    await captures.close();
    expect(captures.summaries()).toEqual([]);
    expect(readdirSync(folder)).toEqual([name]);
    const later = await openCaptures(folder);
    try {
      const { id } = await later.captures.open(path);
      expect((await later.captures.rows(id, 0, 10)).rows).toMatchObject([
        { failureKind: 'lost', eventCount: 3 },
      ]);
    } finally {
      await later.captures.close();
    }
  });

  it('does not let go what was opened by name meanwhile', async () => {
    const { captures } = under;
    const { path } = under.recording();
    const { recorder, ref } = beginOpen();
    await captures.newRecording();
    expect((await captures.open(path)).id).toBe(ref.captureId);
    const { recorder: other, ref: second } = beginOpen();
    await captures.newRecording();
    recorder.end(sampleEnd(1));
    other.end(sampleEnd(1));
    // Both ended at the same moment: that the one is gone shows that the other would be.
    await released(second.captureId);
    expect(isOpen(ref.captureId)).toBe(true);
    await captures.close(ref.captureId);
    expect(isOpen(ref.captureId)).toBe(false);
  });
});

describe('closing the recording', () => {
  it('starts a new one, and lasts until the open exchanges have ended', async () => {
    const { captures } = under;
    const before = under.recording();
    const { recorder, ref } = beginOpen();
    let closed = false;
    const closing = captures.close(before.id).then(() => (closed = true));
    await expect.poll(() => under.recording().id, PATIENCE).not.toBe(before.id);
    expect((await captures.detail(ref, 0)).row.state).toBe('open');
    expect(closed).toBe(false);
    tell(recorder, jsonExchange({ id: 1 }));
    await closing;
    expect(isOpen(before.id)).toBe(false);
    expect(existsSync(`${before.path}-wal`)).toBe(false);
    const again = await captures.open(before.path);
    expect((await captures.rows(again.id, 0, 10)).rows).toMatchObject([{ state: 'done' }]);
  });

  it('once more does not wait: what is open is lost, and what comes afterwards harms nothing', async () => {
    const { captures } = under;
    const before = under.recording();
    const { recorder, ref } = beginOpen();
    const done = captures.whenDone(ref);
    const closing = captures.close(before.id);
    await expect.poll(() => under.recording().id, PATIENCE).not.toBe(before.id);
    await captures.close(before.id);
    await closing;
    expect(await done).toMatchObject({ state: 'failed', failureKind: 'lost' });
    recorder.responseBytes(Buffer.from('late'), 1);
    recorder.end(sampleEnd(2));
    const again = await captures.open(before.path);
    const { rows } = await captures.rows(again.id, 0, 10);
    expect(rows).toMatchObject([{ state: 'failed', failureKind: 'lost', responseBytes: 0 }]);
    expect((await captures.detail({ captureId: again.id, number: 1 }, 0)).failure?.kind).toBe('lost');
  });

  it('twice at once starts one new recording', async () => {
    const { captures } = under;
    recordJson(captures.recording(), { id: 1 });
    const { id } = under.recording();
    await Promise.all([captures.close(id), captures.close(id)]);
    expect(captures.summaries()).toMatchObject([{ recording: true, exchanges: 0 }]);
  });
});

it('reopens every recording that a crash left, also the one that a stream kept open', async () => {
  const { captures } = under;
  const crashed = makeFolder();
  const sources = [under.recording()];
  const { ref } = beginOpen();
  await captures.newRecording();
  sources.push(under.recording());
  recordJson(captures.recording(), { id: 1 });
  await captures.rows(under.recording().id, 0, 1);
  await captures.rows(ref.captureId, 0, 1);
  for (const { name, path } of sources) {
    for (const ending of ['', '-wal']) copyFileSync(path + ending, join(crashed, name + ending));
  }
  const next = await openCaptures(crashed);
  try {
    const found = next.captures.summaries().filter(({ recording }) => !recording);
    expect(found.map(({ name }) => name).sort()).toEqual(sources.map(({ name }) => name).sort());
    expect(found.map(({ exchanges }) => exchanges)).toEqual([1, 1]);
  } finally {
    await next.captures.close();
    removeFolder(crashed);
  }
});
