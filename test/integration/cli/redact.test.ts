import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CLI_PROGRAM } from '../../support/cli-program.ts';
import type { StatefulFleet } from '../../support/hidden-state/stateful-servers.ts';
import { createModernClient } from '../../support/modern-client.ts';
import { driveVault, PLANTED, startVault } from '../../support/planted-secrets.ts';
import { plantedIn, plantedInFolder, textsOf } from '../../support/secret-forms.ts';
import { watchDisk } from '../../support/watch-disk.ts';
import { runCli, startCli, type RunningCli } from './run-cli.ts';

// What --redact leaves on the disk: nothing of sixty secrets, while it records, and after it was killed.

const LEAKY = join(import.meta.dirname, '../../support/stdio-servers/leaky-server.ts');

let fleet: StatefulFleet;
let home: string;
let running: RunningCli | undefined;

beforeAll(async () => {
  fleet = await startVault({ shared: true });
});
afterAll(() => fleet.stop());
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-redact-'));
});
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  running = undefined;
  await rm(home, { recursive: true, force: true });
});

const to = (): string[] => fleet.instances.flatMap(({ name, url }) => ['--to', `${name}=${url}`]);

async function gateway(args: readonly string[]): Promise<string> {
  running = startCli(['gateway', ...to(), ...args, '--json'], home);
  const { url } = JSON.parse(await running.firstLine) as { url: string };
  return url;
}

async function stop(): Promise<void> {
  running?.child.kill('SIGINT');
  await running?.ended;
}

describe('a gateway', () => {
  test('records without secrets, which pass all the same', async () => {
    const url = await gateway(['--capture', 'monday.hopscope', '--redact']);
    const watch = watchDisk(home);
    await driveVault(url);
    const { result } = await createModernClient(url, 'asks').ask('tools/call', {
      name: 'keep',
      arguments: { password: PLANTED[0]?.[1] },
    });
    expect(JSON.stringify(result)).toContain(PLANTED[0]?.[1]);
    await stop();
    const { seen, looks } = await watch.stop();
    expect(looks).toBeGreaterThan(2);
    expect(seen).toEqual([]);
    expect(plantedInFolder(home)).toEqual([]);
    const texts = textsOf(join(home, 'monday.hopscope'));
    expect(plantedIn(texts)).toEqual([]);
    expect(texts).toContain('Bearer redacted-bearer-');
  });

  test('has them where nobody asked for that', async () => {
    const url = await gateway(['--capture', 'monday.hopscope']);
    await driveVault(url);
    await stop();
    expect(plantedIn(textsOf(join(home, 'monday.hopscope'))).length).toBeGreaterThan(55);
  });

  test('has none where the workspace says so of its captures', async () => {
    await mkdir(join(home, 'work'));
    const redaction = { keys: ['user'], whileRecording: true };
    await writeFile(join(home, 'work', 'workspace.json'), JSON.stringify({ version: 1, redaction }));
    const url = await gateway(['--record', '--workspace', 'work']);
    await driveVault(url);
    await stop();
    expect(plantedInFolder(home)).toEqual([]);
    const [name = ''] = await readdir(join(home, 'work', 'captures')).then((names) =>
      names.filter((one) => one.endsWith('.hopscope')),
    );
    // By a rule of its own.
    expect(textsOf(join(home, 'work', 'captures', name))).not.toContain('"user":"ann"');
  });

  test.each([1, 2, 3, 4, 5])('leaves none behind when it is killed, time %i', async (time) => {
    const url = await gateway(['--capture', 'monday.hopscope', '--redact']);
    const driving = driveVault(url).catch(() => undefined);
    await pause(time * 60);
    running?.child.kill('SIGKILL');
    await running?.ended;
    await driving;
    expect(plantedInFolder(home)).toEqual([]);
  });

  test('is told to record first', async () => {
    const end = await runCli(['gateway', ...to(), '--redact'], home);
    expect(end).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--record or --capture') as string,
    });
  });
});

test('record has no secret of the environment, of stderr or of messages', async () => {
  const [, token = ''] = PLANTED.find(([place]) => place === 'gitlab') ?? [];
  const [, other = ''] = PLANTED.find(([place]) => place === 'password') ?? [];
  const [, key = ''] = PLANTED.find(([place]) => place === 'pem') ?? [];
  const pem = `-----BEGIN PRIVATE KEY-----\n${key.slice(0, 30)}\n${key.slice(30)}\n-----END PRIVATE KEY-----`;
  const child = spawn(
    process.execPath,
    [CLI_PROGRAM, 'record', '--redact', '--capture', 'leaky.hopscope', '--', process.execPath, LEAKY],
    {
      cwd: home,
      env: { PATH: process.env['PATH'], HOME: home, TMPDIR: home, LEAKY_TOKEN: token, LEAKY_KEY: pem },
    },
  );
  const watch = watchDisk(home);
  let [out, errors] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const call = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'x', arguments: { password: other } },
  };
  child.stdin.end(`${JSON.stringify(call)}\n`);
  await ended;
  // All of it passed.
  expect(errors).toContain(`using ${token} from the environment\n${pem}`);
  expect(out).toContain(JSON.stringify(JSON.stringify(other)).slice(2, -2));
  expect((await watch.stop()).seen).toEqual([]);
  expect(plantedInFolder(home)).toEqual([]);
  const texts = textsOf(join(home, 'leaky.hopscope'));
  expect(texts).toContain('from the environment');
  for (const half of [key.slice(0, 30), key.slice(30), token.slice(7)]) expect(texts).not.toContain(half);
});

test('call records, and shows, what it got without secrets', async () => {
  const [{ url } = { url: '' }] = fleet.instances;
  const [, bearer = ''] = PLANTED[0] ?? [];
  const given = JSON.stringify({ password: PLANTED[1]?.[1] });
  const args = ['--args', given, '--header', `Authorization: Bearer ${bearer}`];
  const end = await runCli(
    ['call', url, 'keep', ...args, '--json', '--redact', '--capture', 'one.hopscope'],
    home,
  );
  expect(end).toMatchObject({ code: 0 });
  expect(plantedIn(end.stdout + end.stderr)).toEqual([]);
  expect(end.stdout).toContain('redacted-');
  expect(plantedInFolder(home)).toEqual([]);
  expect((await readFile(join(home, 'one.hopscope'))).length).toBeGreaterThan(10_000);
});
