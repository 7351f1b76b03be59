import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readFileHeader } from '../../../engine/capture/file-header.ts';
import { CURRENT_FORMAT } from '../../../engine/capture/format.ts';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import {
  makeFolder,
  openCaptures,
  removeFolder,
  type CapturesUnderTest,
} from '../../support/open-captures.ts';

const RECORDER = fileURLToPath(new URL('../../support/live-recorder.ts', import.meta.url));
// Only how long to wait before giving up on what never comes.
const PATIENCE = { timeout: 30_000, interval: 20 };

interface Recorder {
  readonly child: ChildProcess;
  readonly path: string;
  ask(command: 'begin' | 'end' | 'close'): Promise<void>;
}

let folder: string;
let app: CapturesUnderTest | undefined;
const recorders: ChildProcess[] = [];
const followed: CaptureSummary[] = [];

beforeEach(() => {
  folder = makeFolder();
  followed.length = 0;
});

afterEach(async () => {
  await app?.captures.close();
  app = undefined;
  for (const child of recorders.splice(0)) child.kill('SIGKILL');
  removeFolder(folder);
});

async function startRecorder(file?: string): Promise<Recorder> {
  const child = spawn(process.execPath, [RECORDER, folder, ...(file === undefined ? [] : [file])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  recorders.push(child);
  const lines = createInterface({ input: child.stdout });
  const next = async (): Promise<string> => ((await once(lines, 'line')) as [string])[0];
  const path = await next();
  return {
    child,
    path,
    ask: async (command) => {
      const answered = next();
      child.stdin.write(`${command}\n`);
      await answered;
    },
  };
}

async function openApp(): Promise<CapturesUnderTest> {
  app = await openCaptures(folder, { onFollowed: (capture) => followed.push(capture) });
  return app;
}

/** The last told state of each row of a capture, by number. */
function rowsOf(id: string): Record<number, string> {
  const batches = app?.batches.filter(({ captureId }) => captureId === id) ?? [];
  return Object.fromEntries(batches.flatMap(({ rows }) => rows.map(({ number, state }) => [number, state])));
}

function summaryOf(id: string): CaptureSummary | undefined {
  return app?.captures.summaries().find((capture) => capture.id === id);
}

test('what another program records is judged here as it ends, and on when it has ended', async () => {
  await openApp();
  const recorder = await startRecorder();
  await recorder.ask('begin');
  await recorder.ask('end');
  await recorder.ask('begin');
  const id = await follow();
  const judged = async (): Promise<number> => (await app?.captures.ask(id, 'settled', null))?.judged ?? 0;
  await vi.waitFor(async () => expect(await judged()).toBe(1), PATIENCE);
  // The sample says nothing in _meta that a request has to say.
  const findings = (number: number) =>
    app?.batches
      .flatMap(({ captureId, rows }) => (captureId === id ? rows : []))
      .findLast((row) => row.number === number)?.findings?.rules['meta.required-missing'];
  await vi.waitFor(() => expect(findings(1)).toBe(1), PATIENCE);
  // The second one is lost with its recorder; the file is opened anew for it.
  await recorder.ask('close');
  await vi.waitFor(async () => expect(await judged()).toBe(2), PATIENCE);
  expect(summaryOf(id)?.followed).toBeUndefined();
  await vi.waitFor(() => expect(findings(2)).toBe(1), PATIENCE);
  expect(
    (await app?.captures.rows(id, 0, 10))?.rows.map((row) => row.findings?.rules['meta.required-missing']),
  ).toEqual([1, 1]);
});

async function follow(): Promise<string> {
  await vi.waitFor(() => expect(followed).toHaveLength(1), PATIENCE);
  return followed[0]?.id ?? '';
}

test('what another program records shows up, grows, and is a file as others afterwards', async () => {
  const { captures } = await openApp();
  const recorder = await startRecorder();
  await recorder.ask('begin');
  const id = await follow();
  expect(summaryOf(id)).toMatchObject({ path: recorder.path, followed: true, recording: false, lost: 0 });
  await vi.waitFor(() => expect(rowsOf(id)).toEqual({ 1: 'open' }), PATIENCE);
  await recorder.ask('begin');
  await recorder.ask('end');
  await vi.waitFor(() => expect(rowsOf(id)).toEqual({ 1: 'done', 2: 'open' }), PATIENCE);
  expect(summaryOf(id)).toMatchObject({ exchanges: 2 });
  const { rows, total } = await captures.rows(id, 0, 10);
  expect([rows.map(({ state }) => state), total]).toEqual([['done', 'open'], 2]);
  expect((await captures.detail({ captureId: id, number: 1 }, 100)).response?.status).toBe(200);
  await recorder.ask('end');
  await recorder.ask('close');
  await vi.waitFor(() => expect(summaryOf(id)).not.toHaveProperty('followed'), PATIENCE);
  await vi.waitFor(() => expect(rowsOf(id)).toEqual({ 1: 'done', 2: 'done' }), PATIENCE);
  expect((await captures.rows(id, 0, 10)).total).toBe(2);
  await captures.close(id);
  expect(existsSync(`${recorder.path}-wal`)).toBe(false);
  expect(readFileHeader(recorder.path, 'x', CURRENT_FORMAT).wal).toBe(false);
  expect(app?.problems).toEqual([]);
});

test('a recording that was there before the app is followed, too, and is not taken for a crash', async () => {
  const recorder = await startRecorder();
  await recorder.ask('begin');
  await openApp();
  const id = await vi.waitFor(() => {
    const found = app?.captures.summaries().find(({ path }) => path === recorder.path);
    expect(found).toMatchObject({ followed: true, lost: 0, exchanges: 1 });
    return found?.id ?? '';
  }, PATIENCE);
  await recorder.ask('end');
  await vi.waitFor(() => expect(rowsOf(id)).toEqual({ 1: 'done' }), PATIENCE);
});

test('a recorder that is killed leaves what it wrote, its open exchanges lost', async () => {
  await openApp();
  const recorder = await startRecorder();
  await recorder.ask('begin');
  await recorder.ask('begin');
  await recorder.ask('end');
  const id = await follow();
  await vi.waitFor(() => expect(rowsOf(id)).toEqual({ 1: 'done', 2: 'open' }), PATIENCE);
  recorder.child.kill('SIGKILL');
  await vi.waitFor(() => expect(rowsOf(id)).toEqual({ 1: 'done', 2: 'failed' }), PATIENCE);
  expect(summaryOf(id)).toMatchObject({ lost: 1, exchanges: 2 });
  expect(app?.problems).toEqual([]);
});

test('nobody else records into a file that is recorded for all to see', async () => {
  const recorder = await startRecorder();
  await expect(openCaptures(folder, { file: recorder.path })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(openCaptures(folder, { file: recorder.path, shared: true })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});

test('a shared recording that nobody followed is one closed file, and can be continued', async () => {
  const file = join(folder, 'monday.hopscope');
  const first = await startRecorder(file);
  await first.ask('begin');
  await first.ask('end');
  await first.ask('close');
  expect(existsSync(`${file}-wal`)).toBe(false);
  expect(readFileHeader(file, 'x', CURRENT_FORMAT).wal).toBe(false);
  const second = await startRecorder(file);
  await second.ask('begin');
  await second.ask('end');
  await second.ask('close');
  const { captures } = await openApp();
  const { id } = await captures.open(file);
  expect((await captures.rows(id, 0, 10)).rows.map(({ number, state }) => [number, state])).toEqual([
    [1, 'done'],
    [2, 'done'],
  ]);
});

test('a followed capture that a person closes stays closed', async () => {
  const { captures } = await openApp();
  const recorder = await startRecorder();
  await recorder.ask('begin');
  const id = await follow();
  await captures.close(id);
  await recorder.ask('end');
  // Two looks at the folder, told by what a later recording brings.
  const other = await startRecorder(join(folder, 'other.hopscope'));
  await vi.waitFor(() => expect(followed.map(({ path }) => path)).toContain(other.path), PATIENCE);
  expect(followed).toHaveLength(2);
});
