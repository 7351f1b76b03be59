import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { call } from '../demo/requests.ts';
import { startCli, type RunningCli } from './run-cli.ts';

let home: string;
let running: RunningCli | undefined;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
});

afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  running = undefined;
  await rm(home, { recursive: true, force: true });
});

interface Ready {
  readonly instances: { readonly name: string; readonly url: string }[];
}

test.each(['SIGINT', 'SIGTERM'] as const)('runs until %s, then leaves nothing behind', async (signal) => {
  running = startCli(['demo', '--instances', '2', '--bug', 'ignores-headers', '--json'], home);
  const { instances } = JSON.parse(await running.firstLine) as Ready;
  expect(instances.map(({ name }) => name)).toEqual(['alpha', 'beta']);
  for (const { name, url } of instances) {
    const answer = await fetch(url, { method: 'POST', body: '{}' });
    expect(answer.headers.get('X-Instance')).toBe(name);
    await answer.text();
  }
  running.child.kill(signal);
  const end = await running.ended;
  expect(end.code).toBe(0);
  expect(end.stdout.trimEnd().split('\n')).toHaveLength(1);
  for (const { url } of instances) await expect(fetch(url)).rejects.toThrow();
  expect(await readdir(home)).toEqual([]);
});

test('a table for people', async () => {
  running = startCli(['demo', '--instances', '1', '--quiet'], home);
  expect(await running.firstLine).toMatch(/^alpha {2}http:\/\/127\.0\.0\.1:\d+\//);
  running.child.kill('SIGINT');
  expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
});

test('carries the fixtures of the conformance suite when it is told to', async () => {
  running = startCli(['demo', '--instances', '1', '--conformance-fixtures', '--json'], home);
  const { instances } = JSON.parse(await running.firstLine) as Ready;
  const answer = await call(instances[0]?.url ?? '', 'test_simple_text');
  expect(answer.last.result).toMatchObject({ resultType: 'complete', content: [{ type: 'text' }] });
});

test('can be stopped while it starts', async () => {
  running = startCli(['demo', '--instances', '8'], home);
  // As soon as its temporary directory is there the start is under way.
  while (!(await readdir(home)).some((name) => name.startsWith('hopscope-demo-'))) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  running.child.kill('SIGINT');
  expect(await running.ended).toMatchObject({ code: 0 });
  expect(await readdir(home)).toEqual([]);
});
