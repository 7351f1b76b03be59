import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRuns, type Runs } from '../../../engine/instances/runs.ts';
import { COPY_TIMES, type CopyTimes } from '../../../engine/instances/server-copy.ts';
import type { CopyState, RunSettings, RunState } from '../../../shared/model/run.ts';

const SERVER = join(import.meta.dirname, '../../support/http-servers/copy.ts');
// Only how long to wait before giving up on what never comes.
const PATIENCE = { timeout: 30_000, interval: 20 };
const QUICK: CopyTimes = { ...COPY_TIMES, restartPausesMs: [20, 20] };

let runs: Runs;
let settings: RunSettings;
const onRun = vi.fn<(state: RunState) => void>();
const onInstances = vi.fn();

const shop = (args: readonly string[] = []): RunSettings => ({
  id: 'shop',
  name: 'Shop',
  command: {
    command: process.execPath,
    args: [SERVER, ...args],
    env: { GREETING: '${NAME} ${INDEX} at ${PORT}' },
  },
  copies: 2,
  path: '/${NAME}/mcp',
  restart: 'never',
  approved: true,
});

function open(times: CopyTimes = QUICK): void {
  runs = createRuns({
    settings: () => [settings],
    resolve: (run, own) => ({
      stdio: {
        ...run.command,
        env: Object.fromEntries(
          Object.entries(run.command.env).map(([name, value]) => [
            name,
            value.replace(/\$\{(PORT|INDEX|NAME)\}/g, (_all, key: keyof typeof own) => own[key]),
          ]),
        ),
      },
    }),
    declaration: () => ({ info: { name: 'hopscope', version: '0' }, capabilities: {} }),
    env: process.env,
    times,
    onRun,
    onInstances,
  });
}

beforeEach(() => {
  settings = shop();
  onRun.mockReset();
  onInstances.mockReset();
  open();
});

afterEach(async () => {
  await runs.close();
});

function copy(index: number): CopyState {
  const found = runs.states()[0]?.copies[index - 1];
  if (!found) throw new Error(`no copy ${String(index)}`);
  return found;
}

async function ask(index: number, path = '/'): Promise<Record<string, unknown>> {
  const answer = await fetch(`http://127.0.0.1:${String(copy(index).port)}${path}`);
  return (await answer.json()) as Record<string, unknown>;
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) throw new Error('no pid');
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('each copy has its own port, index and name, and becomes an instance of a fleet', async () => {
  settings = shop(['--name=${NAME}:${PORT}:${OTHER}', '200']);
  const state = await runs.start('shop');
  expect(state.state).toBe('running');
  expect(state.copies.map(({ name, state: phase }) => [name, phase])).toEqual([
    ['shop-1', 'running'],
    ['shop-2', 'running'],
  ]);
  const [one, two] = [copy(1).port, copy(2).port];
  expect(one).not.toBe(two);
  expect(await ask(2)).toMatchObject({ name: 'shop-2', index: '2', greeting: `shop-2 2 at ${String(two)}` });
  expect(runs.output('shop', 1)).toEqual({
    stdout: `arguments --name=shop-1:${String(one)}:\${OTHER}\n`,
    stderr: 'shop-1 is copy 1\n',
    isTail: false,
  });
  expect(runs.instances()).toEqual([
    {
      id: 'run:shop:1',
      name: 'shop-1',
      url: `http://127.0.0.1:${String(one)}/shop-1/mcp`,
      headers: [],
      startedBy: 'run',
    },
    {
      id: 'run:shop:2',
      name: 'shop-2',
      url: `http://127.0.0.1:${String(two)}/shop-2/mcp`,
      headers: [],
      startedBy: 'run',
    },
  ]);
  expect(runs.fleets()).toEqual([
    { id: 'run:shop', name: 'Shop', instanceIds: ['run:shop:1', 'run:shop:2'] },
  ]);
  expect(onInstances).toHaveBeenCalled();
  await expect(runs.start('shop')).rejects.toMatchObject({ code: 'CONFLICT' });
  const pids = [copy(1).pid, copy(2).pid];
  expect((await runs.stop('shop')).state).toBe('off');
  expect(pids.map(isAlive)).toEqual([false, false]);
  expect(runs.instances()).toEqual([]);
  // What they said can still be read.
  expect(runs.output('shop', 2).stderr).toBe('shop-2 is copy 2\n');
});

test('a command that nobody has allowed is not started', async () => {
  settings = { ...shop(), approved: false };
  await expect(runs.start('shop')).rejects.toMatchObject({
    code: 'NEEDS_CONSENT',
    details: { id: 'shop', commandLine: expect.stringContaining('copy.ts') as string },
  });
  await expect(runs.start('other')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(runs.states()).toEqual([{ id: 'shop', state: 'off', copies: [] }]);
});

test('one that ends before it answers fails the start with its last words', async () => {
  settings = shop(['exit']);
  await expect(runs.start('shop')).rejects.toMatchObject({
    code: 'IO',
    message: expect.stringMatching(
      /^shop-\d ended with exit code 3\. Its last words: the port is taken, says the server$/,
    ) as string,
  });
  expect(runs.states()[0]).toMatchObject({
    state: 'failed',
    problem: expect.stringContaining('exit code 3') as string,
  });
  expect(runs.instances()).toEqual([]);
});

test('one that never listens fails the start, is told what is missing, and is ended', async () => {
  settings = { ...shop(['deaf']), copies: 1 };
  open({ ...QUICK, readyMs: 300 });
  await expect(runs.start('shop')).rejects.toThrow(
    /did not answer .* within 0\.3 s\. It must listen on the port/,
  );
  const states = onRun.mock.calls.map(([state]) => state.copies[0]?.pid).filter((pid) => pid !== undefined);
  expect(isAlive(states[0])).toBe(false);
});

test('a program that does not exist is named', async () => {
  settings = { ...shop(), command: { command: 'hopscope-no-such', args: [], env: {} } };
  await expect(runs.start('shop')).rejects.toThrow('The program hopscope-no-such is in no folder of PATH');
});

test('stopping while it starts gives the start up, and nothing is left', async () => {
  settings = shop(['deaf']);
  const starting = runs.start('shop');
  const given = expect(starting).rejects.toMatchObject({ code: 'CANCELLED' });
  await vi.waitFor(() => expect(copy(2).pid).toBeDefined(), PATIENCE);
  const pids = [copy(1).pid, copy(2).pid];
  await runs.stop('shop');
  await given;
  expect(pids.map(isAlive)).toEqual([false, false]);
  expect(runs.states()[0]?.state).toBe('off');
});

test('without a policy a crashed copy stays ended; the last one takes the run with it', async () => {
  await runs.start('shop');
  await ask(1, '/crash').catch(() => undefined);
  await vi.waitFor(() => expect(copy(1).state).toBe('ended'), PATIENCE);
  expect(runs.states()[0]).toMatchObject({
    state: 'running',
    problem: 'shop-1 ended with exit code 7. Its last words: shop-1 is copy 1',
  });
  // A request to it fails as one to a pod that is gone; it is still an instance of the fleet.
  expect(runs.instances()).toHaveLength(2);
  await ask(2, '/crash').catch(() => undefined);
  await vi.waitFor(() => expect(runs.states()[0]?.state).toBe('failed'), PATIENCE);
  const again = await runs.restart('shop', 1);
  expect(again.state).toBe('running');
  expect(await ask(1)).toMatchObject({ name: 'shop-1' });
});

test('with a policy a crashed copy comes back at its address, so often and no more', async () => {
  settings = { ...shop(), restart: 'on-crash' };
  await runs.start('shop');
  const { port } = copy(1);
  for (const restarts of [1, 2]) {
    const { pid } = await ask(1);
    await ask(1, '/crash').catch(() => undefined);
    await vi.waitFor(() => expect(copy(1)).toMatchObject({ state: 'running', restarts, port }), PATIENCE);
    expect((await ask(1))['pid']).not.toBe(pid);
  }
  await ask(1, '/crash').catch(() => undefined);
  await vi.waitFor(() => expect(copy(1).state).toBe('failed'), PATIENCE);
  expect(copy(1).problem).toContain('It was started again 2 times and is left alone now.');
  expect(copy(2).state).toBe('running');
  expect(runs.states()[0]?.state).toBe('running');
});

test('a copy that is taken down keeps its place, is not started again by itself, and comes back', async () => {
  settings = { ...shop(), restart: 'on-crash' };
  await expect(runs.takeDown('shop', 1, 'x')).rejects.toMatchObject({ code: 'CONFLICT' });
  await runs.start('shop');
  const { pid, url } = copy(1);
  const down = await runs.takeDown('shop', 1, 'Taken down to see.');
  expect(isAlive(pid)).toBe(false);
  expect(down).toMatchObject({ state: 'running', problem: 'Taken down to see.' });
  expect(down.copies).toMatchObject([{ state: 'ended', restarts: 0, url }, { state: 'running' }]);
  expect(runs.instances().map(({ name }) => name)).toEqual(['shop-1', 'shop-2']);
  await expect(ask(1, '/')).rejects.toThrow();
  const up = await runs.restart('shop', 1);
  expect(up.problem).toBeUndefined();
  expect(up.copies[0]).toMatchObject({ state: 'running', restarts: 1, url });
  await expect(runs.takeDown('shop', 3, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(runs.takeDown('other', 1, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a copy is restarted by hand, also one that runs', async () => {
  await runs.start('shop');
  const { pid } = await ask(2);
  const state = await runs.restart('shop', 2);
  expect(state.copies[1]).toMatchObject({ state: 'running', restarts: 1 });
  expect((await ask(2))['pid']).not.toBe(pid);
  expect(isAlive(Number(pid))).toBe(false);
  await expect(runs.restart('shop', 3)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await runs.stop('shop');
  await expect(runs.restart('shop', 1)).rejects.toMatchObject({ code: 'CONFLICT' });
});
