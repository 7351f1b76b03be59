import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchangeStart, recordJson } from '../../support/capture-samples.ts';
import { openElsewhere } from '../../support/open-elsewhere.ts';
import {
  makeFolder,
  openCaptures,
  removeFolder,
  type CapturesUnderTest,
} from '../../support/open-captures.ts';

// Only how long to wait before giving up on a capture that is never let go.
const PATIENCE = { timeout: 20_000, interval: 20 };

let folder: string;
let under: CapturesUnderTest;
/** All that a test opened; each is closed in the end. */
let opened: CapturesUnderTest[];

async function open(options: Parameters<typeof openCaptures>[1] = {}): Promise<CapturesUnderTest> {
  const captures = await openCaptures(folder, options);
  opened.push(captures);
  return captures;
}

beforeEach(async () => {
  folder = makeFolder();
  opened = [];
  under = await open();
});
afterEach(async () => {
  for (const { captures } of opened) await captures.close();
  removeFolder(folder);
});

const captureFiles = (): string[] => readdirSync(folder).sort();

describe('captures', () => {
  it('begin with a recording, and a closed one is a single file', async () => {
    const { captures } = under;
    recordJson(captures.recording(), { id: 1 });
    const before = under.recording();
    expect(before).toMatchObject({ recording: true, exchanges: 1, lost: 0 });
    const next = await captures.newRecording('second');
    expect(next).toMatchObject({ name: 'second.hopscope', recording: true, exchanges: 0 });
    expect(captures.summaries().map(({ name }) => name)).toEqual(['second.hopscope']);
    await captures.close();
    expect(captureFiles()).toEqual([before.name, 'second.hopscope'].sort());
    expect(captures.summaries()).toEqual([]);
    expect(under.problems).toEqual([]);
  });

  it('remove an automatic recording in which nothing was recorded', async () => {
    await under.captures.close();
    expect(captureFiles()).toEqual([]);
  });

  it('are one for one file, under whatever path', async () => {
    const { captures } = under;
    recordJson(captures.recording(), { id: 1 });
    const { path } = under.recording();
    expect((await captures.open(path)).id).toBe(under.recording().id);
    await captures.newRecording();
    mkdirSync(join(folder, 'links'));
    symlinkSync(path, join(folder, 'links', 'soft'));
    linkSync(path, join(folder, 'links', 'hard'));
    const found = await Promise.all(
      [path, join(folder, 'links', 'soft'), join(folder, 'links', 'hard')].map((one) => captures.open(one)),
    );
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    // Opened while it is being closed: it waits, and is another capture then.
    const closing = captures.close(found[0]?.id);
    const again = await captures.open(path);
    await closing;
    expect(again.id).not.toBe(found[0]?.id);
    expect((await captures.rows(again.id, 0, 10)).total).toBe(1);
  });

  it('refuse what is no capture, name it, and leave it as it is', async () => {
    const { captures } = under;
    const text = join(folder, 'notes.hopscope');
    writeFileSync(text, 'hello');
    await expect(captures.open(text)).rejects.toMatchObject({
      code: 'UNREADABLE',
      message: expect.stringContaining('notes.hopscope') as string,
    });
    expect(readFileSync(text, 'utf8')).toBe('hello');
    await expect(captures.open(join(folder, 'absent'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(captures.newRecording('../out')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(under.recording().recording).toBe(true);
  });

  it('save a consistent copy of a recording while it goes on', async () => {
    const { captures } = under;
    const { captureId } = captures.recording();
    for (let id = 1; id <= 300; id += 1) recordJson(captures.recording(), { id, padding: 2_000 });
    const target = join(folder, 'copy.hopscope');
    const saving = captures.saveCopy(captureId, target);
    for (let id = 301; id <= 400; id += 1) recordJson(captures.recording(), { id });
    const { bytes } = await saving;
    expect(bytes).toBe(readFileSync(target).length);
    const copy = await captures.open(target);
    expect(copy.exchanges).toBeGreaterThanOrEqual(300);
    const { rows, total } = await captures.rows(copy.id, 0, 1_000);
    expect(rows).toHaveLength(total);
    for (const { number } of rows.slice(-3)) {
      const mine = await captures.body({ captureId, number }, 'response');
      expect(Buffer.from(await captures.body({ captureId: copy.id, number }, 'response')).equals(mine)).toBe(
        true,
      );
    }
    await expect(captures.saveCopy(captureId, target)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await captures.rows(captureId, 399, 10)).rows).toHaveLength(1);
    expect(captureFiles().filter((name) => name.includes('.part'))).toEqual([]);
  });

  it.each([
    ['the recording is closed', () => under.captures.close(under.recording().id)],
    ['a new recording begins', () => under.captures.newRecording()],
    ['all is closed', () => under.captures.close()],
  ])('finish a copy that is being made when %s', async (_, end) => {
    const { captures } = under;
    const { captureId } = captures.recording();
    const { name, path } = under.recording();
    // Long enough that the copy takes several steps.
    for (let id = 1; id <= 30; id += 1) recordJson(captures.recording(), { id, padding: 1024 * 1024 });
    expect((await captures.rows(captureId, 0, 1)).total).toBe(30);
    const target = join(folder, 'copy.hopscope');
    const saving = captures.saveCopy(captureId, target);
    await Promise.all([end(), saving]);
    await expect.poll(() => captures.summaries().some(({ id }) => id === captureId), PATIENCE).toBe(false);
    await captures.close();
    expect(captureFiles()).toEqual([name, 'copy.hopscope'].sort());
    const later = await open();
    for (const file of [path, target]) {
      const { id } = await later.captures.open(file);
      expect((await later.captures.rows(id, 0, 1)).total).toBe(30);
    }
    expect(under.problems).toEqual([]);
  });

  it('tell their summaries when they change', async () => {
    recordJson(under.captures.recording(), { id: 1 });
    await expect.poll(() => under.lists.at(-1)?.[0]).toMatchObject({ recording: true, exchanges: 1 });
  });

  it('tell as bytes what the file takes once it is closed', async () => {
    const { captures } = under;
    const empty = under.recording().bytes;
    for (let id = 1; id <= 7; id += 1) recordJson(captures.recording(), { id, padding: 10_000 });
    const { id, path } = under.recording();
    await captures.rows(id, 0, 1);
    const live = under.recording().bytes;
    expect(live).toBeGreaterThan(empty + 7 * 10_000);
    await captures.newRecording();
    expect(statSync(path).size).toBe(live);
    expect((await captures.open(path)).bytes).toBe(live);
  });

  it('continue a named file, and mark what was open in it', async () => {
    const file = join(folder, 'kept', 'session.hopscope');
    mkdirSync(join(folder, 'kept'));
    const first = await open({ file });
    expect(first.recording()).toMatchObject({ path: file, exchanges: 0 });
    recordJson(first.captures.recording(), { id: 1 });
    first.captures.recording().begin(exchangeStart({ id: 2 }));
    await first.captures.rows(first.recording().id, 0, 1);
    const crashed = join(folder, 'kept', 'crashed.hopscope');
    copyFileSync(file, crashed);
    copyFileSync(`${file}-wal`, `${crashed}-wal`);
    const second = await open({ file: crashed });
    expect(second.recording()).toMatchObject({ exchanges: 2, lost: 1 });
    expect(recordJson(second.captures.recording(), { id: 3 }).number).toBe(3);
    const { id } = second.recording();
    const { rows } = await second.captures.rows(id, 0, 10);
    expect(rows.map(({ state, failureKind }) => failureKind ?? state)).toEqual(['done', 'lost', 'done']);
    expect((await second.captures.detail({ captureId: id, number: 2 }, 0)).failure?.kind).toBe('lost');
    await second.captures.close();
    expect(readdirSync(join(folder, 'kept')).filter((name) => name.startsWith('crashed'))).toEqual([
      'crashed.hopscope',
    ]);
  });

  it('say which file is in use by another Hopscope', async () => {
    recordJson(under.captures.recording(), { id: 1 });
    const { path, name } = under.recording();
    await under.captures.rows(under.recording().id, 0, 1);
    const other = openElsewhere(folder, [path]);
    expect(other.stderr).toBe('');
    const { files, atStart, problems } = other.told();
    expect(files).toEqual([
      {
        code: 'CONFLICT',
        message: expect.stringContaining(`${name} is in use by another Hopscope`) as string,
      },
    ]);
    expect(problems).toEqual([]);
    expect(atStart.map((capture) => capture.name)).not.toContain(name);
    // The recording never noticed.
    recordJson(under.captures.recording(), { id: 2 });
    expect((await under.captures.rows(under.recording().id, 0, 10)).total).toBe(2);
  });

  it('open files in a folder that cannot be written', async () => {
    const sealed = join(folder, 'sealed');
    mkdirSync(sealed);
    recordJson(under.captures.recording(), { id: 1 });
    const { path, id } = under.recording();
    await under.captures.rows(id, 0, 1);
    copyFileSync(path, join(sealed, 'crashed.hopscope'));
    copyFileSync(`${path}-wal`, join(sealed, 'crashed.hopscope-wal'));
    await under.captures.newRecording();
    copyFileSync(path, join(sealed, 'closed.hopscope'));
    const before = readdirSync(sealed).map((name) => readFileSync(join(sealed, name)));
    for (const name of readdirSync(sealed)) chmodSync(join(sealed, name), 0o444);
    chmodSync(sealed, 0o555);
    chmodSync(folder, 0o755);
    // Root may write everywhere: then an ordinary user has to look.
    const user = process.getuid?.() === 0 ? 65_534 : undefined;
    const other = openElsewhere(
      sealed,
      [join(sealed, 'closed.hopscope'), join(sealed, 'crashed.hopscope')],
      user,
    );
    chmodSync(sealed, 0o755);
    expect(other.stderr).toBe('');
    const { files, atStart, problems } = other.told();
    expect(files).toEqual([{ total: 1 }, { total: 1 }]);
    expect(atStart.at(-1)).toMatchObject({ path: ':memory:', name: 'in memory only', recording: true });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('in memory only');
    expect(readdirSync(sealed).sort()).toEqual([
      'closed.hopscope',
      'crashed.hopscope',
      'crashed.hopscope-wal',
    ]);
    expect(readdirSync(sealed).map((name) => readFileSync(join(sealed, name)))).toEqual(before);
  });
});
