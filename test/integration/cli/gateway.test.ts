import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { INSTANCE_PROGRAM, startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { call } from '../demo/requests.ts';
import { runCli, startCli, type CliEnd, type RunningCli } from './run-cli.ts';

let fleet: DemoFleet;
let home: string;
let running: RunningCli | undefined;

beforeAll(async () => {
  fleet = await startDemoFleet({ names: ['alpha', 'beta'] });
});

afterAll(async () => {
  await fleet.stop();
});

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
});

afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  running = undefined;
  await rm(home, { recursive: true, force: true });
});

const to = (): string[] => fleet.instances.flatMap(({ name, url }) => ['--to', `${name}=${url}`]);

async function start(args: readonly string[]): Promise<string> {
  running = startCli(['gateway', ...args, '--json'], home);
  const { url } = JSON.parse(await running.firstLine) as { url: string };
  return url;
}

function stop(signal: NodeJS.Signals = 'SIGINT'): Promise<CliEnd> {
  if (!running) throw new Error('nothing runs');
  running.child.kill(signal);
  return running.ended;
}

/** Who answered, call by call. */
async function whoAnswers(url: string, calls: number): Promise<string[]> {
  const names: string[] = [];
  for (let count = 0; count < calls; count += 1) {
    const { headers } = await call(url, 'whoami');
    names.push(headers.get('x-instance') ?? '');
  }
  return names;
}

function rowsOf(file: string): unknown[] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return db
      .prepare('SELECT origin, instance_name, method, state, gateway_id FROM exchange ORDER BY number')
      .all()
      .map((row) => ({ ...row }));
  } finally {
    db.close();
  }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'forwards in turn, records, and ends on %s with the capture complete',
  async (signal) => {
    const url = await start([...to(), '--capture', 'monday.hopscope']);
    expect(await whoAnswers(url, 3)).toEqual(['alpha', 'beta', 'alpha']);
    const end = await stop(signal);
    expect(end.code).toBe(0);
    expect(end.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(end.stderr).toContain('3 requests: alpha 2, beta 1');
    expect(await readdir(home)).toEqual(['monday.hopscope']);
    expect(rowsOf(join(home, 'monday.hopscope'))).toEqual(
      ['alpha', 'beta', 'alpha'].map((name) => ({
        origin: 'gateway',
        instance_name: name,
        method: 'tools/call',
        state: 'done',
        gateway_id: 'gateway',
      })),
    );
    await expect(fetch(url)).rejects.toThrow();
  },
);

test('--record writes among the captures of the workspace; without it nothing is kept', async () => {
  const url = await start([...to(), '--record', '--workspace', 'work', '--quiet']);
  await whoAnswers(url, 1);
  expect(await stop()).toMatchObject({ code: 0, stderr: '' });
  const captures = await readdir(join(home, 'work', 'captures'));
  expect(captures).toEqual(['.gitignore', expect.stringMatching(/^\d{4}-\d\d-\d\d-\d{4}\.hopscope$/)]);
  expect(rowsOf(join(home, 'work', 'captures', captures[1] ?? ''))).toHaveLength(1);

  const other = await start(to());
  await whoAnswers(other, 1);
  expect((await stop()).stderr).toContain('Nothing is recorded');
  expect(await readdir(home)).toEqual(['work']);
});

test('rules and faults from files, and a name in the answer', async () => {
  await writeFile(
    join(home, 'rules.json'),
    `[{ "match": [{ "header": "Mcp-Name", "test": "exact", "value": "whoami" }],
        "action": { "kind": "route", "strategy": "pinned:beta" } }]`,
  );
  await writeFile(join(home, 'faults.json'), '[{"does":{"kind":"status","status":503,"text":"on purpose"}}]');
  const url = await start([...to(), '--rules', 'rules.json', '--faults', 'faults.json', '--name-instance']);
  expect(await whoAnswers(url, 2)).toEqual(['beta', 'beta']);
  const { headers } = await call(url, 'whoami');
  expect(headers.get('x-hopscope-instance')).toBe('beta');
  const refused = await fetch(url, { method: 'POST', body: '{}' });
  expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining('on purpose')]);
  expect((await stop()).stderr).toContain('1 fault');
});

test.each([
  [
    'rules.json',
    '[\n  {"action": {"kind": "route", "strategy": "stikcy:A"}}\n]',
    '--rules',
    'line 2, column',
  ],
  ['faults.json', '[\n  {"does": {"kind": "cut"}}\n]', '--faults', 'line 2, column'],
])('a mistake in %s is told with its line', async (file, text, flag, says) => {
  await writeFile(join(home, file), text);
  const end = await runCli(['gateway', ...to(), flag, file], home);
  expect(end.code).toBe(2);
  expect(end.stderr).toContain(`${file}, ${says}`);
  expect(end.stdout).toBe('');
});

test('runs the copies itself, and ends them', async () => {
  const env = `HOPSCOPE_DEMO_NAME='\${NAME}' HOPSCOPE_DEMO_KEY=${'ab'.repeat(32)} HOPSCOPE_DEMO_STORE=${join(home, 'demo.sqlite')}`;
  const url = await start([
    '--run',
    `${env} ${process.execPath} ${INSTANCE_PROGRAM}`,
    '--copies',
    '3',
    '--quiet',
  ]);
  const names = await whoAnswers(url, 3);
  expect(names).toEqual(['instance-ts-1', 'instance-ts-2', 'instance-ts-3']);
  expect(await stop('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
});

test('a server that does not start is told with its last words', async () => {
  const line = `${process.execPath} -e 'console.error("no such table"); process.exit(4)'`;
  const end = await runCli(['gateway', '--run', line], home);
  expect(end.code).toBe(3);
  expect(end.stderr).toMatch(/node-\d ended with exit code 4\. Its last words: no such table/);
});

test('can be stopped while the copies start', async () => {
  const deaf = `require("node:fs").writeFileSync("up", ""); setInterval(() => {}, 1000)`;
  running = startCli(['gateway', '--run', `${process.execPath} -e '${deaf}'`], home);
  await vi.waitFor(async () => expect(await readdir(home)).toContain('up'), {
    timeout: 30_000,
    interval: 20,
  });
  expect(await stop()).toMatchObject({ code: 0, stdout: '' });
});

test('prints the rules for another program and starts nothing', async () => {
  const end = await runCli(['gateway', ...to(), '--route', 'hash:Mcp-Name', '--export', 'nginx'], home);
  expect(end).toMatchObject({ code: 0, stderr: '' });
  expect(end.stdout).toContain('upstream');
  expect(end.stdout).toContain(new URL(fleet.get('beta').url).host);
});

test('takes instances by name from the workspace, and a port that is taken is told', async () => {
  await mkdir(join(home, 'work'));
  const instances = fleet.instances.map(({ name, url }) => ({ id: name, name, url, headers: [] }));
  await writeFile(join(home, 'work', 'workspace.json'), JSON.stringify({ version: 1, instances }));
  const url = await start(['--to', 'beta', '--workspace', 'work']);
  expect(await whoAnswers(url, 1)).toEqual(['beta']);
  const { port } = new URL(url);
  const end = await runCli(['gateway', ...to(), '--listen', `127.0.0.1:${port}`], home);
  expect(end.code).toBe(3);
  expect(end.stderr).toContain(port);
});

test('warns beyond loopback', async () => {
  await start([...to(), '--listen', '0.0.0.0:0']);
  expect((await stop()).stderr).toContain('It listens beyond this machine');
});

test.each([
  [[], 'There is nobody to forward to'],
  [['--to', 'http://h.test/', '--run', 'x'], 'Give --to or --run, not both'],
  [['--to', 'http://h.test/', '--copies', '2'], '--copies is about --run'],
  [['--to', 'stdio:npx server'], 'a gateway forwards HTTP only'],
  [['--to', 'http://h.test/', '--route', 'magic'], 'There is no strategy "magic"'],
  [['--to', 'http://h.test/', '--listen', 'nowhere'], 'It is written HOST:PORT'],
  [['--to', 'http://h.test/', '--allow-origin', 'localhost'], 'is no origin'],
  [['--to', 'http://h.test/', '--rules', 'none.json'], '--rules: none.json cannot be read'],
  [['--to', 'http://h.test/', '--record', '--capture', 'x'], 'Give --record or --capture, not both'],
  [['--run', 'x', '--export', 'nginx'], '--export needs addresses that stay'],
  [['--run', 'x | y'], '--run: There is no shell'],
  [['--run', 'x', '--copies', '17'], 'from 1 to 16'],
])('%j is wrong usage', async (args, says) => {
  const end = await runCli(['gateway', ...args], home);
  expect(end.code).toBe(2);
  expect(end.stderr).toContain(says);
});
