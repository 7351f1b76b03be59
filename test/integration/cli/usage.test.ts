import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packageFile from '../../../package.json' with { type: 'json' };
import { runCli } from './run-cli.ts';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
});

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

const COMMANDS = [
  'open',
  'web',
  'demo',
  'gateway',
  'record',
  'discover',
  'list',
  'call',
  'read',
  'prompt',
  'send',
  'lint',
  'routing',
  'negotiation',
  'deprecations',
  'tasks',
];

test('--help shows every command, each with an example; --version the version', async () => {
  const help = await runCli(['--help'], home);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  for (const command of COMMANDS) {
    expect(help.stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(help.stdout).toMatch(new RegExp(`^  hopscope ${command} `, 'm'));
  }
  expect(await runCli(['--version'], home)).toEqual({
    code: 0,
    stdout: `${packageFile.version}\n`,
    stderr: '',
  });
});

test.each(COMMANDS)('%s --help shows an example', async (command) => {
  const help = await runCli([command, '--help'], home);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain(`hopscope ${command}`);
  expect(help.stdout).toMatch(/^Examples?:/m);
});

test.each(['discover', 'list', 'call', 'read', 'prompt', 'send'])(
  '%s --help tells of both eras, of stdio and of answers',
  async (command) => {
    const help = await runCli([command, '--help'], home);
    const words = help.stdout.replace(/\s+/g, ' ');
    expect(words).toContain('modern: 2026-07-28 and later; legacy: with a session; auto finds out');
    expect(words).toContain("'stdio:COMMAND LINE'");
    expect(words).toContain(
      'answers servers: accept (with defaults, else yes or the first choice), decline, cancel, ask, JSON or a file',
    );
    for (const flag of ['--root', '--capabilities', '--extension', '--log-level', '--max-timeout'])
      expect(words).toContain(` ${flag} `);
  },
);

test.each([
  ['call', '--no-follow-up'],
  ['read', '--no-follow-up'],
  ['prompt', '--no-follow-up'],
  ['send', '--follow-up'],
])('%s has %s', async (command, flag) => {
  expect((await runCli([command, '--help'], home)).stdout).toContain(` ${flag} `);
});

const NOWHERE = 'http://127.0.0.1:9/mcp';

test.each([
  [['rewind', 'x.hopscope'], "unknown command 'rewind'"],
  [['discover'], "missing required argument 'target'"],
  [['discover', NOWHERE, '--frobnicate'], "unknown option '--frobnicate'"],
  [['list', NOWHERE, 'gadgets'], 'Allowed choices are tools, resources, templates, prompts'],
  [['call', NOWHERE, 'x', '--args', '[1]'], 'must be a JSON object'],
  [['call', NOWHERE, 'x', '--args', '{'], 'no JSON'],
  [['discover', NOWHERE, '--era', 'stone'], 'Allowed choices'],
  [['discover', NOWHERE, '--timeout', '0'], 'whole number'],
  [['discover', NOWHERE, '--header', 'no colon'], "'Name: value'"],
  [['discover', NOWHERE, '--header', 'X-A: ${NOT_SET_HERE}'], 'NOT_SET_HERE'],
  [['discover', NOWHERE, '--header', 'Mcp-Method: x'], 'written by Hopscope'],
  [['discover', NOWHERE, '--expect-same'], '--to'],
  [['discover', 'stdio:'], 'There is no command'],
  [['discover', 'stdio:node x.js | tee y'], 'There is no shell'],
  [['discover', NOWHERE, '--max-timeout', '5'], 'give that, too'],
  [['discover', NOWHERE, '--timeout', '9', '--max-timeout', '5'], 'must not be shorter'],
  [['discover', NOWHERE, '--log-level', 'loud'], 'Allowed choices are debug'],
  [['call', NOWHERE, 'x', '--respond', 'perhaps'], 'none of accept, decline, cancel, ask, and no file'],
  [['call', NOWHERE, 'x', '--respond', 'elicitation={'], 'no JSON'],
  [['call', NOWHERE, 'x', '--root', 'https://h.test/'], 'file://'],
  [['call', NOWHERE, 'x', '--capabilities', '[]'], 'must be a JSON object'],
  [['call', NOWHERE, 'x', '--extension', 'a.test/x=1'], 'its settings must be a JSON object'],
  [['discover', 'nobody'], 'neither a URL, nor stdio:…, nor the name'],
  [['discover', 'ftp://h.test/'], 'http://'],
  [['discover', 'http://ann:pw@h.test/'], 'Authorization'],
  [['discover', NOWHERE, '--workspace', 'absent'], 'there is no directory'],
  [['discover', 'shop', '--workspace', 'absent'], 'there is no directory'],
  [['list', NOWHERE, 'tools', '--workspace', process.execPath], `there is no directory ${process.execPath}`],
  [['discover', NOWHERE, '--capture', '/nonexistent/x'], 'there is no directory /nonexistent to write'],
  [['discover', NOWHERE, '--capture', '.'], 'is a directory'],
  [['send', NOWHERE, 'tools/list', '--params', '{"_meta":{}}'], '--meta'],
  [['demo', '--instances', '9'], 'from 1 to 8'],
  [['demo', '--bug', 'gremlin'], 'There is no bug "gremlin"'],
  [['open', 'absent.hopscope'], 'There is no file'],
  [['web', '--port', '70000'], 'from 0 to 65535'],
])('%j is wrong usage', async (args, says) => {
  const end = await runCli(args, home);
  expect(end.stderr).toContain(says);
  expect(end).toMatchObject({ code: 2, stdout: '' });
});

test('nothing of all this was written anywhere', async () => {
  expect(await readdir(home)).toEqual([]);
});
