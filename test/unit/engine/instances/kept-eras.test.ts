import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Verdict } from '../../../../engine/instances/inquire-era.ts';
import { eraKeyOf, openKeptEras, readEras } from '../../../../engine/instances/kept-eras.ts';

const VERDICT: Verdict = {
  era: 'legacy',
  transport: 'sse',
  reason: 'It said so.',
  mixed: 'half',
  evidence: [{ says: 'It answered.', ref: { captureId: 'c', number: 7 } }],
};
/** The exchanges are those of another run. */
const READ_BACK = { ...VERDICT, evidence: [{ says: 'It answered.' }] };

let directory: string;
let problems: string[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-eras-'));
  problems = [];
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const open = () => openKeptEras(directory, { onProblem: (message) => problems.push(message), now: () => 0 });
const file = () => join(directory, 'eras.json');

describe('eraKeyOf', () => {
  const stdio = { command: 'node', args: ['a b', 'c'], env: { TOKEN: 'x' } };
  it('goes by what the instance is', () => {
    expect(eraKeyOf({ url: 'http://a/mcp' })).toBe(eraKeyOf({ url: 'http://a/mcp' }));
    const keys = [
      eraKeyOf({ url: 'http://a/mcp' }),
      eraKeyOf({ url: 'http://b/mcp' }),
      eraKeyOf({ url: 'u', stdio }),
      eraKeyOf({ url: 'u', stdio: { ...stdio, args: ['a', 'b c'] } }),
      eraKeyOf({ url: 'u', stdio: { ...stdio, cwd: '/' } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does not change with the values of variables, which are filled late, and holds no secret', () => {
    expect(eraKeyOf({ url: 'u', stdio })).toBe(eraKeyOf({ url: 'v', stdio: { ...stdio, env: {} } }));
    expect(eraKeyOf({ url: 'http://a/?key=sesame' })).not.toContain('sesame');
  });
});

describe('openKeptEras', () => {
  it('finds nothing where nothing was kept, and writes nothing', async () => {
    const kept = await open();
    await kept.close();
    expect(kept.found.size).toBe(0);
    expect(await readdir(directory)).toEqual([]);
  });

  it('keeps verdicts for the next run, readable by this user alone', async () => {
    const kept = await open();
    kept.keep('a', VERDICT);
    kept.keep('b', { ...VERDICT, era: 'modern', transport: 'http' });
    await kept.close();
    const again = await open();
    expect(again.found.get('a')).toEqual(READ_BACK);
    expect([...again.found.keys()]).toEqual(['a', 'b']);
    if (process.platform !== 'win32') expect((await stat(file())).mode & 0o077).toBe(0);
    again.keep('a', undefined);
    await again.close();
    expect([...(await open()).found.keys()]).toEqual(['b']);
    expect(problems).toEqual([]);
  });

  it('does not lose what another Hopscope wrote meanwhile', async () => {
    const [one, other] = [await open(), await open()];
    one.keep('a', VERDICT);
    await one.close();
    other.keep('b', VERDICT);
    await other.close();
    expect([...(await open()).found.keys()]).toEqual(['a', 'b']);
  });

  it('stays small', async () => {
    const kept = await open();
    for (let count = 1; count <= 510; count += 1) kept.keep(`k${String(count)}`, VERDICT);
    await kept.close();
    const { found } = await open();
    expect(found.size).toBe(500);
    expect(found.has('k510')).toBe(true);
  });

  it.each(['', 'no JSON', '[]', '{"version":1}', '{"version":"x","eras":[]}'])(
    'starts over with a damaged file, which is put aside: %j',
    async (text) => {
      await writeFile(file(), text);
      const kept = await open();
      expect(kept.found.size).toBe(0);
      expect(problems).toHaveLength(1);
      kept.keep('a', VERDICT);
      await kept.close();
      const names = (await readdir(directory)).sort();
      expect(names).toHaveLength(2);
      expect(await readFile(join(directory, names[1] ?? ''), 'utf8')).toBe(text);
      expect((await open()).found.get('a')).toEqual(READ_BACK);
    },
  );

  it('leaves the file of a newer Hopscope as it is', async () => {
    const text = '{"version":2,"eras":{}}';
    await writeFile(file(), text);
    const kept = await open();
    kept.keep('a', VERDICT);
    kept.keep('b', VERDICT);
    await kept.close();
    expect(await readFile(file(), 'utf8')).toBe(text);
    expect(problems).toHaveLength(2);
    expect(problems[1]).toContain('not kept');
  });
});

describe('readEras', () => {
  it('leaves out what is no verdict', () => {
    const good = { server: 'a', era: 'legacy', transport: 'http', reason: 'r', evidence: [] };
    const bad = [
      null,
      'text',
      { ...good, server: 1 },
      { ...good, era: 'stone age' },
      { ...good, transport: 'pigeon' },
      { ...good, reason: undefined },
      { ...good, evidence: [1] },
    ];
    const read = readEras(JSON.stringify({ version: 1, eras: [...bad, good] }));
    expect(read.kind === 'ok' && [...read.value.keys()]).toEqual(['a']);
  });
});
