import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppendBuffer, createTrack, type RowSource } from '../../../../engine/capture/append-buffer.ts';
import { CURRENT_FORMAT } from '../../../../engine/capture/format.ts';
import { openForRecording, type OpenFile } from '../../../../engine/capture/open-file.ts';
import { createCaptureReader } from '../../../../engine/capture/read-capture.ts';
import type { AppendBatch, FromWorker } from '../../../../engine/capture/store-messages.ts';
import { WriteQueue } from '../../../../engine/capture/write-queue.ts';

let folder: string;
let path: string;
let file: OpenFile;
let told: FromWorker[];
let queue: WriteQueue;

beforeEach(() => {
  vi.useFakeTimers();
  folder = mkdtempSync(join(tmpdir(), 'hopscope-test-'));
  path = join(folder, 'a.hopscope');
  file = openForRecording(path, { format: CURRENT_FORMAT, program: 'test', now: 0 });
  told = [];
  queue = new WriteQueue(file.db, path, (message) => told.push(message));
});
afterEach(() => {
  queue.stop();
  file.close();
  rmSync(folder, { recursive: true });
  vi.useRealTimers();
});

function source(number: number, changes: object = {}): RowSource {
  return {
    leave: () => ({
      number,
      startedAt: 0,
      origin: 'composer',
      instanceId: 'a',
      instanceName: 'alpha',
      era: 'modern',
      method: 'm',
      name: '',
      state: 'done',
      requestBytes: 0,
      responseBytes: 0,
      eventCount: 0,
      ...changes,
    }),
    notKept: () => 0,
  };
}

function batch(number: number, bytes: number, changes: object = {}): AppendBatch {
  const buffer = new AppendBuffer(0);
  const track = createTrack(number);
  const head = {
    first: '{"headers":',
    headers: '[]',
    routing: '',
    own: ['}'],
    draft: undefined,
    isSentOften: false,
  };
  buffer.request(track, head, new Uint8Array());
  buffer.responseBytes(track, Buffer.alloc(bytes, number), 1);
  buffer.changed(source(number, changes));
  const taken = buffer.take(number, 0);
  if (!taken) throw new Error('nothing was taken');
  return taken;
}

const kinds = (): string[] => told.map(({ kind }) => kind);

describe('WriteQueue', () => {
  it('says of each batch when it is in the file', () => {
    queue.add(batch(1, 10));
    queue.add(batch(2, 10));
    expect(told).toMatchObject([
      { kind: 'written', id: 1 },
      { kind: 'written', id: 2 },
    ]);
    expect(createCaptureReader(file.db, true).bytes(2, 'response', 0, 100)).toEqual({
      bytes: new Uint8Array(10).fill(2),
      total: 10,
    });
  });

  it('tells what the file takes once it is closed, not how long its journal is', () => {
    for (let number = 1; number <= 40; number += 1) queue.add(batch(number, 10));
    const last = told.at(-1);
    const journal = statSync(`${path}-wal`).size;
    file.close();
    expect(last).toMatchObject({ kind: 'written', id: 40, bytes: statSync(path).size });
    expect(journal).toBeGreaterThan(statSync(path).size);
    file = openForRecording(path, { format: CURRENT_FORMAT, program: 'test', now: 0 });
  });

  it('folds a long journal into the file while there is no pause, and cuts it off in the next one', () => {
    for (let number = 1; number <= 30; number += 1) queue.add(batch(number, 1024 * 1024));
    expect(statSync(`${path}-wal`).size).toBeLessThan(11 * 1024 * 1024);
    expect(statSync(path).size).toBeGreaterThan(20 * 1024 * 1024);
    vi.advanceTimersByTime(30);
    expect(statSync(`${path}-wal`).size).toBe(0);
    expect(createCaptureReader(file.db, true).rows(0, 100).total).toBe(30);
  });

  it('keeps what a full disk does not take, and writes it in order when there is room', () => {
    queue.add(batch(1, 10));
    const pages = Number(file.db.prepare('PRAGMA page_count').get()?.['page_count']);
    file.db.exec(`PRAGMA max_page_count = ${String(pages + 4)}`);
    queue.add(batch(2, 200_000));
    queue.add(batch(3, 10));
    vi.advanceTimersByTime(1_200);
    expect(kinds()).toEqual(['written', 'blocked', 'blocked', 'blocked']);
    expect(told[1]).toMatchObject({
      message: expect.stringMatching(/^The disk is full: .*a\.hopscope/) as string,
    });
    expect(queue.waiting).toBe(2);
    const reader = createCaptureReader(file.db, true);
    expect(reader.rows(0, 10).rows.map(({ number }) => number)).toEqual([1]);

    file.db.exec('PRAGMA max_page_count = 1000000');
    vi.advanceTimersByTime(500);
    expect(told.slice(-2)).toMatchObject([
      { kind: 'written', id: 2 },
      { kind: 'written', id: 3 },
    ]);
    expect(queue.waiting).toBe(0);
    expect(reader.rows(0, 10).rows.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(reader.bytes(2, 'response', 0, 300_000)?.bytes).toEqual(new Uint8Array(200_000).fill(2));
  });

  it('leaves out a record that the file cannot take, and writes the rest of the batch', () => {
    queue.add(batch(1, 10, { status: 'teapot' }));
    queue.add(batch(2, 10));
    expect(kinds()).toEqual(['rejected', 'written', 'written']);
    expect(told[0]).toMatchObject({ count: 1 });
    const reader = createCaptureReader(file.db, true);
    expect(reader.rows(0, 10).rows.map(({ number }) => number)).toEqual([2]);
    expect(file.db.prepare('SELECT exchange FROM request ORDER BY 1').all()).toEqual([
      { exchange: 1 },
      { exchange: 2 },
    ]);
  });
});
