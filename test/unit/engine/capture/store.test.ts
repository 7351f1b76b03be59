import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { createTrack } from '../../../../engine/capture/append-buffer.ts';
import { CaptureStore } from '../../../../engine/capture/store.ts';
import type { AppendBatch, QueryMessage, ToWorker } from '../../../../engine/capture/store-messages.ts';

let posted: ToWorker[];
let problems: string[];
let store: CaptureStore;

beforeEach(() => {
  vi.useFakeTimers();
  posted = [];
  problems = [];
  store = new CaptureStore(
    {
      post: (message, transfer) => posted.push(structuredClone(message, { transfer })),
      terminate: () => undefined,
    },
    { lastNumber: 0, unrecorded: 0, lost: 0, lastPiece: 0, bytes: 65_536 },
    { onProblem: (message) => problems.push(message) },
  );
});
afterEach(() => {
  vi.useRealTimers();
});

const batches = (): AppendBatch[] => posted.filter((message) => message.kind === 'append');
const questions = (): QueryMessage[] => posted.filter((message) => message.kind === 'query');

describe('CaptureStore', () => {
  it('hands over what was appended within 10 ms, as one batch', () => {
    const track = createTrack(1);
    store.responseBytes(track, Buffer.from('ab'), 1);
    store.responseBytes(track, Buffer.from('cd'), 2);
    expect(posted).toEqual([]);
    vi.advanceTimersByTime(10);
    expect(batches()).toHaveLength(1);
    expect(Buffer.from(batches()[0]?.bytes ?? new ArrayBuffer()).toString()).toBe('abcd');
  });

  it('takes longer batches while there is much to write, and short ones again afterwards', () => {
    const handedOverAfter = (answers: number): number => {
      const before = batches().length;
      for (let number = 1; number <= answers; number += 1) store.answer(createTrack(number), '{}', null);
      let ms = 0;
      while (batches().length === before) {
        vi.advanceTimersByTime(1);
        ms += 1;
      }
      return ms;
    };
    expect([500, 1, 1].map(handedOverAfter)).toEqual([10, 30, 10]);
  });

  it('hands over a long batch at once', () => {
    for (let number = 1; number <= 2_000; number += 1) store.answer(createTrack(number), '{}', null);
    expect(batches()).toHaveLength(1);
    store.responseBytes(createTrack(1), Buffer.alloc(1024 * 1024), 1);
    expect(batches()).toHaveLength(2);
  });

  it('asks after everything appended before', async () => {
    store.answer(createTrack(1), '{}', null);
    const asked = store.ask('row', { number: 1 });
    expect(posted.map(({ kind }) => kind)).toEqual(['append', 'query']);
    store.receive({ kind: 'answer', id: questions()[0]?.id ?? 0, value: undefined });
    await expect(asked).resolves.toBeUndefined();
    const refused = store.ask('row', { number: 2 });
    store.receive({
      kind: 'failed',
      id: questions()[1]?.id ?? 0,
      fault: { code: 'UNREADABLE', message: 'no' },
    });
    await expect(refused).rejects.toMatchObject({ code: 'UNREADABLE', message: 'no' });
  });

  it('takes no more than 256 MiB ahead of the disk, says so, and goes on when the disk does', () => {
    const track = createTrack(1);
    const piece = Buffer.alloc(16 * 1024 * 1024);
    let taken = 0;
    while (store.accepts(track) && taken < 100) {
      store.responseBytes(track, piece, 1);
      taken += 1;
    }
    expect(taken).toBe(16);
    expect(store.problem()).toMatch(/^The disk is slow\. 268\.\d MB wait in memory/);
    store.receive({ kind: 'blocked', message: 'The disk is full: make room.' });
    store.receive({ kind: 'blocked', message: 'The disk is full: make room.' });
    expect(problems).toEqual(['The disk is full: make room.']);
    expect(store.problem()).toMatch(/^The disk is full: make room\. 268/);
    store.losses.unrecorded = 3;
    expect(store.fileBytes).toBe(65_536);
    for (const { id } of batches()) store.receive({ kind: 'written', id, bytes: id * 8_192 });
    expect(store.fileBytes).toBe(batches().length * 8_192);
    expect(store.accepts(track)).toBe(true);
    expect(store.problem()).toBe(
      'Not in the file, because the disk could not take it: 3 exchanges, and 0.0 kB of others.',
    );
  });

  it('is closed for whoever still waits, also where its worker has ended in the same turn', async () => {
    const settled = store.ask('settled', null);
    const closed = store.close();
    const close = questions().find(({ name }) => name === 'close');
    // Node hands over the last messages of a worker and its end in one go.
    store.receive({ kind: 'answer', id: close?.id ?? -1, value: null });
    store.fail('its worker has ended.');
    await expect(settled).rejects.toThrow('This capture is closed.');
    await closed;
    expect(problems).toEqual([]);
  });

  it('tells when the worker ends unasked, refuses questions, and swallows what is appended', async () => {
    const asked = store.ask('row', { number: 1 });
    store.fail('out of memory');
    await expect(asked).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(store.ask('row', { number: 1 })).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(problems).toHaveLength(1);
    const before = posted.length;
    store.answer(createTrack(1), '{}', null);
    vi.advanceTimersByTime(100);
    expect(posted).toHaveLength(before);
    expect(store.accepts()).toBe(false);
    expect(store.problem()).toContain('out of memory');
  });
});
