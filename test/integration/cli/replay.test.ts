import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LeftOut, PlanStep, ValueFlow } from '../../../shared/model/replay-plan.ts';
import { openContractEngine } from '../../support/contract-engine.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { recordSession } from '../../support/recorded-session.ts';
import { addInstance } from '../servers/ask-through-bridge.ts';
import { runCli, startCli } from './run-cli.ts';

let home: string;
let fleet: DemoFleet;
let to: readonly string[];

/** A recording of two customers with their baskets, on alpha alone, in the test's folder. */
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
  const [opened, started] = await Promise.all([openContractEngine(), startDemoFleet()]);
  fleet = started;
  to = fleet.instances.flatMap(({ name, url }) => ['--to', `${name}=${url}`]);
  try {
    const alpha = await addInstance(opened.engine, 'alpha', fleet.get('alpha').url);
    const { path } = await recordSession(opened.engine, [alpha.id], {
      parts: ['lists', 'cursors', 'baskets'],
    });
    await cp(path, join(home, 'shop.hopscope'));
  } finally {
    await opened.close();
  }
}, 60_000);
afterAll(async () => {
  await fleet.stop();
  await rm(home, { recursive: true, force: true });
});

const BASKETS = ['--allow', 'basket_create', '--allow', 'basket_add'];

describe('hopscope replay --dry-run', () => {
  it('shows the plan and sends nothing, with and without instances', async () => {
    const alone = await runCli(['replay', 'shop.hopscope', '--dry-run', '--json'], home);
    expect(alone).toMatchObject({ code: 0, stderr: '' });
    const plan = JSON.parse(alone.stdout) as {
      readonly steps: readonly PlanStep[];
      readonly leftOut: readonly LeftOut[];
      readonly flows: readonly ValueFlow[];
      readonly held: number;
      readonly schedules: readonly unknown[];
    };
    expect(plan.steps).toHaveLength(37);
    expect(plan.held).toBe(18);
    expect(plan.flows.filter(({ kind }) => kind === 'handle')).toHaveLength(2);
    expect(plan.schedules).toEqual([]);

    const args = ['--capture', 'dry.hopscope', '--schedule', 'random:7,pinned:beta', ...BASKETS];
    const placed = await runCli(['prove', 'shop.hopscope', '--dry-run', ...to, ...args], home);
    expect(placed).toMatchObject({ code: 0, stderr: '' });
    expect(placed.stdout).toMatch(/^step +request +kind +lane +after +safety +random:7 +pinned$/m);
    expect(placed.stdout).toMatch(/#\d+ +tools\/call basket_get .* safe +\w+ +beta$/m);
    expect(placed.stdout).toContain('Nothing was sent.');
    const nothing = await runCli(['replay', 'dry.hopscope', '--dry-run'], home);
    expect(nothing.stdout).toContain('There is nothing in it that could be sent again.');
  });

  it('starts nothing for a plan', async () => {
    const run = `'${process.execPath}' -e 'require("fs").writeFileSync("started","")'`;
    const args = ['replay', 'shop.hopscope', '--dry-run', '--run', run, '--schedule', 'round-robin'];
    const { code, stdout } = await runCli(args, home);
    expect(code).toBe(0);
    expect(stdout).toMatch(/safe +node-1$/m);
    await expect(readFile(join(home, 'started'))).rejects.toThrow('ENOENT');
  });
});

describe('hopscope replay', () => {
  it('is answered as recorded by a healthy fleet, into a capture, with the recording as it was', async () => {
    const before = await readFile(join(home, 'shop.hopscope'));
    const args = [
      'replay',
      'shop.hopscope',
      ...to,
      ...BASKETS,
      '--schedule',
      'adversarial',
      '--capture',
      'again.hopscope',
    ];
    const end = await runCli(args, home);
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout).toContain('✓ All 37 steps are answered as recorded.');
    expect(end.stdout).toContain('37 steps on alpha, beta, gamma: 1 run, 37 answers');
    expect((await readFile(join(home, 'shop.hopscope'))).equals(before)).toBe(true);
    const plan = await runCli(['replay', 'again.hopscope', '--dry-run', '--json'], home);
    // What a replay has sent is no recording to be sent again.
    const { steps, leftOut } = JSON.parse(plan.stdout) as { steps: unknown[]; leftOut: LeftOut[] };
    expect(steps).toEqual([]);
    expect(leftOut.filter(({ reason }) => reason === 'replay')).toHaveLength(37);
  });

  it('never calls it well where steps are held', async () => {
    const end = await runCli(['replay', 'shop.hopscope', ...to, '--allow', 'basket_create'], home);
    expect(end).toMatchObject({ code: 3 });
    expect(end.stdout).not.toContain('✓');
    expect(end.stdout).toMatch(
      /^Incomplete: 8 steps were held: nobody allowed them. \d+ of 29 steps are not answered as recorded/,
    );
    expect(end.stdout).toContain('basket_add  8 steps:');
  });

  it('exits 3 where nobody answers, and 2 where it is not told what to do', async () => {
    const gone = await runCli(
      ['replay', 'shop.hopscope', '--to', 'http://127.0.0.1:1/mcp', '--allow-all'],
      home,
    );
    expect(gone).toMatchObject({ code: 3 });
    expect(gone.stdout).toMatch(
      /^Incomplete: .* 17 requests were not answered\. 17 of 37 steps are not answered as recorded, 20 are unclear\./,
    );
    const wrong = [
      [['shop.hopscope', ...to, '--schedule', 'pinned:delta'], 'There are: alpha, beta, gamma.'],
      [['shop.hopscope', '--to', 'https://shop.example.com/mcp'], 'Give --production where that is meant.'],
      [['shop.hopscope', ...to, '--report', 'md:none/r.md'], 'there is no directory'],
    ] as const;
    for (const [args, says] of wrong) {
      expect({ args, ...(await runCli(['replay', ...args], home)) }).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining(says) as string,
      });
    }
  });

  it('is cancelled by Ctrl-C, also while a server says nothing', async () => {
    const asked = Promise.withResolvers<undefined>();
    const silent = createServer(() => {
      asked.resolve(undefined);
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    try {
      const url = `http://127.0.0.1:${String(port)}/mcp`;
      const running = startCli(['replay', 'shop.hopscope', '--to', url, ...BASKETS], home);
      await asked.promise;
      running.child.kill('SIGINT');
      const end = await running.ended;
      expect(end).toMatchObject({ code: 3 });
      expect(end.stdout).toMatch(/^Incomplete: It was cancelled\. .*37 requests were not sent/);
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });
});

describe('reports of a replay', () => {
  it('are one document with --json, and say the same in each kind', async () => {
    const reports = ['json', 'junit', 'md', 'html'].flatMap((kind) => ['--report', `${kind}:r.${kind}`]);
    await writeFile(join(home, 'r.md'), 'what an earlier run has left');
    const args = ['replay', 'shop.hopscope', ...to, '--allow', 'basket_create', '--json', ...reports];
    const end = await runCli(args, home);
    expect(end).toMatchObject({ code: 3 });
    const says = 'Incomplete: 8 steps were held: nobody allowed them.';
    const document = JSON.parse(end.stdout) as ReportDocument;
    expect(document).toMatchObject({ kind: 'replay', state: 'incomplete', end: 'incomplete' });
    expect(document.says).toContain(says);
    expect(await read('r.json')).toBe(end.stdout);
    expect(await read('r.md')).toContain(says);
    expect(await read('r.html')).toContain(says);
    // Held steps are skipped, and the whole is an error: nothing that was not sent is green.
    const junit = await read('r.junit');
    expect(junit).toMatch(/name="the verdict">\s+<error message="Incomplete: 8 steps were held/);
    expect(junit).toMatch(/name="#\d+ tools\/call basket_add">\s+<skipped message="Held/);
    expect(junit).not.toMatch(/basket_add"\/>/);
  });

  it('say that it is incomplete, and keep what there was, when it is killed', async () => {
    const reports = ['--report', 'json:killed.json', '--report', 'junit:killed.xml'];
    await writeFile(join(home, 'killed.xml'), '<testsuites tests="9" failures="0" errors="0"/>');
    const running = startCli(
      ['replay', 'shop.hopscope', ...to, ...BASKETS, '--pace', '4/s', ...reports],
      home,
    );
    // Whole at whatever moment it is read: parsing would throw.
    let told: ReportDocument | undefined;
    await until(async () => {
      told = await read('killed.json').then((text) => JSON.parse(text) as ReportDocument, noFile);
      return (told?.counts.done ?? 0) >= 3;
    });
    running.child.kill('SIGKILL');
    await running.ended;
    const left = JSON.parse(await read('killed.json')) as ReportDocument;
    expect(left).toMatchObject({ state: 'running', end: 'incomplete', verdict: null });
    expect(left.counts.done).toBeGreaterThanOrEqual(3);
    expect(left.counts.done).toBeLessThan(37);
    const junit = await read('killed.xml');
    expect(junit).toMatch(
      /name="the verdict">\s+<error message="Not over yet: \d+ of 37 requests (was|were) sent/,
    );
    expect(junit).toMatch(/<testcase [^>]*name="#1 server\/discover"\/>/);
  });
});

it('learns noise into a file, with which the same is answered as recorded', async () => {
  const { url } = fleet.get('alpha');
  const call = [
    'call',
    url,
    'render_report',
    '--args',
    '{"pages":1}',
    '--wait',
    '--capture',
    'task.hopscope',
  ];
  expect(await runCli(call, home)).toMatchObject({ code: 0 });
  const replay = ['replay', 'task.hopscope', '--to', url, '--noise', 'task.noise'];
  const learnt = await runCli([...replay, '--learn-noise'], home);
  expect(learnt).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('Written: task.noise (noise: 4 learnt, 0 known before).') as string,
  });
  expect(await read('task.noise')).toMatch(
    /^tools\/call render_report \/result\/createdAt\n {2}since \d{4}-\d\d-\d\d\n {2}seen #\d+: /m,
  );
  // Once: what has not varied before its eyes would be unclear.
  expect(await runCli(replay, home)).toMatchObject({ code: 0 });
  await writeFile(join(home, 'task.noise'), '');
  const unclear = await runCli(replay, home);
  expect(unclear).toMatchObject({ code: 1 });
  expect(unclear.stdout).toMatch(/^2 of \d steps are unclear\.$/m);
  expect(unclear.stdout).toContain('--repeat 2');
});

it('keeps exchanges and journal in the workspace that it is given', async () => {
  await mkdir(join(home, 'work'));
  const end = await runCli(['replay', 'shop.hopscope', ...to, ...BASKETS, '--workspace', 'work'], home);
  expect(end).toMatchObject({ code: 0 });
  const captures = await readdir(join(home, 'work', 'captures'));
  expect(captures.filter((file) => file.endsWith('.hopscope'))).toHaveLength(1);
  expect(await readdir(join(home, 'work', 'captures', 'replays'))).toEqual([
    expect.stringMatching(/\.jsonl$/),
  ]);
});

interface ReportDocument {
  readonly state: string;
  readonly end: string;
  readonly says: string;
  readonly counts: { readonly done: number };
}

function read(file: string): Promise<string> {
  return readFile(join(home, file), 'utf8');
}

function noFile(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20);
}
