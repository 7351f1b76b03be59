import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { exitOf, INSTANCE_PROGRAM, startDemoProcess } from '../../support/demo-processes.ts';
import { call, openSession, readUntil, send } from './requests.ts';

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function runToEnd(
  environment: Record<string, string>,
): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, [INSTANCE_PROGRAM], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment,
  });
  children.push(child);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}

// Windows has no signals that a process could answer.
test.skipIf(process.platform === 'win32')(
  'says in one line on stdout where it is, and ends with 0 on SIGTERM and SIGINT',
  async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const instance = await startDemoProcess({});
      children.push(instance.child);
      await call(instance.url, 'whoami');
      instance.child.kill(signal);
      expect(await exitOf(instance.child)).toBe(0);
      expect(instance.stdout()).toBe(`${JSON.stringify({ name: 'alpha', url: instance.url })}\n`);
      expect(new URL(instance.url)).toMatchObject({ hostname: '127.0.0.1', pathname: '/mcp' });
    }
  },
);

test('ends at once in the middle of streams, telling a listener so', async () => {
  const instance = await startDemoProcess({});
  children.push(instance.child);
  const headers = await openSession(instance.url);
  const legacy = await fetch(instance.url, { headers: { ...headers, Accept: 'text/event-stream' } });
  const slow = call(instance.url, 'import_catalog', { count: 100, delayMs: 1_000 }).catch(() => undefined);
  const listening = await send(instance.url, 'subscriptions/listen', {
    params: { notifications: { toolsListChanged: true } },
  });
  const heard = readUntil(listening, (messages) => messages.some((message) => message.result !== undefined));
  const startedAt = Date.now();
  expect(await instance.stop()).toBe(0);
  expect(Date.now() - startedAt).toBeLessThan(2_000);
  expect((await heard).at(-1)?.result).toMatchObject({ resultType: 'complete' });
  await Promise.all([slow, legacy.text().catch(() => '')]);
});

test.each<[string, Record<string, string>, RegExp]>([
  [
    'an unknown bug',
    { HOPSCOPE_DEMO_BUGS: 'own-key,no-such-bug' },
    /^There is no bug "no-such-bug"; the bugs are .+\.\n$/,
  ],
  ['a bad port', { PORT: '70000' }, /^PORT is "70000"; use a number from 0 to 65535\.\n$/],
  ['a bad key', { HOPSCOPE_DEMO_KEY: 'abc' }, /^HOPSCOPE_DEMO_KEY must be hexadecimal .+\n$/],
])('refuses %s with one line and exit code 2', async (_what, environment, line) => {
  const { code, stderr } = await runToEnd(environment);
  expect(stderr).toMatch(line);
  expect(code).toBe(2);
});

test('ends with 1 and a line when the port is taken or the store is no database', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const port = String((taken.address() as AddressInfo).port);
  const refused = await runToEnd({ PORT: port });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/^alpha: .*EADDRINUSE.*\n$/);
  taken.close();

  const folder = await mkdtemp(join(tmpdir(), 'hopscope-demo-'));
  const store = join(folder, 'not-a-database');
  await writeFile(store, 'These are some sentences, and no database at all.\n'.repeat(20));
  const outcome = await runToEnd({ HOPSCOPE_DEMO_STORE: store });
  await rm(folder, { recursive: true });
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toMatch(/^alpha: .*not a database.*\n$/);
});

/** A parent that starts one instance, prints its pid, and is then killed without a chance to clean up. */
const PARENT = `
  const { spawn } = require('node:child_process');
  const withIpc = process.argv[2] === 'ipc';
  const child = spawn(process.execPath, [process.argv[1]], {
    stdio: withIpc ? ['ignore', 'pipe', 'ignore', 'ipc'] : ['pipe', 'pipe', 'ignore'],
    env: withIpc ? {} : { HOPSCOPE_DEMO_PARENT: 'stdin' },
  });
  child.stdout.once('data', () => console.log(child.pid));
`;

test.each(['ipc', 'stdin'])('ends when its parent dies (%s)', async (how) => {
  const parent = spawn(process.execPath, ['-e', PARENT, INSTANCE_PROGRAM, how], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(parent);
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  try {
    await expect.poll(() => isAlive(pid), { timeout: 3_000 }).toBe(false);
  } finally {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Where nobody collects orphans, a process that has ended stays in the table as a zombie.
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
