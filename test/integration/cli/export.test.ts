import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCaptures } from '../../../engine/capture/captures.ts';
import { recordParts } from '../../support/record-parts.ts';
import { toolCall, toolList } from '../../support/replay/planned.ts';
import { runCli } from './run-cli.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
  const captures = await createCaptures({
    directory: home,
    file: join(home, 'shop.hopscope'),
    judges: false,
    onRows: () => undefined,
    onSummaries: () => undefined,
    onProblem: (message) => {
      throw new Error(message);
    },
  });
  const row = { origin: 'gateway', durationMs: 10 } as const;
  const parts = [
    toolList({ make: { readOnlyHint: false }, look: { readOnlyHint: true } }),
    toolCall('make', {}, { basketId: 'bsk_12ab34cd56ef' }),
    toolCall('look', { basketId: 'bsk_12ab34cd56ef' }, {}),
  ];
  for (const [at, part] of parts.entries()) {
    recordParts(captures.recording(), { ...part, row }, 1_795_000_000_000 + at * 1_000);
  }
  await captures.close();
});
afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

it('writes the script to standard output, and says on the other what is held', async () => {
  const { code, stdout, stderr } = await runCli(['export', 'shop.hopscope', '--format', 'k6'], home);
  expect(code).toBe(0);
  expect(stdout).toContain("import http from 'k6/http';");
  expect(stdout).toContain('const HELD = ["#2 tools/call make is held: ');
  expect(stdout.match(/^\{"number":/gm)).toHaveLength(1);
  expect(stderr).toContain('2 of 3 steps are held and not sent: make. Their checks fail.');
});

it('writes a file, with what is allowed', async () => {
  const args = ['--format', 'k6', '--allow', 'make', '--allow', 'nothing', '-o', 'load.js'];
  const { code, stdout, stderr } = await runCli(['export', 'shop.hopscope', ...args], home);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain('Written: load.js (k6). 3 steps, 1 value flow.');
  expect(stderr).toContain('--allow nothing: no step of this recording is of this tool.');
  const script = await readFile(join(home, 'load.js'), 'utf8');
  expect(script.match(/^\{"number":/gm)).toHaveLength(3);
  expect(script).toContain('const HELD = [];');
});

it.each([
  [2, "option '--format <format>' not specified", ['shop.hopscope']],
  [2, "argument 'pdf' is invalid", ['shop.hopscope', '--format', 'pdf']],
  [2, '--allow is about k6', ['shop.hopscope', '--format', 'har', '--allow', 'make']],
  [2, 'There is no file', ['nowhere.hopscope', '--format', 'k6']],
  [2, '--output: there is no directory', ['shop.hopscope', '--format', 'k6', '-o', 'no/where.js']],
  [2, '--hold nothing: no step is of this tool', ['shop.hopscope', '--format', 'k6', '--hold', 'nothing']],
  [2, 'there is no such flow in the plan', ['shop.hopscope', '--format', 'k6', '--flow', 'forbid:x']],
  [2, 'write RECORDED=VALUE', ['shop.hopscope', '--format', 'k6', '--replace', 'nothing']],
])('ends with %i where it cannot: %s', async (wanted, sentence, args) => {
  const { code, stdout, stderr } = await runCli(['export', ...args], home);
  expect({ code, stdout }).toEqual({ code: wanted, stdout: '' });
  expect(stderr).toContain(sentence);
});

it('does not take any other file for a capture', async () => {
  await writeFile(join(home, 'note.txt'), 'hello');
  const { code, stderr } = await runCli(['export', 'note.txt', '--format', 'k6'], home);
  expect(code).toBe(3);
  expect(stderr).toContain('note.txt');
});

it('writes only what a filter finds, also one that has a name in the workspace', async () => {
  const format = ['--format', 'jsonl'];
  const found = await runCli(
    ['export', 'shop.hopscope', ...format, '--filter', 'method:tools/call -name:make'],
    home,
  );
  expect(found.code).toBe(0);
  expect(found.stdout.trim().split('\n')).toHaveLength(1);
  expect(found.stdout).toContain('"look"');
  expect(found.stderr).toContain('1 exchange.');
  const filters = [{ id: 'makes', name: 'All that makes', text: 'body:bsk_12ab name:make' }];
  await writeFile(join(home, 'workspace.json'), JSON.stringify({ version: 1, filters }));
  const named = ['--workspace', '.', '--filter', '@all that makes'];
  const saved = await runCli(['export', 'shop.hopscope', ...format, ...named], home);
  expect([saved.code, saved.stdout.trim().split('\n').length]).toEqual([0, 1]);
  const unknown = await runCli(
    ['export', 'shop.hopscope', ...format, '--workspace', '.', '--filter', '@x'],
    home,
  );
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('is called "x". There are @makes.');
});

it('says where a filter is wrong, and that k6 takes none', async () => {
  const wrong = await runCli(
    ['export', 'shop.hopscope', '--format', 'har', '--filter', 'failed status:x'],
    home,
  );
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('"x" is no number for status');
  expect(wrong.stderr).toContain('  failed status:x\n         ^^^^^^^^');
  const k6 = await runCli(['export', 'shop.hopscope', '--format', 'k6', '--filter', 'failed'], home);
  expect([k6.code, k6.stderr]).toEqual([2, expect.stringContaining('--filter is not for k6')]);
  const lint = await runCli(['lint', 'shop.hopscope', '--json', '--filter', 'name:look'], home);
  expect(JSON.parse(lint.stdout)).toMatchObject({ exchanges: 1 });
});
