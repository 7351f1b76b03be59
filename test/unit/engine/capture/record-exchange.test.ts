import { ROW_COLUMNS } from '../../../../engine/capture/row-columns.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../../../shared/model/exchange.ts';
import type { Feed } from '../../../../engine/capture/feed.ts';
import { createRecording, type OwnedRecording } from '../../../../engine/capture/record-exchange.ts';
import { CaptureStore } from '../../../../engine/capture/store.ts';
import type { ToWorker } from '../../../../engine/capture/store-messages.ts';
import { createUseCount, type UseCount } from '../../../../engine/capture/use-count.ts';
import { exchangeStart, recordJson, sampleEnd, sseAnswer } from '../../../support/capture-samples.ts';

let posted: ToWorker[];
let store: CaptureStore;
let recording: OwnedRecording;
let shown: Map<number, Row>;
let problems: string[];
let heard: string[];
let uses: UseCount;

/** Shows each row at once: batches are the feed's own test. */
const feed: Feed = {
  changed: (_, number, build) => shown.set(number, build()),
  flush: () => undefined,
};

beforeEach(() => {
  posted = [];
  shown = new Map();
  problems = [];
  heard = [];
  uses = createUseCount();
  store = new CaptureStore(
    { post: (message) => posted.push(message), terminate: () => undefined },
    { lastNumber: 41, unrecorded: 0, lost: 0, lastPiece: 0, bytes: 65_536 },
    { onProblem: (message) => problems.push(message) },
  );
  recording = createRecording({
    captureId: 'c',
    store,
    feed,
    uses,
    clock: () => 1_000,
    onProblem: (message) => problems.push(message),
    onNotification: (instanceId, method) => heard.push(`${instanceId} ${method}`),
  });
});

/** As if the disk took nothing until it can wait for no more. */
function fillUp(): void {
  const recorder = recording.begin(exchangeStart({ id: 0 }));
  const piece = Buffer.alloc(64 * 1024 * 1024);
  while (store.accepts()) recorder.requestBytes(piece, 1);
}

function writeAll(): void {
  for (const message of posted)
    if (message.kind === 'append') store.receive({ kind: 'written', id: message.id, bytes: 65_536 });
}

describe('a recording', () => {
  it('tells of each notification that it records', () => {
    const recorder = recording.begin(exchangeStart({ id: 1 }));
    const stream = sseAnswer(recorder);
    stream.notification(1);
    stream.result(1);
    expect(heard).toEqual([`${recorder.row().instanceId} notifications/progress`]);
  });

  it('gives out numbers at once, behind those that are there', () => {
    const numbers = [1, 2, 3].map((id) => recording.begin(exchangeStart({ id })).number);
    expect(numbers).toEqual([42, 43, 44]);
    expect(recording.count()).toBe(44);
  });

  it('is in use while an exchange is open', () => {
    expect(uses.inUse).toBe(false);
    const recorders = [1, 2].map((id) => recording.begin(exchangeStart({ id })));
    recorders[0]?.end(sampleEnd(1));
    expect(uses.inUse).toBe(true);
    recorders[1]?.end(sampleEnd(1));
    expect(uses.inUse).toBe(false);
    recording.begin(exchangeStart({ id: 3 }));
    recording.end();
    expect(uses.inUse).toBe(false);
  });

  it('shows a row from its first moment, and each change of it', () => {
    const recorder = recording.begin(exchangeStart({ id: 1 }));
    expect(shown.get(42)).toMatchObject({
      state: 'open',
      method: 'tools/call',
      name: 'whoami',
      eventCount: 0,
    });
    const stream = sseAnswer(recorder);
    expect(shown.get(42)).toMatchObject({ state: 'open', status: 200 });
    stream.notification(1);
    expect(shown.get(42)).toMatchObject({ state: 'open', eventCount: 1 });
    stream.result(1);
    expect(shown.get(42)).toMatchObject({ state: 'done', eventCount: 2, resultType: 'complete' });
    expect(problems).toEqual([]);
  });

  it('ignores what comes after the end', async () => {
    const recorder = recording.begin(exchangeStart({ id: 1 }));
    const done = recording.whenDone(42);
    recorder.end(sampleEnd(5));
    recorder.requestBytes(Buffer.from('late'), 6);
    recorder.responseBytes(Buffer.from('late'), 6);
    recorder.bodyBytes(Buffer.from('late'), 6);
    recorder.responseHead({ status: 500, statusText: '', httpVersion: '1.1', headers: [] }, 6);
    recorder.end(sampleEnd(9));
    const row = await done;
    expect(row).toMatchObject({ durationMs: 5, requestBytes: 0, responseBytes: 0 });
    expect(row?.status).toBeUndefined();
    expect(shown.get(42)).toEqual(row);
    expect(recording.whenDone(42)).toBeUndefined();
  });

  it('keeps the beginning of an exchange that the disk cannot take, and counts the rest', () => {
    const recorder = recording.begin(exchangeStart({ id: 1 }));
    recorder.responseBytes(Buffer.from('kept'), 1);
    fillUp();
    recorder.responseBytes(Buffer.from('12345'), 2);
    writeAll();
    // There is room again, but what follows a hole would stand in the wrong place.
    recorder.responseBytes(Buffer.from('678'), 3);
    expect(store.losses).toEqual({ unrecorded: 0, bytes: 8 });
    expect(store.problem()).toContain('0 exchanges, and 0.0 kB of others');
    recorder.end(sampleEnd(4));
    store.flush();
    const last = posted.filter((message) => message.kind === 'append').at(-1);
    expect(last?.rows.values.at(-ROW_COLUMNS.length + ROW_COLUMNS.indexOf('not_kept'))).toBe(8);
    expect(shown.get(42)).toMatchObject({ state: 'done', responseBytes: 12 });
  });

  it('counts exchanges that begin while the disk takes nothing, and records those that follow', () => {
    fillUp();
    recordJson(recording, { id: 2 });
    recordJson(recording, { id: 3 });
    expect(store.losses.unrecorded).toBe(2);
    expect(shown.get(43)).toMatchObject({ state: 'done', status: 200, eventCount: 1 });
    writeAll();
    posted.length = 0;
    recordJson(recording, { id: 4 });
    store.flush();
    const [batch] = posted.filter((message) => message.kind === 'append');
    expect(batch?.requests[0]).toBe(45);
    expect(batch?.unrecorded).toBe(2);
  });

  it('marks what is open as lost when it ends', async () => {
    recording.begin(exchangeStart({ id: 1 }));
    const done = recording.whenDone(42);
    recording.end();
    expect(await done).toMatchObject({ state: 'failed', failureKind: 'lost' });
  });
});
