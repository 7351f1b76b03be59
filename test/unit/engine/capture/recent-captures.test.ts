import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRecentCaptures } from '../../../../engine/capture/recent-captures.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hopscope-recents-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function capture(name: string): string {
  const path = join(directory, name);
  writeFileSync(path, '');
  return path;
}

function setUp(file = join(directory, 'state', 'recent-captures.json')) {
  let time = 0;
  const onChange = vi.fn();
  const onBug = vi.fn();
  const open = () => openRecentCaptures({ file, now: () => (time += 1), onChange, onBug });
  return { open, onChange, onBug };
}

describe('recent recordings', () => {
  it('are known to the next start, each once, the last first', async () => {
    const { open, onChange } = setUp();
    const recents = await open();
    const [a, b] = [capture('a.hopscope'), capture('b.hopscope')];
    await recents.note(a);
    await recents.note(b);
    await recents.note(a);
    const list = [
      { path: a, name: 'a.hopscope', at: 3 },
      { path: b, name: 'b.hopscope', at: 2 },
    ];
    expect((await open()).list()).toEqual(list);
    expect(onChange).toHaveBeenLastCalledWith(list);
  });

  it('do not count while they are not there, and do again when they are', async () => {
    const recents = await setUp().open();
    const path = capture('a.hopscope');
    await recents.note(path);
    rmSync(path);
    expect(recents.list()).toEqual([]);
    capture('a.hopscope');
    expect(recents.list()).toHaveLength(1);
  });

  it('of two programs at once are all kept', async () => {
    const { open } = setUp();
    const [one, two] = [await open(), await open()];
    await one.note(capture('a.hopscope'));
    await two.note(capture('b.hopscope'));
    expect((await open()).list().map(({ name }) => name)).toEqual(['b.hopscope', 'a.hopscope']);
  });

  it('are at most thirty, and none once they are forgotten', async () => {
    const { open } = setUp();
    const recents = await open();
    await Promise.all(
      Array.from({ length: 35 }, (_, index) => recents.note(capture(`${String(index)}.hopscope`))),
    );
    expect(recents.list()).toHaveLength(30);
    await recents.forget();
    expect([recents.list(), (await open()).list()]).toEqual([[], []]);
  });

  it.each(['', '{', '[]', '{"version":2,"recents":[]}', '{"version":1,"recents":[{"path":""}]}'])(
    'in a file that holds %j are none, and the next one is kept',
    async (text) => {
      const file = join(directory, 'recent.json');
      writeFileSync(file, text);
      const { open, onBug } = setUp(file);
      const recents = await open();
      expect(recents.list()).toEqual([]);
      await recents.note(capture('a.hopscope'));
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1, recents: [{ at: 1 }] });
      expect(onBug).not.toHaveBeenCalled();
    },
  );

  it('that cannot be kept are known until the end, and go to the log', async () => {
    writeFileSync(join(directory, 'file'), '');
    const { open, onBug } = setUp(join(directory, 'file', 'recent.json'));
    const recents = await open();
    await recents.note(capture('a.hopscope'));
    expect(recents.list()).toHaveLength(1);
    expect(onBug).toHaveBeenCalledWith(expect.anything(), 'keeping the recent recordings');
  });

  it('are none where none are to be kept', async () => {
    const recents = await openRecentCaptures({
      file: undefined,
      now: () => 1,
      onChange: vi.fn(),
      onBug: vi.fn(),
    });
    await recents.note(capture('a.hopscope'));
    expect(recents.list()).toEqual([]);
  });
});
