import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CaptureLibrary } from '../../../engine/capture/library/library.ts';
import { recordJson } from '../../support/capture-samples.ts';
import {
  makeFolder,
  openCaptures,
  removeFolder,
  type CapturesUnderTest,
} from '../../support/open-captures.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/captures');
const LABELS = { title: 'Monday', note: 'with beta down', tags: ['shop', 'eu'], pinned: true };

let folder: string;
let under: CapturesUnderTest;
let library: CaptureLibrary;

beforeEach(async () => {
  folder = makeFolder();
  under = await openCaptures(folder);
  library = new CaptureLibrary(under.captures, folder);
});
afterEach(async () => {
  await under.captures.close();
  removeFolder(folder);
});

/** A capture of two exchanges that is closed. */
async function closedFile(): Promise<string> {
  for (const id of [1, 2]) recordJson(under.captures.recording(), { id });
  const { path } = under.recording();
  await under.captures.newRecording();
  return path;
}

it('lists what is there, open or not, without changing a byte of it', async () => {
  const path = await closedFile();
  copyFileSync(join(FIXTURES, 'v1.hopscope'), join(folder, 'v1.hopscope'));
  writeFileSync(join(folder, 'none.hopscope'), 'no capture');
  const before = readFileSync(join(folder, 'v1.hopscope'));
  const found = new Map((await library.list()).map((entry) => [entry.name, entry]));
  expect(found.size).toBe(4);
  expect(found.get('v1.hopscope')).toMatchObject({
    exchanges: 5,
    open: false,
    title: '',
    bytes: before.length,
  });
  expect(found.get('none.hopscope')?.problem).toContain('is no Hopscope capture');
  expect([...found.values()].filter(({ open }) => open).map((entry) => entry.path)).toEqual([
    under.recording().path,
  ]);
  expect([...found.values()].find((entry) => entry.path === path)?.exchanges).toBe(2);
  expect(readFileSync(join(folder, 'v1.hopscope')).equals(before)).toBe(true);
});

it('labels a file that is recorded, one that is read, and one that is closed', async () => {
  const path = await closedFile();
  const recorded = under.recording().path;
  expect(await library.describe(recorded, LABELS)).toEqual(LABELS);
  expect(await library.describe(path, LABELS)).toEqual(LABELS);
  const { id } = await under.captures.open(path);
  expect(await library.describe(path, { ...LABELS, tags: [], pinned: false })).toMatchObject({
    tags: [],
    pinned: false,
  });
  expect((await under.captures.rows(id, 0, 10)).rows).toHaveLength(2);
  const found = await library.list();
  expect(found.find((entry) => entry.path === path)).toMatchObject({
    title: 'Monday',
    pinned: false,
    open: true,
  });
  expect(found.find((entry) => entry.path === recorded)).toMatchObject(LABELS);
});

it('moves to the trash what is neither open nor elsewhere, and replaces nothing there', async () => {
  const path = await closedFile();
  const name = path.slice(folder.length + 1);
  expect(() => library.remove([under.recording().path])).toThrow('is open. Close it first.');
  expect(() => library.remove([join(FIXTURES, 'v1.hopscope')])).toThrow('is no capture among the recordings');
  expect(() => library.remove([join(folder, 'absent.hopscope')])).toThrow('There is no file');
  const content = readFileSync(path);
  const { trash, moved } = library.remove([path]);
  expect(moved).toEqual([join(trash, name)]);
  expect(existsSync(path)).toBe(false);
  expect(readFileSync(join(trash, name)).equals(content)).toBe(true);
  writeFileSync(path, content);
  library.remove([path]);
  expect(readdirSync(trash)).toHaveLength(2);
});

it('puts back what is in the trash, and replaces nothing', async () => {
  const path = await closedFile();
  await library.describe(path, LABELS);
  const content = readFileSync(path);
  expect(library.trash()).toEqual([]);
  const { moved } = library.remove([path]);
  expect(library.trash()).toMatchObject([{ path: moved[0], exchanges: 2, open: false, ...LABELS }]);
  expect(() => library.restore([path])).toThrow('is no capture in the trash');
  writeFileSync(path, 'something else');
  const [back = ''] = library.restore(moved);
  expect(back).not.toBe(path);
  expect(back.startsWith(path.replace('.hopscope', '-'))).toBe(true);
  expect(readFileSync(back).equals(content)).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('something else');
  expect(library.trash()).toEqual([]);
  expect(() => library.restore(moved)).toThrow('There is no file');
});

it('tells what retention would take, and takes it only when told to', async () => {
  const path = await closedFile();
  const kept = await closedFile();
  await library.describe(kept, LABELS);
  const wouldGo = await library.retain({ bytes: 0 }, false);
  expect(wouldGo.map((entry) => entry.path)).toEqual([path]);
  expect(existsSync(path)).toBe(true);
  await library.retain({ bytes: 0 }, true);
  expect([existsSync(path), existsSync(kept), existsSync(under.recording().path)]).toEqual([
    false,
    true,
    true,
  ]);
});
