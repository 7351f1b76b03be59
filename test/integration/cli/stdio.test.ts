import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { formatCommandLine } from '../../../shared/model/command-line.ts';
import { runCli } from './run-cli.ts';

const scriptTarget = (script: string, ...args: string[]) =>
  `stdio:${formatCommandLine({ command: process.execPath, args: [script, ...args], env: {} })}`;
const MODERN = scriptTarget(
  fileURLToPath(new URL('../../support/stdio-servers/modern-sdk.ts', import.meta.url)),
);
const LEGACY = scriptTarget(
  fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js')),
);

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
  return () => rm(home, { recursive: true, force: true });
});

interface Entry {
  readonly era: string;
  readonly transport: string;
  readonly request: { readonly headers: unknown[]; readonly body: string };
  readonly response: { readonly messages: { result?: { protocolVersion?: string } }[] };
}

async function runJson(args: string[]) {
  const end = await runCli([...args, '--json'], home);
  return { ...end, exchanges: (JSON.parse(end.stdout) as { exchanges: Entry[] }).exchanges };
}

test('a modern server: who it is, and a call', async () => {
  const shown = await runCli(['discover', MODERN], home);
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  expect(shown.stdout).toMatch(/^✓ {2}modern-sdk\.ts {2}server\/discover {2}complete/);
  expect(shown.stdout).toMatch(/era +modern: /);
  expect(shown.stdout).not.toContain('odd');
  const { code, exchanges } = await runJson(['call', MODERN, 'echo', '--args', '{"text":"hello"}']);
  expect(code).toBe(0);
  expect(exchanges).toMatchObject([{ era: 'modern', transport: 'stdio', request: { headers: [] } }]);
});

test('a legacy server: its session is opened, and it is who it said there', async () => {
  const { code, exchanges } = await runJson(['discover', LEGACY]);
  expect(code).toBe(0);
  expect(exchanges.at(-1)).toMatchObject({
    era: 'legacy',
    response: { messages: [{ result: { protocolVersion: '2025-11-25' } }] },
  });
  const shown = await runCli(['discover', LEGACY, '--era', 'legacy'], home);
  expect(shown.stdout).toMatch(/era +legacy: It opened a session by initialize with 2025-11-25\./);
  expect(shown.stdout).toMatch(/server +.*everything/);
  expect(shown.code).toBe(0);
});

test('what a server writes to its standard output beside its messages is said, once', async () => {
  const program = join(home, 'logging.mjs');
  await writeFile(
    program,
    `console.log('listening'); console.log('ready');
     process.stdin.on('data', () => undefined).on('end', () => process.exit(0));`,
  );
  const sent = ['send', scriptTarget(program), 'tools/list', '--era', 'modern', '--timeout', '1000'];
  const { code, stderr } = await runCli(sent, home);
  expect(code).toBe(3);
  expect(stderr.match(/no MCP message/g)).toHaveLength(1);
  expect(stderr).toContain('(1 more like it)');
  expect(stderr).toContain('logging.mjs: The server wrote a line to its standard output');
  expect((await runCli([...sent, '--quiet'], home)).stderr).toContain('no MCP message');
});

test('a legacy server asks: it is answered, or told that nobody is there', async () => {
  const call = ['call', LEGACY, 'trigger-elicitation-request'];
  const answered = await runCli([...call, '--respond', 'elicitation=decline'], home);
  expect(answered).toMatchObject({ code: 0, stderr: '' });
  expect(answered.stdout).toContain('"action": "decline"');
  const alone = await runCli(call, home);
  expect(alone.code).toBe(1);
  expect(alone.stdout).toContain('"action": "cancel"');
  expect(alone.stderr).toContain(
    'nobody answered: elicitation/create. Answer with --respond elicitation=accept',
  );
});

test('a program that is not there, and one that ends at once', async () => {
  const absent = await runCli(['call', 'stdio:no-such-program-here', 'x'], home);
  expect(absent.code).toBe(3);
  expect(absent.stdout).toContain('no-such-program-here is in no folder of PATH');
  const ended = await runCli(['call', `stdio:${process.execPath} -e 'process.exit(3)'`, 'x'], home);
  expect(ended.code).toBe(3);
  // Whichever of the two is noticed first.
  expect(ended.stdout).toMatch(/ended with exit code 3|closed its standard output/);
});

test('a command of a workspace is not started because its name is known', async () => {
  const directory = join(home, 'work');
  await mkdir(directory);
  const script = join(home, 'started.js');
  await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(join(home, 'proof'))}, '')`);
  const stdio = { command: process.execPath, args: [script] };
  await writeFile(
    join(directory, 'workspace.json'),
    JSON.stringify({ version: 1, instances: [{ id: 'local', name: 'local', stdio }] }),
  );
  const end = await runCli(['call', 'local', 'x', '--workspace', 'work'], home);
  expect(end.code).toBe(3);
  expect(end.stderr).toContain(script);
  expect(end.stderr).toContain("'stdio:COMMAND LINE'");
  expect(await readdir(home)).not.toContain('proof');
});
