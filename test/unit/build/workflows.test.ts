import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packageConfiguration } from '../../../build/package/configuration.mjs';
import { systemOf } from '../../../build/package/flags.mjs';
import { unpackedPlaces } from '../../../build/package/unpacked.mjs';

/** What is used of a workflow. https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly 'runs-on': string;
  readonly 'timeout-minutes': number;
  readonly strategy: {
    readonly matrix: { readonly os?: string[]; readonly include?: Record<string, string>[] };
  };
  readonly steps: readonly Step[];
}

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, '.github/workflows');
const read = (file: string): Workflow => parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const SYSTEMS = ['macos-latest', 'ubuntu-latest', 'windows-latest'];

/** The one job of a workflow. */
function jobOf(workflow: Workflow): Job {
  const [job, ...others] = Object.values(workflow.jobs);
  if (!job || others.length > 0) throw new Error('one job was expected');
  return job;
}

describe.each(readdirSync(folder))('%s', (file) => {
  const workflow = read(file);

  it('has what a workflow must have, and no key that GitHub would not know', () => {
    expect(['name', 'on', 'permissions', 'concurrency', 'jobs']).toEqual(
      expect.arrayContaining(Object.keys(workflow)),
    );
    for (const job of Object.values(workflow.jobs)) {
      expect(['strategy', 'runs-on', 'timeout-minutes', 'steps']).toEqual(
        expect.arrayContaining(Object.keys(job)),
      );
      for (const step of job.steps) {
        expect(['name', 'if', 'uses', 'run', 'with', 'env']).toEqual(
          expect.arrayContaining(Object.keys(step)),
        );
        expect([step.uses, step.run].filter((each) => each !== undefined)).toHaveLength(1);
      }
    }
  });

  it('may read the repository and nothing more, and keeps no credentials in it', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const checkouts = jobOf(workflow).steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual([false]);
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });

  it('names the version of each action, of GitHub’s own only', () => {
    for (const { uses } of jobOf(workflow).steps) {
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@(v\d+|[0-9a-f]{40})$/);
    }
  });

  it('runs scripts that are there, and writes nothing that others chose into a shell', () => {
    for (const { run } of jobOf(workflow).steps) {
      for (const [, script = ''] of run?.matchAll(/npm run ([\w:-]+)/g) ?? []) {
        expect(Object.keys(scripts)).toContain(script);
      }
      expect(run ?? '').not.toMatch(/\$\{\{\s*(github|inputs|secrets)\./);
    }
  });

  it('is given up after a while, on all three systems', () => {
    const { strategy, 'timeout-minutes': minutes, 'runs-on': machine } = jobOf(workflow);
    expect(minutes).toBeLessThanOrEqual(60);
    expect(machine).toBe('${{ matrix.os }}');
    const { os, include } = strategy.matrix;
    expect([...(os ?? include?.map((each) => each.os) ?? [])].sort()).toEqual(SYSTEMS);
  });
});

it('ci.yml runs everything', () => {
  expect(jobOf(read('ci.yml')).steps.map(({ run }) => run)).toEqual(
    expect.arrayContaining(['npm ci', 'npm test']),
  );
});

describe('package.yml', () => {
  const job = jobOf(read('package.yml'));
  const { steps } = job;

  it('makes the installers, then tests what was packaged, then hands it out', () => {
    const order = steps.map(({ run, uses }) => run ?? uses?.split('@')[0]);
    const made = order.indexOf('npm run package');
    const tested = order.indexOf('${{ matrix.screen }} npm run test:electron');
    expect(made).toBeGreaterThan(order.indexOf('npm ci'));
    expect(tested).toBeGreaterThan(made);
    expect(order.indexOf('actions/upload-artifact')).toBeGreaterThan(tested);
    expect(steps[tested]?.env).toEqual({ HOPSCOPE_PACKAGED: '${{ github.workspace }}/${{ matrix.app }}' });
  });

  it('looks for the packaged app where it is put', () => {
    const platforms = {
      'ubuntu-latest': 'linux',
      'macos-latest': 'darwin',
      'windows-latest': 'win32',
    } as const;
    const folders = { linux: 'linux-unpacked', mac: 'mac-arm64', win: 'win-unpacked' };
    for (const { os, app } of job.strategy.matrix.include ?? []) {
      const system = systemOf(platforms[os as keyof typeof platforms]);
      const { executable } = unpackedPlaces(`dist/installers/${folders[system]}`, system);
      expect(app).toBe(executable.replaceAll('\\', '/'));
    }
  });

  it('hands out every kind of installer that is made, and fails where there is none', () => {
    const upload = steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    expect(upload?.with?.['if-no-files-found']).toBe('error');
    const place = { app: '', output: '', resources: '', electronVersion: '', electronDist: undefined };
    const { linux, mac, win } = packageConfiguration(place, {});
    const endings = {
      AppImage: 'AppImage',
      deb: 'deb',
      dmg: 'dmg',
      zip: 'zip',
      nsis: 'exe',
      portable: 'exe',
    };
    const targets = [linux?.target, mac?.target, win?.target].flat() as (keyof typeof endings)[];
    const wanted = new Set(targets.map((target) => `dist/installers/*.${endings[target]}`));
    expect(String(upload?.with?.path).trim().split('\n').sort()).toEqual([...wanted].sort());
  });

  it('asks for no file that is not there', () => {
    const paths = (read('package.yml').on.pull_request as { paths: string[] }).paths;
    for (const path of paths) expect(existsSync(join(root, path.replace('/**', '')))).toBe(true);
  });
});
