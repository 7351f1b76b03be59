import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveCopy } from '../../../../engine/capture/save-copy.ts';

let folder: string;
let target: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-test-'));
  target = join(folder, 'copy.hopscope');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (path: string): Promise<void> => {
  writeFileSync(path, 'content');
  return Promise.resolve();
};

it('gives the name only to the whole copy', async () => {
  await expect(
    saveCopy(target, async (path) => {
      await write(path);
      expect(readdirSync(folder)).not.toContain('copy.hopscope');
    }),
  ).resolves.toBe(7);
  expect(readFileSync(target, 'utf8')).toBe('content');
  expect(readdirSync(folder)).toEqual(['copy.hopscope']);
});

// Windows has no such modes.
it.skipIf(process.platform === 'win32')('makes files that nobody but its user reads', async () => {
  await saveCopy(target, async (path) => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await write(path);
  });
  expect(statSync(target).mode & 0o777).toBe(0o600);
});

it('never overwrites, not even what came into being meanwhile', async () => {
  writeFileSync(target, 'mine');
  await expect(saveCopy(target, write)).rejects.toMatchObject({ code: 'CONFLICT' });
  rmSync(target);
  await expect(
    saveCopy(target, async (path) => {
      await write(path);
      writeFileSync(target, 'mine');
    }),
  ).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(readFileSync(target, 'utf8')).toBe('mine');
  expect(readdirSync(folder)).toEqual(['copy.hopscope']);
});

it('leaves nothing behind when the copy cannot be written', async () => {
  await expect(
    saveCopy(target, async (path) => {
      await write(path);
      throw new Error('no space');
    }),
  ).rejects.toMatchObject({ code: 'IO', message: expect.stringContaining('no space') as string });
  expect(readdirSync(folder)).toEqual([]);
  await expect(saveCopy(join(folder, 'absent', 'c'), write)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('replaces a file that is to be replaced, whole, with what stood beside it, and nothing else', async () => {
  writeFileSync(target, 'mine');
  writeFileSync(`${target}-wal`, 'journal');
  await expect(saveCopy(target, write, true)).resolves.toBe(7);
  expect(readFileSync(target, 'utf8')).toBe('content');
  expect(readdirSync(folder)).toEqual(['copy.hopscope']);
  await expect(saveCopy(folder, write, true)).rejects.toMatchObject({ code: 'CONFLICT' });
  const failing = () => Promise.reject(new Error('no space'));
  await expect(saveCopy(target, failing, true)).rejects.toMatchObject({ code: 'IO' });
  expect(readFileSync(target, 'utf8')).toBe('content');
});
