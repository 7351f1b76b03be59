import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { codeOf, connectSocket, postCode, rawRequest } from '../../support/web-host.ts';

const PROGRAM = join(import.meta.dirname, '../../../web/main.ts');
const posix = process.platform !== 'win32';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-program-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

interface Running {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly exit: Promise<number | null>;
  /** The address, once it is printed. */
  readonly address: () => Promise<string>;
}

/** Without a display of its own, so that no real browser opens. */
function run(args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: directory, TMPDIR: directory, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  const address = async (): Promise<string> => {
    await Promise.race([
      expect.poll(() => stdout, { timeout: 30_000, interval: 20 }).toContain('\n'),
      exit.then((code) => {
        throw new Error(`ended with ${String(code)}: ${stderr}`);
      }),
    ]);
    return /http:\S+/.exec(stdout)?.[0] ?? '';
  };
  return { child, stdout: () => stdout, stderr: () => stderr, exit, address };
}

const workspace = () => ['--workspace', join(directory, 'workspace')];

/** The token and origin of a started program. */
async function openSession(address: string) {
  const { origin } = new URL(address);
  const answer = await postCode(origin, codeOf(address));
  return { origin, token: (JSON.parse(answer.body) as { token: string }).token };
}

describe('wrong usage', () => {
  it.each([
    ['an unknown flag', ['--colour'], "Unknown option '--colour'"],
    ['a port that is none', ['--port', 'x'], '--port wants a whole number'],
  ])('%s ends with 2 and one line', async (_, args, why) => {
    const { exit, stdout, stderr } = run(args);
    expect(await exit).toBe(2);
    expect(stderr()).toContain(why);
    expect(stderr().trimEnd().split('\n')).toHaveLength(1);
    expect(stdout()).toBe('');
  });

  it('--help ends with 0 and shows an example', async () => {
    const { exit, stdout } = run(['--help']);
    expect(await exit).toBe(0);
    expect(stdout()).toContain('Example: ');
  });

  it('a port that is taken ends with 3 and one line', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { exit, stdout, stderr } = run(['--port', port, '--no-open', ...workspace()]);
    expect(await exit).toBe(3);
    expect(stderr()).toBe(
      `Port ${port} is in use already: choose another with --port N, or leave --port out for a free one.\n`,
    );
    expect(stdout()).toBe('');
    taken.close();
  });

  it('a workspace that cannot be made ends with 3 and says so', async () => {
    await writeFile(join(directory, 'file'), '');
    const { exit, stderr } = run(['--no-open', '--workspace', join(directory, 'file', 'x')]);
    expect(await exit).toBe(3);
    expect(stderr()).toContain('Hopscope could not start: ');
  });
});

describe('the program', () => {
  it.runIf(posix).each(['SIGINT', 'SIGTERM'] as const)(
    'prints one line with its address, serves, and ends with 0 on %s',
    async (signal) => {
      const { child, address, exit, stdout } = run(workspace());
      const url = await address();
      expect(stdout()).toBe(`Hopscope is at ${url}\n`);
      const { origin, token } = await openSession(url);
      expect((await rawRequest(origin, '/')).status).toBe(200);
      const page = await connectSocket(origin, token);
      page.send({ id: 1, command: 'app.info', input: null });
      expect(await page.waitFor((message) => 'id' in message)).toMatchObject({
        result: { value: { program: 'web', files: 'transfer' } },
      });
      child.kill(signal);
      expect(await exit).toBe(0);
      expect(await page.closed).toBe(1001);
    },
  );

  it('does not reach itself, nor gives its key away, through a gateway of its own', async () => {
    const { address } = run(['--no-open', ...workspace()]);
    const { origin, token } = await openSession(await address());
    const page = await connectSocket(origin, token);
    let id = 0;
    const ask = async (command: string, input: unknown): Promise<Record<string, unknown>> => {
      const mine = (id += 1);
      page.send({ id: mine, command, input });
      const answer = await page.waitFor((message) => 'id' in message && message.id === mine);
      return (answer as unknown as { result: { value: Record<string, unknown> } }).result.value;
    };
    const instance = await ask('instance.save', { name: 'itself', url: `${origin}/`, headers: [] });
    const gateway = await ask('gateway.save', {
      name: 'door',
      listen: { host: '127.0.0.1', port: 0 },
      instanceIds: [instance['id']],
      rules: [],
      strategy: { kind: 'round-robin' },
      faults: [],
      seed: 1,
      allowOrigins: [],
      nameInstance: false,
      record: true,
    });
    const { url, problem } = await ask('gateway.start', { id: gateway['id'] });
    expect(problem).toContain('is Hopscope itself');
    const refused = await fetch(url as string);
    expect(refused.status).toBe(508);
    const withKey = await fetch(url as string, { headers: { authorization: `Bearer ${token}` } });
    expect(withKey.status).toBe(400);
    expect(await withKey.text()).toContain('carries the key to Hopscope itself');
  });

  it.runIf(posix)('takes every demo instance with it, whoever holds a connection open', async () => {
    const { child, address, exit } = run(['--demo', '--no-open', ...workspace()]);
    const { origin, token } = await openSession(await address());
    const page = await connectSocket(origin, token);
    let urls: string[] = [];
    let id = 0;
    await expect
      .poll(
        async () => {
          const mine = ++id;
          page.send({ id: mine, command: 'workspace.get', input: null });
          const answer = await page.waitFor((message) => 'id' in message && message.id === mine);
          const state = (answer as { result: { value: { instances: { url: string }[] } } }).result.value;
          urls = state.instances.map(({ url }) => url);
          return urls.length;
        },
        { timeout: 30_000 },
      )
      .toBe(3);
    // A refused upgrade whose client never hangs up.
    const { host, port } = new URL(origin);
    const held = connect({ host: '127.0.0.1', port: Number(port), allowHalfOpen: true });
    held.on('error', () => undefined).resume();
    held.write(`GET /bridge HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    await once(held, 'end');
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    held.destroy();
    for (const url of urls) await expect(fetch(url)).rejects.toThrow();
    expect((await readdir(directory)).filter((name) => name.startsWith('hopscope-demo-'))).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'opens the browser through a file of this user, with the code in no process list',
    async () => {
      // Stands for xdg-open: notes what it was called with, and what it could read.
      const opener = join(directory, 'xdg-open');
      await writeFile(
        opener,
        `#!/bin/sh\nstat -c %a "$1" > "${directory}/mode"\ncp "$1" "${directory}/page"\necho "$@" > "${directory}/args.new"\nmv "${directory}/args.new" "${directory}/args"\n`,
      );
      await chmod(opener, 0o700);
      const path = `${directory}${delimiter}${process.env['PATH'] ?? ''}`;
      const { child, address, exit } = run(workspace(), { PATH: path, DISPLAY: ':0' });
      const url = await address();
      const read = (name: string) => readFile(join(directory, name), 'utf8').catch(() => '');
      await expect.poll(() => read('args'), { timeout: 10_000 }).not.toBe('');
      const file = (await read('args')).trim();
      expect(file).not.toContain(codeOf(url));
      expect(await read('mode')).toBe('600\n');
      expect(await read('page')).toContain(url);
      expect(await readFile(file, 'utf8')).toContain(url);
      await openSession(url);
      await expect.poll(() => readFile(file, 'utf8').catch(() => 'gone')).toBe('gone');
      child.kill('SIGTERM');
      expect(await exit).toBe(0);
      expect((await readdir(directory)).filter((name) => name.startsWith('hopscope-open-'))).toEqual([]);
    },
  );

  it.runIf(process.platform === 'linux')('goes on where the browser cannot be opened', async () => {
    const { child, address, exit, stderr } = run(workspace(), { PATH: directory, DISPLAY: ':0' });
    await address();
    await expect.poll(stderr).toContain('open the address yourself');
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect((await readdir(directory)).filter((name) => name.startsWith('hopscope-open-'))).toEqual([]);
  });
});
