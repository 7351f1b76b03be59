import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordJson } from '../../support/capture-samples.ts';
import { makeFolder, openCaptures, removeFolder } from '../../support/open-captures.ts';

let folder: string;
let umask: number;

beforeEach(() => {
  folder = makeFolder();
  // The most careless user: whatever is not asked for is open to all.
  umask = process.umask(0);
});
afterEach(() => {
  process.umask(umask);
  removeFolder(folder);
});

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** Names and modes of all that lies in a folder. */
function modesIn(directory: string): Record<string, string> {
  return Object.fromEntries(readdirSync(directory).map((name) => [name, modeOf(join(directory, name))]));
}

// Captures hold credentials. Windows has no such modes: a user's folders are the user's there.
describe.skipIf(process.platform === 'win32')('what Hopscope makes is for its user alone', () => {
  it('a folder for recordings, a recording with its journal, a copy of it', async () => {
    const directory = join(folder, 'made', 'captures');
    const under = await openCaptures(directory);
    const { captures } = under;
    try {
      recordJson(captures.recording(), { id: 1 });
      const { id, name } = under.recording();
      await captures.rows(id, 0, 1);
      expect([join(folder, 'made'), directory].map(modeOf)).toEqual(['700', '700']);
      expect(modesIn(directory)).toEqual({ [name]: '600', [`${name}-wal`]: '600' });
      await captures.saveCopy(id, join(directory, 'copy.hopscope'));
      await captures.newRecording('named');
      expect(modesIn(directory)).toMatchObject({
        [name]: '600',
        'copy.hopscope': '600',
        'named.hopscope': '600',
      });
    } finally {
      await captures.close();
    }
    expect(new Set(Object.values(modesIn(directory)))).toEqual(new Set(['600']));
  });

  it('a file that was asked for by its path', async () => {
    const file = join(folder, 'asked.hopscope');
    const under = await openCaptures(folder, { file });
    const { captures } = under;
    recordJson(captures.recording(), { id: 1 });
    await captures.rows(under.recording().id, 0, 1);
    expect(modesIn(folder)).toEqual({ 'asked.hopscope': '600', 'asked.hopscope-wal': '600' });
    await captures.close();
  });

  it('and what was there keeps its mode', async () => {
    const directory = join(folder, 'shared');
    mkdirSync(directory);
    chmodSync(directory, 0o750);
    const file = join(directory, 'ours.hopscope');
    const first = await openCaptures(directory, { file });
    await first.captures.close();
    chmodSync(file, 0o640);
    const second = await openCaptures(directory, { file });
    recordJson(second.captures.recording(), { id: 1 });
    await second.captures.close();
    expect(modeOf(directory)).toBe('750');
    expect(modesIn(directory)).toEqual({ 'ours.hopscope': '640' });
  });
});
