import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCaptures } from '../../../engine/capture/captures.ts';
import { recordJson } from '../../support/capture-samples.ts';
import { runCli } from './run-cli.ts';

let home: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'hopscope-cli-files-'));
  const captures = await createCaptures({
    directory: home,
    file: join(home, 'whole.hopscope'),
    judges: false,
    onRows: () => undefined,
    onSummaries: () => undefined,
    onProblem: (message) => {
      throw new Error(message);
    },
  });
  for (let id = 1; id <= 200; id += 1) recordJson(captures.recording(), { id, padding: 500 });
  await captures.close();
  const damaged = join(home, 'damaged.hopscope');
  copyFileSync(join(home, 'whole.hopscope'), damaged);
  truncateSync(damaged, Math.floor(readFileSync(damaged).length * 0.8));
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

it('names a damaged recording, with the command that salvages it, and makes nothing by itself', async () => {
  const { code, stdout, stderr } = await runCli(['export', 'damaged.hopscope', '--format', 'jsonl'], home);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toContain('damaged.hopscope is damaged');
  expect(stderr).toContain('hopscope import --salvage FILE -o NEW');
  expect(existsSync(join(home, 'damaged.salvaged.hopscope'))).toBe(false);
});

it('salvages it into the file of choice, counts what is lost, and ends with 3 where something is', async () => {
  const args = ['import', '--salvage', 'damaged.hopscope', '-o', 'rest.hopscope', '--json'];
  const { code, stdout, stderr } = await runCli(args, home);
  expect(code, stderr).toBe(3);
  const { salvaged, says } = JSON.parse(stdout) as {
    readonly salvaged: { readonly exchanges: number };
    readonly says: string;
  };
  expect(salvaged.exchanges).toBeGreaterThan(0);
  expect(says).toMatch(/Lost: /);
  expect(stderr).toContain('What could be read of damaged.hopscope');
  const rest = await runCli(['export', 'rest.hopscope', '--format', 'jsonl'], home);
  expect(rest.stdout.trim().split('\n')).toHaveLength(salvaged.exchanges);

  const whole = await runCli(['import', '--salvage', 'whole.hopscope', '-o', 'same.hopscope'], home);
  expect(whole.code, whole.stderr).toBe(0);
  expect(whole.stderr).toContain('200 exchanges, is in same.hopscope');
});

it.each([
  ['takes one at a time', ['damaged.hopscope', 'whole.hopscope'], 'one damaged recording at a time'],
  [
    'does not look at other programs',
    ['--all', 'damaged.hopscope'],
    '--all is about files of other programs',
  ],
])('%s', async (_what, args, sentence) => {
  const { code, stderr } = await runCli(['import', '--salvage', ...args, '-o', 'new.hopscope'], home);
  expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
});

it('replaces what the rules of the workspace name', async () => {
  const redaction = { off: [], keys: [], paths: ['/result/content/*/text'], patterns: [], keep: [] };
  writeFileSync(join(home, 'workspace.json'), JSON.stringify({ version: 1, redaction }));
  const format = ['export', 'whole.hopscope', '--format', 'jsonl'];
  const plain = await runCli(format, home);
  const ruled = await runCli([...format, '--workspace', '.'], home);
  expect(plain.stdout).not.toContain('redacted-');
  expect(ruled.stdout).toContain('redacted-rule-');
  expect(ruled.stderr).toContain('--with-secrets keeps them');
});
