import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI_PROGRAM } from '../../support/cli-program.ts';
import { openContractEngine } from '../../support/contract-engine.ts';
import { INSTANCE_PROGRAM, startDemoFleet } from '../../support/demo-processes.ts';
import { recipeSteps } from '../../support/recipe-steps.ts';
import { recordSession } from '../../support/recorded-session.ts';
import { addInstance } from '../servers/ask-through-bridge.ts';

/** What a runner of GitHub Actions does with a shell step; https://docs.github.com/actions/reference/workflow-syntax-for-github-actions */
const SHELL = ['bash', '-e'] as const;

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-recipe-'));
  const [opened, fleet] = await Promise.all([openContractEngine(), startDemoFleet({ names: ['alpha'] })]);
  try {
    const { id } = await addInstance(opened.engine, 'alpha', fleet.get('alpha').url);
    const { path } = await recordSession(opened.engine, [id], { parts: ['lists', 'baskets'], customers: 1 });
    await cp(path, join(home, 'session.hopscope'));
  } finally {
    await opened.close();
    await fleet.stop();
  }
}, 60_000);
afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

interface Job {
  /** Exit codes by the step's name. */
  readonly codes: Readonly<Record<string, number | null>>;
  readonly read: (file: string) => Promise<string>;
  readonly said: string;
}

/** Runs the recipe's shell steps as a runner would, in a repository whose server is the demo with these bugs. */
async function runRecipe(name: string, bugs: string): Promise<Job> {
  const repository = join(home, name);
  await mkdir(join(repository, 'test', 'hopscope'), { recursive: true });
  await cp(join(home, 'session.hopscope'), join(repository, 'test/hopscope/session.hopscope'));
  await writeFile(join(repository, 'test/hopscope/session.noise'), 'tasks/get /result/createdAt\n');
  const tools = await standIns(repository);
  const shared = `HOPSCOPE_DEMO_KEY=${randomBytes(32).toString('hex')} HOPSCOPE_DEMO_STORE='${join(repository, 'store.sqlite')}'`;
  const env = {
    PATH: `${tools}:${process.env['PATH'] ?? ''}`,
    HOME: repository,
    TMPDIR: home,
    SERVER: `HOPSCOPE_DEMO_NAME='\${NAME}' HOPSCOPE_DEMO_BUGS=${bugs} ${shared} '${process.execPath}' '${INSTANCE_PROGRAM}'`,
    RECORDING: 'test/hopscope/session.hopscope',
    NOISE: 'test/hopscope/session.noise',
    HOPSCOPE: `${process.execPath} ${CLI_PROGRAM}`,
    GITHUB_STEP_SUMMARY: join(repository, 'summary.md'),
    GH_TOKEN: 'none',
    NUMBER: '42',
  };
  const codes: Record<string, number | null> = {};
  let said = '';
  for (const step of recipeSteps()) {
    const script = join(home, 'step.sh');
    await writeFile(script, step.script);
    const child = spawn(SHELL[0], [...SHELL.slice(1), script], { cwd: repository, env });
    const hear = (bytes: Buffer): void => void (said += bytes.toString());
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    codes[step.name] = await new Promise((resolve) => child.once('close', resolve));
  }
  return { codes, said, read: (file) => readFile(join(repository, file), 'utf8') };
}

/** Stand-ins for what a test must not do: install packages, write to GitHub. They write down what they are asked. */
async function standIns(repository: string): Promise<string> {
  const tools = join(repository, 'tools');
  await mkdir(tools);
  for (const tool of ['npm', 'gh']) {
    const path = join(tools, tool);
    await writeFile(path, `#!/bin/sh\necho ${tool} "$@" >> '${join(repository, 'asked')}'\n`);
    await chmod(path, 0o755);
  }
  return tools;
}

describe.skipIf(process.platform === 'win32')('the recipe for CI', () => {
  it('passes a server that keeps nothing to itself', async () => {
    const { codes, read, said } = await runRecipe('healthy', '');
    expect({ codes, said }).toMatchObject({
      codes: {
        Install: 0,
        'Prove that it is stateless': 0,
        'Answers as recorded': 0,
        Summary: 0,
        Comment: 0,
      },
    });
    for (const report of ['prove', 'replay']) {
      expect(await read(`hopscope-${report}.xml`)).toMatch(
        new RegExp(`<testsuites name="hopscope ${report}" tests="\\d+" failures="0" errors="0">`),
      );
    }
    expect(await read('summary.md')).toMatch(
      /Proof of statelessness: session\.hopscope[^]*Stateless under[^]*# Replay/,
    );
    // Hopscope runs the copies, so it can take one of them down on the way.
    expect(await read('hopscope-prove.html')).toMatch(/one goes down before #\d+, and the others go on\./);
    expect(await read('asked')).toBe(
      'npm ci\nnpm ci --prefix .hopscope\ngh pr comment 42 --edit-last --create-if-none --body-file hopscope-prove.md\n',
    );
  });

  it('fails one whose baskets live in one process, and says so in each report', async () => {
    const { codes, read, said } = await runRecipe('broken', 'memory-basket');
    expect({ codes, said }).toMatchObject({
      // On one copy all is well: that is what makes the bug one of those that only show in production.
      codes: { 'Prove that it is stateless': 1, 'Answers as recorded': 0, Summary: 0, Comment: 0 },
    });
    const junit = await read('hopscope-prove.xml');
    expect(junit).toMatch(/<testsuites name="hopscope prove" tests="\d+" failures="[1-9]\d*" errors="0">/);
    expect(junit).toMatch(
      /<failure message="Not stateless: #\d+ basket_\w+ fails on \S+ only if #\d+ basket_create went to/,
    );
    expect(await read('hopscope-replay.xml')).toContain('failures="0" errors="0"');
    expect(await read('hopscope-prove.md')).toContain('**Not stateless: ');
    expect(await read('hopscope-prove.html')).toContain('Not stateless: ');
    expect(said).toContain('memory-only-handle');
  });
});
