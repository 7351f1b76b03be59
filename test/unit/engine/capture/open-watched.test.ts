import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLiftWatch, openWatched } from '../../../../engine/capture/open-watched.ts';
import type { CaptureSummary } from '../../../../shared/model/capture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-lift-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const summary = (path: string): CaptureSummary => ({
  ...{ id: 'c2', name: 'old.hopscope', path, recording: false },
  ...{ exchanges: 1, bytes: 1, openedAt: 1, lost: 0 },
});

function captures(open: readonly CaptureSummary[] = []) {
  const opening = Promise.withResolvers<CaptureSummary>();
  const closed: (string | undefined)[] = [];
  const fake = {
    open: () => opening.promise,
    close: (id?: string) => {
      closed.push(id);
      return Promise.resolve();
    },
    summaries: () => [...open],
  };
  return { fake, opening, closed };
}

const onProgress = (): undefined => undefined;

describe('opening a capture that is watched', () => {
  it('ends with what was opened', async () => {
    const { fake, opening, closed } = captures();
    const { signal } = new AbortController();
    const opened = openWatched(fake, '/r/old.hopscope', { signal, onProgress });
    opening.resolve(summary('/r/old.hopscope'));
    expect(await opened).toMatchObject({ id: 'c2' });
    expect(closed).toEqual([]);
  });

  it('is left at once when it is cancelled, and the file is closed once it is open', async () => {
    const { fake, opening, closed } = captures();
    const abort = new AbortController();
    const opened = openWatched(fake, '/r/old.hopscope', { signal: abort.signal, onProgress });
    abort.abort();
    await expect(opened).rejects.toMatchObject({
      code: 'CANCELLED',
      message: /^Opening old.hopscope was cancelled/,
    });
    expect(closed).toEqual([]);
    opening.resolve(summary('/r/old.hopscope'));
    await opening.promise;
    await Promise.resolve();
    expect(closed).toEqual(['c2']);
  });

  it('closes nothing that was open before', async () => {
    const { fake, opening, closed } = captures([summary('/r/old.hopscope')]);
    const abort = new AbortController();
    const opened = openWatched(fake, '/r/old.hopscope', { signal: abort.signal, onProgress });
    abort.abort();
    await expect(opened).rejects.toMatchObject({ code: 'CANCELLED' });
    opening.resolve(summary('/r/old.hopscope'));
    await opening.promise;
    await Promise.resolve();
    expect(closed).toEqual([]);
  });
});

describe('how far lifting an old file is', () => {
  it('is half the copy, half what is written anew, and never goes back', () => {
    const path = join(folder, 'old.hopscope');
    const copy = `${path}.v4-backup.part`;
    writeFileSync(path, Buffer.alloc(1_000));
    const look = createLiftWatch(path);
    expect(look()).toBeUndefined();
    writeFileSync(copy, Buffer.alloc(400));
    expect(look()).toEqual({ done: 200, total: 1_000 });
    writeFileSync(copy, Buffer.alloc(2_000));
    expect(look()).toEqual({ done: 500, total: 1_000 });
    rmSync(copy);
    expect(look()).toEqual({ done: 500, total: 1_000 });
    writeFileSync(`${path}-wal`, Buffer.alloc(600));
    expect(look()).toEqual({ done: 800, total: 1_000 });
    rmSync(`${path}-wal`);
    expect(look()).toEqual({ done: 800, total: 1_000 });
  });
});
