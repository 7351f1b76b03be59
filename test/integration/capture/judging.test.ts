import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JudgeProgress } from '../../../engine/capture/judging/judge-messages.ts';
import type { Row } from '../../../shared/model/exchange.ts';
import { beginStream, MISSING_TYPE, recordJudged } from '../../support/judged-samples.ts';
import {
  makeFolder,
  openCaptures,
  removeFolder,
  type CapturesUnderTest,
} from '../../support/open-captures.ts';

// Only how long to wait before giving up on what never comes.
const PATIENCE = { timeout: 30_000, interval: 20 };
const RECORDED = {
  rule: 'stdio.stray-output',
  severity: 'warning',
  side: 'server',
  message: 'A line that is no message.',
} as const;

let folder: string;
let app: CapturesUnderTest;
let told: { readonly id: string; readonly progress: JudgeProgress }[];

beforeEach(async () => {
  folder = makeFolder();
  told = [];
  app = await open();
});

afterEach(async () => {
  await app.captures.close();
  removeFolder(folder);
});

function open(directory = folder): Promise<CapturesUnderTest> {
  return openCaptures(directory, { onJudged: (id, progress) => told.push({ id, progress }) });
}

/** As a screen knows it: the row that was told last. */
function shown(captureId: string, number: number): Row | undefined {
  return app.batches
    .filter((batch) => batch.captureId === captureId)
    .flatMap(({ rows }) => rows)
    .findLast((row) => row.number === number);
}

const found = async (captureId: string, rule = MISSING_TYPE): Promise<number[]> =>
  (await app.captures.ask(captureId, 'found', { rule, after: 0, limit: 1_000 })).found.map(
    ({ number }) => number,
  );

const MISSING = { count: 1, worst: 'error', rules: { [MISSING_TYPE]: 1 } } as const;

describe('a recording', () => {
  it('is judged as exchanges end: rows, details, groups and counts', async () => {
    const { id } = app.recording();
    const recording = app.captures.recording();
    recordJudged(recording, { id: 1 });
    recordJudged(recording, { id: 2, missingType: true });
    recordJudged(recording, { id: 3, missingType: true, instanceId: 'i-beta' });
    const settled = await app.captures.ask(id, 'settled', null);
    expect(settled).toMatchObject({ judged: 3, ended: 3 });
    expect(settled.tallies).toEqual([
      { rule: MISSING_TYPE, instanceId: 'i-alpha', severity: 'error', count: 1 },
      { rule: MISSING_TYPE, instanceId: 'i-beta', severity: 'error', count: 1 },
    ]);
    const { rows } = await app.captures.rows(id, 0, 10);
    expect(rows.map(({ findings }) => findings)).toEqual([undefined, MISSING, MISSING]);
    const detail = await app.captures.detail({ captureId: id, number: 2 }, 0);
    expect([detail.row.findings, detail.findings]).toMatchObject([
      MISSING,
      [{ rule: MISSING_TYPE, side: 'server', pointer: 'event:0:/result' }],
    ]);
    expect((await app.captures.ask(id, 'groups', null)).groups).toEqual([
      {
        rule: MISSING_TYPE,
        severity: 'error',
        count: 2,
        exchanges: 2,
        instances: { 'i-alpha': 1, 'i-beta': 1 },
        first: 2,
        last: 3,
      },
    ]);
    const beta = { rule: MISSING_TYPE, instanceId: 'i-beta', after: 0, limit: 10 };
    expect(await app.captures.ask(id, 'found', beta)).toMatchObject({ found: [{ number: 3 }], more: false });
    // Nobody asked for these.
    await vi.waitFor(() => expect(shown(id, 3)?.findings).toEqual(MISSING), PATIENCE);
    expect(shown(id, 1)?.findings).toBeUndefined();
    await vi.waitFor(
      () => expect(told.at(-1)).toMatchObject({ id, progress: { judged: 3, ended: 3 } }),
      PATIENCE,
    );
  });

  it('merges what was recorded as it happened', async () => {
    const { id } = app.recording();
    const { recorder, stream } = beginStream(app.captures.recording(), { id: 1 });
    recorder.finding(RECORDED);
    recorder.finding(RECORDED);
    stream.result(1);
    await app.captures.ask(id, 'settled', null);
    const { row, findings } = await app.captures.detail({ captureId: id, number: 1 }, 0);
    expect(row.findings?.rules[RECORDED.rule]).toBe(2);
    expect(row.findings?.count).toBe(findings?.length);
    expect(findings?.slice(0, 2)).toEqual([RECORDED, RECORDED]);
    expect(await found(id, RECORDED.rule)).toEqual([1, 1]);
    expect((await app.captures.ask(id, 'groups', null)).groups).toContainEqual({
      rule: RECORDED.rule,
      severity: 'warning',
      count: 2,
      exchanges: 1,
      instances: { 'i-alpha': 2 },
      first: 1,
      last: 1,
    });
  });

  it('looks at a stream that goes on, and forgets that when it has ended', async () => {
    const { id } = app.recording();
    const { recorder, stream } = beginStream(app.captures.recording(), { id: 1 });
    stream.notification(1);
    recorder.finding(RECORDED);
    await vi.waitFor(async () => expect(await found(id, RECORDED.rule)).toEqual([1]), PATIENCE);
    expect(await app.captures.ask(id, 'settled', null)).toMatchObject({ judged: 0, ended: 0 });
    stream.notification(2);
    stream.result(1);
    expect(await app.captures.ask(id, 'settled', null)).toMatchObject({ judged: 1, ended: 1 });
    const { groups } = await app.captures.ask(id, 'groups', null);
    expect(groups.find(({ rule }) => rule === RECORDED.rule)).toMatchObject({ count: 1, exchanges: 1 });
    expect(await found(id, RECORDED.rule)).toEqual([1]);
  });

  it('is judged in memory, too, where no file could be made', async () => {
    await app.captures.close();
    const elsewhere = makeFolder();
    removeFolder(elsewhere);
    copyFileSync(import.meta.filename, elsewhere);
    app = await open(elsewhere);
    const { id, path } = app.recording();
    expect(path).toBe(':memory:');
    recordJudged(app.captures.recording(), { id: 1, missingType: true });
    expect(await app.captures.ask(id, 'settled', null)).toMatchObject({ judged: 1 });
    expect(await found(id)).toEqual([1]);
    removeFolder(elsewhere);
  });

  it('is closed at once, however much is still to be judged, and judged anew when it is opened', async () => {
    const { id, path } = app.recording();
    for (let number = 1; number <= 3_000; number += 1) {
      recordJudged(app.captures.recording(), { id: number, missingType: number === 2_999 });
    }
    const settled = app.captures.ask(id, 'settled', null).then(
      () => 'settled',
      (error: unknown) => String(error),
    );
    await app.captures.close();
    expect(await settled).toMatch(/^settled$|This capture is closed\.$/);
    app = await open();
    const opened = await app.captures.open(path);
    expect(await app.captures.ask(opened.id, 'settled', null)).toMatchObject({ judged: 3_000, ended: 3_000 });
    expect(await found(opened.id)).toEqual([2_999]);
  });
});

describe('an opened file', () => {
  async function recorded(work: () => void): Promise<string> {
    const { path } = app.recording();
    work();
    await app.captures.close();
    app = await open();
    return path;
  }

  it('is judged, and never written to', async () => {
    const path = await recorded(() => {
      const recording = app.captures.recording();
      recordJudged(recording, { id: 1, missingType: true });
      recordJudged(recording, { id: 2, missingType: true });
    });
    const { id } = await app.captures.open(path);
    await app.captures.ask(id, 'settled', null);
    await vi.waitFor(() => expect(shown(id, 1)?.findings).toEqual(MISSING), PATIENCE);
    expect(shown(id, 2)?.findings).toEqual(MISSING);
    await app.captures.close(id);
    const db = new DatabaseSync(path, { readOnly: true });
    expect(db.prepare('SELECT count(*) AS n FROM finding').get()).toEqual({ n: 0 });
    db.close();
  });

  it('is judged but for an exchange that is damaged', async () => {
    const path = await recorded(() => {
      for (const id of [1, 2, 3]) recordJudged(app.captures.recording(), { id, missingType: true });
    });
    const db = new DatabaseSync(path);
    db.exec("UPDATE main.request SET head = '{' WHERE exchange = 2");
    db.close();
    const { id } = await app.captures.open(path);
    expect(await app.captures.ask(id, 'settled', null)).toMatchObject({ judged: 3, ended: 3 });
    expect(await found(id)).toEqual([1, 3]);
  });

  it('goes on where a recording is continued', async () => {
    const path = await recorded(() => recordJudged(app.captures.recording(), { id: 1, missingType: true }));
    await app.captures.close();
    app = await openCaptures(folder, { file: join(path) });
    const { id } = app.recording();
    recordJudged(app.captures.recording(), { id: 2, missingType: true });
    expect(await app.captures.ask(id, 'settled', null)).toMatchObject({ judged: 2, ended: 2 });
    expect(await found(id)).toEqual([1, 2]);
  });

  it('is judged only when somebody asks, where that was said', async () => {
    await app.captures.close();
    app = await openCaptures(folder, { judges: false });
    const { id } = app.recording();
    recordJudged(app.captures.recording(), { id: 1, missingType: true });
    expect((await app.captures.rows(id, 0, 10)).rows[0]?.findings).toBeUndefined();
    expect((await app.captures.detail({ captureId: id, number: 1 }, 0)).findings).toBeUndefined();
    expect(await app.captures.ask(id, 'settled', null)).toMatchObject({ judged: 1 });
    expect((await app.captures.rows(id, 0, 10)).rows[0]?.findings).toEqual(MISSING);
    recordJudged(app.captures.recording(), { id: 2, missingType: true });
    expect(await app.captures.ask(id, 'settled', null)).toMatchObject({ judged: 2 });
  });
});
