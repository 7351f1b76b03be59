import { mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepReports, removeReports, replaceFile } from '../../../../cli/replay/keep-reports.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'hopscope-reports-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(cwd, { recursive: true, force: true });
});

const wishes = [
  { kind: 'json', file: 'r.json' },
  { kind: 'md', file: 'r.md' },
] as const;
const read = (file: string): Promise<string> => readFile(join(cwd, file), 'utf8');

it('has a report on disk at once, renews it, and writes it a last time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let doing = 'begun';
  let renewed = Promise.withResolvers<undefined>();
  const reports = keepReports({
    cwd,
    wishes,
    textOf: (kind) => {
      if (kind === 'md') renewed.resolve(undefined);
      return Promise.resolve(`${kind} ${doing}`);
    },
  });
  await reports.begin();
  expect([await read('r.json'), await read('r.md')]).toEqual(['json begun', 'md begun']);

  doing = 'half';
  renewed = Promise.withResolvers();
  await vi.advanceTimersByTimeAsync(60_000);
  await renewed.promise;
  expect(await read('r.json')).toBe('json half');

  doing = 'done';
  await reports.end();
  expect([await read('r.json'), await read('r.md')]).toEqual(['json done', 'md done']);
  expect(vi.getTimerCount()).toBe(0);
  expect((await readdir(cwd)).sort()).toEqual(['r.json', 'r.md']);
});

it('goes on where a report cannot be made meanwhile, and tells what cannot be written in the end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let ready = false;
  const reports = keepReports({
    cwd,
    wishes: [{ kind: 'json', file: 'gone/r.json' }, ...wishes],
    textOf: (kind) => (ready ? Promise.resolve(kind) : Promise.reject(new Error('not yet'))),
  });
  await reports.begin();
  expect(await readdir(cwd)).toEqual([]);
  ready = true;
  await expect(reports.end()).rejects.toThrow(/could not be written to .*gone\/r\.json: ENOENT/);
  expect(await read('r.md')).toBe('md');
});

it('a report that cannot be made in the end is a mistake that is heard of', async () => {
  const reports = keepReports({ cwd, wishes, textOf: () => Promise.reject(new Error('a bug')) });
  await expect(reports.end()).rejects.toThrow('a bug');
});

it('keeps links and leaves nothing behind', async () => {
  await writeFile(join(cwd, 'real.json'), 'old');
  await symlink(join(cwd, 'real.json'), join(cwd, 'r.json'));
  await replaceFile(join(cwd, 'r.json'), 'new');
  expect(await read('real.json')).toBe('new');
  expect(await readlink(join(cwd, 'r.json'))).toBe(join(cwd, 'real.json'));
  expect((await readdir(cwd)).sort()).toEqual(['r.json', 'real.json']);
});

it.skipIf(process.platform === 'win32')('writes to what is no file only at the end', async () => {
  const reports = keepReports({
    cwd,
    wishes: [{ kind: 'json', file: '/dev/null' }],
    textOf: () => Promise.resolve('x'),
  });
  await reports.begin();
  await expect(reports.end()).resolves.toBeUndefined();
});

it('takes away what an earlier run has left, and nothing else', async () => {
  await writeFile(join(cwd, 'r.json'), 'green');
  await writeFile(join(cwd, 'other'), '');
  await removeReports(cwd, [...wishes, { kind: 'md', file: '/dev/null' }]);
  expect(await readdir(cwd)).toEqual(['other']);
});
