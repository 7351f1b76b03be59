import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TaskLife } from '../../../shared/model/task.ts';
import { INSTANCE_PROGRAM, startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { startTaskFleet, type TaskFleet } from '../../support/task-fleet.ts';
import { runCli, startCli } from './run-cli.ts';

interface Matrix {
  readonly verdict: string | null;
  readonly says: string;
  readonly exitCode: number;
  readonly cells: readonly { readonly step: string; readonly instance: string; readonly verdict: string }[];
}

let home: string;
let demo: DemoFleet | undefined;
let fleet: TaskFleet | undefined;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
});
afterEach(async () => {
  await demo?.stop();
  await fleet?.close();
  demo = undefined;
  fleet = undefined;
});
afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

const TOOLS = ['--tool', 'render_report', '--input-tool', 'approve_work', '--ttl-wait', '0'];
const INSTANCES = ['alpha', 'beta', 'gamma'];

async function startDemo(bugs: readonly string[] = []): Promise<readonly string[]> {
  demo = await startDemoFleet({ names: INSTANCES, bugs });
  return demo.instances.flatMap(({ name, url }) => ['--to', `${name}=${url}`]);
}

function lineOf({ cells }: Matrix, step: string, names: readonly string[] = INSTANCES): string {
  return names
    .map((name) => cells.find((cell) => cell.step === step && cell.instance === name)?.verdict ?? '-')
    .join(' ');
}

async function check(...args: readonly string[]): Promise<Matrix & { readonly code: number | null }> {
  const { code, stdout, stderr } = await runCli(['tasks', 'check', ...args, '--json'], home);
  if (stdout === '') throw new Error(stderr);
  return { code, ...(JSON.parse(stdout) as Matrix) };
}

describe('hopscope tasks check', () => {
  it('gives the demo fleet a clean matrix', async () => {
    const to = await startDemo();
    const matrix = await check(...to, ...TOOLS);
    expect(matrix).toMatchObject({ code: 0, verdict: 'holds', exitCode: 0 });
    expect(lineOf(matrix, 'create')).toBe('ok - -');
    for (const step of ['get-at-once', 'get-later', 'unknown-id', 'update', 'cancel']) {
      expect(lineOf(matrix, step), step).toBe('ok ok ok');
    }
    for (const step of ['creator-down', 'after-ttl']) {
      expect(lineOf(matrix, step), step).toBe('not-applicable not-applicable not-applicable');
    }
  });

  it('finds lost-task in every step that asks another instance', async () => {
    const to = await startDemo(['lost-task']);
    const matrix = await check(...to, ...TOOLS);
    expect(matrix).toMatchObject({ code: 1, verdict: 'violated', exitCode: 1 });
    for (const step of ['get-at-once', 'get-later', 'update', 'cancel']) {
      expect(lineOf(matrix, step), step).toBe('ok violated violated');
    }
    expect(lineOf(matrix, 'unknown-id')).toBe('ok ok ok');
  });

  it('finds early-handle where tasks are asked for at once', async () => {
    const to = await startDemo(['early-handle']);
    const matrix = await check(...to, ...TOOLS);
    expect(matrix).toMatchObject({ code: 1, verdict: 'violated' });
    expect(lineOf(matrix, 'get-at-once')).toBe('ok violated violated');
    expect(lineOf(matrix, 'get-later')).toBe('ok ok ok');
  });

  it('takes the creator of --run down, and records what it does', async () => {
    const store = join(home, 'run.sqlite');
    const env = `HOPSCOPE_DEMO_NAME='\${NAME}' HOPSCOPE_DEMO_KEY=${'ab'.repeat(32)} HOPSCOPE_DEMO_STORE='${store}'`;
    const run = `${env} '${process.execPath}' '${INSTANCE_PROGRAM}'`;
    const reports = ['json', 'junit', 'html', 'md'].flatMap((kind) => ['--report', `${kind}:check.${kind}`]);
    const args = [
      'tasks',
      'check',
      '--run',
      run,
      '--copies',
      '2',
      ...TOOLS,
      '--capture',
      'check.hopscope',
      ...reports,
    ];
    const end = await runCli(args, home);
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout).toContain('✓ Every instance knows the tasks that instance-ts-1 hands out.');
    const read = (kind: string): Promise<string> => readFile(join(home, `check.${kind}`), 'utf8');
    const matrix = JSON.parse(await read('json')) as Matrix;
    expect(lineOf(matrix, 'creator-down', ['instance-ts-1', 'instance-ts-2'])).toBe('ok ok');
    expect(await read('junit')).toContain('failures="0" errors="0"');
    expect(await read('md')).toContain('| Creator down | ok | ok |');
    expect(await read('html')).toContain('<h1>Task durability</h1>');

    const view = await runCli(['tasks', 'check.hopscope'], home);
    expect(view).toMatchObject({ code: 0 });
    expect(view.stdout).toMatch(/render_report {2}instance-ts-1 {2}cancelled +working [\d.]+ m?s, cancelled/);
    const { stdout } = await runCli(['tasks', 'check.hopscope', '--json'], home);
    const data = JSON.parse(stdout) as { readonly lives: readonly TaskLife[]; readonly total: number };
    expect(data.total).toBe(data.lives.length);
    const created = data.lives.filter(({ creator }) => creator);
    expect(created.map(({ tool }) => tool).sort()).toEqual([
      'approve_work',
      'render_report',
      'render_report',
      'render_report',
    ]);
    expect(created.flatMap(({ unknownOn }) => unknownOn)).toEqual([]);
  });

  it('exits 3 where the tool makes no task, and 2 where it is not told what to do', async () => {
    const to = await startDemo();
    const missed = await check(...to, '--tool', 'whoami');
    expect(missed).toMatchObject({ code: 3, verdict: 'not-reached' });
    expect(missed.says).toContain(
      'whoami was done at once, without a task: choose a tool that hands out tasks.',
    );
    const wrong = [
      [['--tool', 'x'], 'There is nobody to check'],
      [[...to], 'Give --tool NAME'],
      [[...to, '--tool', 'x', '--copies', '2'], '--copies is about --run'],
      [[...to, '--tool', 'x', '--creator', 'delta'], 'There are: alpha, beta, gamma.'],
      [[...to, '--tool', 'x', '--era', 'legacy'], 'leave --era legacy out'],
      [[...to, '--tool', 'x', '--input-args', '{}'], '--input-args are of --input-tool'],
    ] as const;
    for (const [args, says] of wrong) {
      const end = await runCli(['tasks', 'check', ...args], home);
      expect({ args, ...end }).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining(says) as string,
      });
    }
  });

  it('can be cancelled: what it had shown is told, and no task runs on', async () => {
    fleet = await startTaskFleet({ instances: 1, ttlMs: 3_600_000 });
    const [alpha] = fleet.instances;
    const args = ['tasks', 'check', '--to', alpha?.url ?? '', '--tool', 'forever', '--ttl-wait', '86400000'];
    const running = startCli(args, home);
    let said = '';
    // Nothing more comes of it until the ttl is over, in an hour.
    await new Promise<void>((resolve) => {
      const look = setInterval(() => {
        if (fleet?.world.calls.filter(({ method }) => method === 'tasks/cancel').length !== 1) return;
        clearInterval(look);
        resolve();
      }, 50);
      running.child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()));
    });
    running.child.kill('SIGINT');
    const end = await running.ended;
    expect({ ...end, said }).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('The check was cancelled: it is not complete.') as string,
    });
    expect(end.stdout).toMatch(/Get later +ok/);
    expect(fleet.world.running()).toEqual([]);
  });
});

it('hopscope tasks says so where there are none, and refuses what is no capture', async () => {
  const to = await startDemo();
  const [, alpha = ''] = to;
  await runCli(['call', alpha, 'whoami', '--capture', 'none.hopscope'], home);
  expect(await runCli(['tasks', 'none.hopscope'], home)).toMatchObject({
    code: 0,
    stdout: 'There are no tasks in this capture.\n',
  });
  expect(await runCli(['tasks', 'nothing.hopscope'], home)).toMatchObject({ code: 2 });
});
