import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { knownNoise } from '../../../../cli/replay/noise.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'hopscope-noise-'));
});
afterEach(async () => {
  await rm(cwd, { recursive: true, force: true });
});

it('reads what is known', async () => {
  const place = 'tools/call whoami /result/content/*/text';
  await writeFile(join(cwd, 'n'), `# why\n${place}\n  since 2026-11-23\n  seen two values\n`);
  expect(knownNoise(cwd, { noise: 'n' })).toEqual([
    {
      method: 'tools/call',
      name: 'whoami',
      pointer: '/result/content/*/text',
      since: '2026-11-23',
      evidence: 'two values',
    },
  ]);
  expect(knownNoise(cwd, {})).toEqual([]);
});

it('a file that is to be learnt into may be missing, and no other', () => {
  expect(knownNoise(cwd, { noise: 'n', learnNoise: true })).toEqual([]);
  expect(() => knownNoise(cwd, { noise: 'n' })).toThrow(
    /--noise: n cannot be read: .*--learn-noise makes it/,
  );
  expect(() => knownNoise(cwd, { noise: 'none/n', learnNoise: true })).toThrow(
    '--noise: there is no directory',
  );
  expect(() => knownNoise(cwd, { noise: '.', learnNoise: true })).toThrow('is a directory');
});

it('names the lines that it does not understand', async () => {
  await writeFile(join(cwd, 'n'), `tools/list /a\nnonsense\n  what 3\n${'x\n'.repeat(5)}`);
  expect(() => knownNoise(cwd, { noise: 'n' })).toThrow(
    /^--noise: n is not understood\. line 2: Expected .* line 3: .* line 6: .* There are 2 more\.$/,
  );
});
