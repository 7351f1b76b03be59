import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../engine/app-error.ts';
import { recordJson } from '../../support/capture-samples.ts';
import {
  makeFolder,
  openCaptures,
  removeFolder,
  type CapturesUnderTest,
} from '../../support/open-captures.ts';

let folder: string;
let under: CapturesUnderTest;
let good: string;
let crashed: Buffer;
let crashedJournal: Buffer;

beforeEach(async () => {
  folder = makeFolder();
  under = await openCaptures(join(folder, 'mine'));
  for (let id = 1; id <= 200; id += 1) recordJson(under.captures.recording(), { id, padding: 500 });
  const { path, id } = under.recording();
  await under.captures.rows(id, 0, 1);
  crashed = readFileSync(path);
  crashedJournal = readFileSync(`${path}-wal`);
  await under.captures.newRecording();
  good = path;
});
afterEach(async () => {
  await under.captures.close();
  removeFolder(folder);
});

/** Reads all that a capture has to give; counts what could be read and what was refused. */
async function readAll(path: string): Promise<{ read: number; refused: AppError[] }> {
  const { captures } = under;
  const refused: AppError[] = [];
  let read = 0;
  const attempt = async (ask: () => Promise<unknown>): Promise<void> => {
    try {
      await ask();
      read += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push(error);
    }
  };
  let captureId = '';
  await attempt(async () => {
    captureId = (await captures.open(path)).id;
  });
  if (captureId === '') return { read, refused };
  await attempt(() => captures.rows(captureId, 0, 1_000));
  for (let number = 1; number <= 200; number += 1) {
    const ref = { captureId, number };
    await attempt(() => captures.detail(ref, 1_000));
    await attempt(() => captures.body(ref, 'response'));
    await attempt(() => captures.body(ref, 'body'));
    await attempt(() => captures.events(ref, 0, 100));
  }
  await captures.close(captureId);
  return { read, refused };
}

/** A sequence that is the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('a damaged file', () => {
  it('is read whole as long as it is not', async () => {
    expect(await readAll(good)).toEqual({ read: 802, refused: [] });
  });

  it.each([1, 2, 3, 4, 5])('with random bytes in it gives errors that name it, seed %i', async (seed) => {
    const random = seeded(seed);
    const bytes = readFileSync(good);
    for (let hole = 0; hole < 6; hole += 1) {
      const at = 100 + random(bytes.length - 5_000);
      for (let index = 0; index < 3_000; index += 1) bytes[at + index] = random(256);
    }
    const path = join(folder, 'damaged.hopscope');
    writeFileSync(path, bytes);
    const { refused } = await readAll(path);
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused) {
      expect(['UNREADABLE', 'NOT_FOUND']).toContain(error.code);
      expect(error.message).toContain('damaged.hopscope');
    }
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it.each([0.5, 0.9])(
    'cut to %f of its length is named, and salvaged beside it where that is wanted, and what is lost is told',
    async (part) => {
      const path = join(folder, 'cut.hopscope');
      copyFileSync(good, path);
      truncateSync(path, Math.floor(readFileSync(good).length * part));
      const before = readFileSync(path);
      const { captures } = under;
      await expect(captures.open(path)).rejects.toMatchObject({
        code: 'UNREADABLE',
        message: expect.stringContaining('cut.hopscope is damaged') as string,
        details: { damaged: true },
      });
      const parts: number[] = [];
      const salvaged = await captures.salvage(path, { onProgress: (done) => parts.push(done) });
      expect(salvaged.path).toBe(join(folder, 'cut.salvaged.hopscope'));
      expect(salvaged.report.exchanges).toBeGreaterThan(0);
      expect(salvaged.says).toContain(
        `What could be read of cut.hopscope, ${String(salvaged.report.exchanges)} exchanges, is in cut.salvaged.hopscope`,
      );
      expect(salvaged.says).toMatch(/Lost: .*bytes of the file in which nothing could be recognised\.$/);
      expect(parts.every((done, index) => done >= (parts[index - 1] ?? 0) && done <= 1)).toBe(true);
      expect((await readAll(salvaged.path)).refused.filter(({ code }) => code !== 'NOT_FOUND')).toEqual([]);
      expect(readFileSync(path).equals(before)).toBe(true);
      // Once more, it does not take the place of what was salvaged before.
      expect((await captures.salvage(path)).path).toBe(join(folder, 'cut.salvaged-2.hopscope'));
    },
  );

  it('leaves nothing of a salvage that is cancelled, nor of one that has no place', async () => {
    const path = join(folder, 'cut.hopscope');
    copyFileSync(good, path);
    truncateSync(path, Math.floor(readFileSync(good).length * 0.9));
    const { captures } = under;
    await expect(captures.salvage(path, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    const abort = new AbortController();
    const cancelled = captures.salvage(path, {
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(captures.salvage(path, { into: good })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(readdirSync(folder).filter((name) => name.includes('cut'))).toEqual(['cut.hopscope']);
  });

  it('of which nothing is left gives an error that names it, and leaves nothing behind', async () => {
    const path = join(folder, 'cut.hopscope');
    copyFileSync(good, path);
    truncateSync(path, 9_000);
    await expect(under.captures.salvage(path)).rejects.toMatchObject({
      code: 'UNREADABLE',
      message: 'Nothing of a capture could be found in cut.hopscope. It was left as it is.',
    });
    expect(readdirSync(folder).filter((name) => name.includes('cut'))).toEqual(['cut.hopscope']);
  });

  it('does not keep the program from starting: it is kept aside as it is, and named', async () => {
    const directory = join(folder, 'after-a-crash');
    mkdirSync(directory);
    const bytes = Buffer.concat([Buffer.alloc(5_000, 'x'), crashed.subarray(5_000)]);
    writeFileSync(join(directory, '2026-11-22-0900.hopscope'), bytes);
    writeFileSync(join(directory, '2026-11-22-0900.hopscope-wal'), crashedJournal);
    writeFileSync(join(directory, 'older.hopscope'), crashed);
    writeFileSync(
      join(directory, 'older.hopscope-wal'),
      crashedJournal.subarray(0, crashedJournal.length - 5_000),
    );

    const started = await openCaptures(directory);
    try {
      // The other one is not damaged: its journal lacks the last commit, no more.
      const found = started.captures.summaries();
      expect(found.map(({ recording }) => recording).sort()).toEqual([false, true]);
      expect(started.problems).toHaveLength(1);
      expect(started.problems[0]).toMatch(
        /^2026-11-22-0900\.hopscope is no Hopscope capture.* It was kept aside as 2026-11-22-0900\.hopscope\.damaged-/,
      );
      const aside = readdirSync(directory).filter((name) => name.includes('.damaged-'));
      expect(aside).toHaveLength(2);
      const kept = aside.map((name) => readFileSync(join(directory, name)));
      expect(kept.some((content) => content.equals(bytes))).toBe(true);
      expect(kept.some((content) => content.equals(crashedJournal))).toBe(true);
      recordJson(started.captures.recording(), { id: 1 });
    } finally {
      await started.captures.close();
    }
  });

  it('of a newer format stays where it is, also when it was not closed properly', async () => {
    const directory = join(folder, 'from-the-future');
    mkdirSync(directory);
    const newer = Buffer.from(crashed);
    newer.writeUInt32BE(99, 60);
    writeFileSync(join(directory, 'newer.hopscope'), newer);
    writeFileSync(join(directory, 'newer.hopscope-wal'), crashedJournal);
    const started = await openCaptures(directory);
    await started.captures.close();
    expect(started.problems).toHaveLength(1);
    expect(started.problems[0]).toContain('newer.hopscope has format version 99');
    expect(readFileSync(join(directory, 'newer.hopscope')).equals(newer)).toBe(true);
  });
});
