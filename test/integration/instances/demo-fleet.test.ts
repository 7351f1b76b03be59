import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BUGS } from '../../../demo/bugs.ts';
import { createDemoFleet, type DemoFleet } from '../../../engine/instances/demo-fleet.ts';
import type { Launch } from '../../../engine/instances/launch-process.ts';
import { launchProcess } from '../../../engine/instances/launch-process.ts';
import { call } from '../demo/requests.ts';

const entry = fileURLToPath(new URL('../../../demo/instance.ts', import.meta.url));
let temporary: string;
let demo: DemoFleet;
const phases: string[] = [];
let pids: number[] = [];

const launch: Launch = (request) => {
  const launched = launchProcess(request);
  if (launched.pid !== undefined) pids.push(launched.pid);
  return launched;
};

beforeEach(async () => {
  // The fleet asks the system where temporary files go; a place of its own shows what it leaves behind.
  temporary = await mkdtemp(join(tmpdir(), 'hopscope-test-'));
  vi.stubEnv('TMPDIR', temporary);
  phases.length = 0;
  pids = [];
  demo = createDemoFleet({
    entry,
    knownBugs: BUGS,
    env: { ...process.env, SECRET_OF_MINE: 'x' },
    launch,
    onChange: () => {
      phases.push(demo.state().state);
    },
  });
});

afterEach(async () => {
  await demo.stop();
  vi.unstubAllEnvs();
  await rm(temporary, { recursive: true, force: true });
});

test.each([true, false, undefined])('hands on whether the fixtures are wanted: %s', async (wanted) => {
  await demo.start({
    instances: 1,
    bugs: [],
    ...(wanted !== undefined && { conformanceFixtures: wanted }),
  });
  const answer = await call(demo.instances()[0]?.url ?? '', 'test_simple_text');
  expect(answer.last.error === undefined).toBe(wanted === true);
});

test('starts three instances that can be talked to, and leaves nothing behind', async () => {
  expect(demo.state()).toEqual({ state: 'off', bugs: [], knownBugs: BUGS });
  await demo.start({ instances: 3, bugs: ['shuffled-tools'] });
  expect(demo.state()).toMatchObject({ state: 'running', bugs: ['shuffled-tools'] });
  expect(demo.fleet()).toEqual({
    id: 'demo',
    name: 'demo',
    instanceIds: ['demo-alpha', 'demo-beta', 'demo-gamma'],
  });
  const instances = demo.instances();
  expect(instances.map(({ name, startedBy }) => [name, startedBy])).toEqual([
    ['alpha', 'demo'],
    ['beta', 'demo'],
    ['gamma', 'demo'],
  ]);
  expect(new Set(instances.map(({ url }) => url)).size).toBe(3);
  const answers = await Promise.all(instances.map(({ url }) => fetch(url, { method: 'POST', body: '{}' })));
  expect(answers.map((answer) => answer.headers.get('X-Instance'))).toEqual(['alpha', 'beta', 'gamma']);
  await Promise.all(answers.map((answer) => answer.text()));
  expect(await readdir(temporary)).toHaveLength(1);

  await expect(demo.start({ instances: 1, bugs: [] })).rejects.toMatchObject({ code: 'CONFLICT' });
  await demo.stop();
  expect(demo.state()).toEqual({ state: 'off', bugs: [], knownBugs: BUGS });
  expect(demo.instances()).toEqual([]);
  expect(demo.fleet()).toBeUndefined();
  expect(phases).toEqual(['starting', 'running', 'off']);
  expect(await readdir(temporary)).toEqual([]);
  expect(pids).toHaveLength(3);
});

test.each([
  [{ instances: 0, bugs: [] }, '1 to 8'],
  [{ instances: 9, bugs: [] }, '1 to 8'],
  [{ instances: 1.5, bugs: [] }, '1 to 8'],
  [{ instances: 1, bugs: ['gremlin'] }, 'There is no bug "gremlin"'],
])('%j is refused', async (input, says) => {
  await expect(demo.start(input)).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining(says) as string,
  });
  expect(phases).toEqual([]);
});

test('an instance that is killed is named; when the last one is, the fleet has failed', async () => {
  await demo.start({ instances: 2, bugs: [] });
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await vi.waitFor(() => {
    expect(demo.instances().map(({ name }) => name)).toHaveLength(1);
  }, 20_000);
  expect(demo.state()).toMatchObject({
    state: 'running',
    problem: expect.stringContaining('SIGKILL') as string,
  });
  process.kill(pids[1] ?? 0, 'SIGKILL');
  await vi.waitFor(() => {
    expect(demo.state().state).toBe('failed');
  }, 20_000);
  expect(await readdir(temporary)).toEqual([]);
  await demo.start({ instances: 1, bugs: [] });
  expect(demo.state()).toMatchObject({ state: 'running' });
  expect(demo.state()).not.toHaveProperty('problem');
});

test('a stop while it starts gives the start up', async () => {
  const starting = demo.start({ instances: 3, bugs: [] });
  const refused = expect(starting).rejects.toMatchObject({ code: 'CANCELLED' });
  await demo.stop();
  await refused;
  expect(demo.state().state).toBe('off');
  expect(await readdir(temporary)).toEqual([]);
});

test('a stop once the processes are there ends them', async () => {
  const starting = demo.start({ instances: 3, bugs: [] });
  const refused = expect(starting).rejects.toMatchObject({ code: 'CANCELLED' });
  await vi.waitFor(() => {
    expect(pids).toHaveLength(3);
  }, 20_000);
  await demo.stop();
  await refused;
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(await readdir(temporary)).toEqual([]);
});

test('a script that does not run fails the start with what it said', async () => {
  const broken = createDemoFleet({
    entry: join(temporary, 'none.ts'),
    knownBugs: BUGS,
    env: process.env,
    onChange: () => undefined,
  });
  await expect(broken.start({ instances: 1, bugs: [] })).rejects.toMatchObject({ code: 'IO' });
  expect(broken.state()).toMatchObject({
    state: 'failed',
    problem: expect.stringContaining('alpha') as string,
  });
  await broken.stop();
  expect(broken.state()).toEqual({ state: 'off', bugs: [], knownBugs: BUGS });
});
