import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatCommandLine } from '../../../shared/model/command-line.ts';
import { runCli, startCli, type RunningCli } from './run-cli.ts';

const scriptTarget = (script: string, ...args: string[]) =>
  `stdio:${formatCommandLine({ command: process.execPath, args: [script, ...args], env: {} })}`;
const MODERN = scriptTarget(
  fileURLToPath(new URL('../../support/stdio-servers/modern-sdk.ts', import.meta.url)),
);
const LEGACY = scriptTarget(
  fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js')),
);

let home: string;
let running: RunningCli | undefined;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
});

afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  running = undefined;
  await rm(home, { recursive: true, force: true });
});

async function start(...args: string[]): Promise<string> {
  running = startCli(['mock', 'day.hopscope', ...args, '--json'], home);
  return (JSON.parse(await running.firstLine) as { url: string }).url;
}

const call = (target: string, ...args: string[]) => runCli(['call', target, ...args], home);

test.each(['SIGINT', 'SIGTERM'] as const)(
  'serves a modern recording of stdio over HTTP, until %s',
  async (signal) => {
    const recorded = await call(MODERN, 'echo', '--args', '{"text":"hello"}', '--capture', 'day.hopscope');
    expect(recorded.code).toBe(0);
    const url = await start('--capture', 'seen.hopscope');
    expect(await call(url, 'echo', '--args', '{"text":"hello"}')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('hello') as unknown,
    });
    const other = await call(url, 'echo', '--args', '{"text":"other"}');
    expect(other.code).toBe(1);
    running?.child.kill(signal);
    const end = await running?.ended;
    expect(end?.code).toBe(0);
    const lines = (end?.stdout ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toMatchObject([
      { url },
      {
        unmatched: {
          era: 'modern',
          method: 'tools/call',
          name: 'echo',
          nearest: expect.any(Number) as unknown,
        },
      },
      { counts: { unmatched: 1 } },
    ]);
    expect(end?.stderr).toContain('What was recorded on stdio is served over Streamable HTTP.');
    const seen = await runCli(['lint', 'seen.hopscope', '--json'], home);
    expect(JSON.parse(seen.stdout)).toMatchObject({ exchanges: 4, instances: [{ name: 'mock' }] });
  },
);

test('serves a legacy recording of stdio, and asks what its server asked', async () => {
  const asking = ['trigger-elicitation-request', '--respond', 'accept'];
  const recorded = await call(LEGACY, ...asking, '--capture', 'day.hopscope');
  expect(recorded.code).toBe(0);
  const url = await start();
  const answer = await call(url, ...asking);
  expect(answer).toMatchObject({ code: 0 });
  const said = ({ stdout }: { readonly stdout: string }): string =>
    stdout.slice(stdout.indexOf('User provided'));
  expect(said(answer)).toContain('Accepted by Hopscope');
  expect(said(answer)).toBe(said(recorded));
});

test('is told apart: both modes, no file, no instance', async () => {
  expect(await runCli(['mock', 'none.hopscope'], home)).toMatchObject({ code: 2 });
  await call(MODERN, 'echo', '--args', '{"text":"hello"}', '--capture', 'day.hopscope');
  expect(await runCli(['mock', 'day.hopscope', '--strict', '--lenient'], home)).toMatchObject({
    code: 2,
    stderr: 'Give --strict or --lenient, not both.\n',
  });
  const unknown = await runCli(['mock', 'day.hopscope', '--instance', 'omega'], home);
  expect(unknown).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no instance "omega"') as unknown,
  });
});
