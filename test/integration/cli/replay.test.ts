import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
