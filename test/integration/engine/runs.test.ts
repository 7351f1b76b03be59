import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/bridge/bridge.ts';
import type { RunState } from '../../../shared/model/run.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { INSTANCE_PROGRAM } from '../../support/demo-processes.ts';

let opened: ContractEngine;

beforeEach(async () => {
  opened = await openContractEngine();
});

afterEach(async () => {
  await opened.close();
});

async function ask<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
  const answer = await opened.engine.bridge.invoke(command, input);
  if (answer.ok) return answer.value;
  throw Object.assign(new Error(answer.error.message), answer.error);
}

const command = {
  command: process.execPath,
  args: [INSTANCE_PROGRAM],
  env: {
    HOPSCOPE_DEMO_NAME: '${NAME}',
    HOPSCOPE_DEMO_KEY: 'ab'.repeat(32),
    HOPSCOPE_DEMO_STORE: ':memory:',
  },
};
const run = { name: 'Orders', command, copies: 2, path: '/mcp', restart: 'never' } as const;

test('copies are instances that are checked and sent to, until the run is stopped', async () => {
  const seen: RunState[] = [];
  opened.engine.bridge.on('run', (state) => seen.push(state));
  const saved = await ask('run.save', run);
  await expect(ask('run.start', { id: 'orders' })).rejects.toMatchObject({ code: 'NEEDS_CONSENT' });
  await ask('run.approve', { id: 'orders', seen: saved.command });
  const { copies } = await ask('run.start', { id: 'orders' });
  expect(copies.map(({ state }) => state)).toEqual(['running', 'running']);
  expect(seen.at(-1)).toEqual((await ask('run.list', null))[0]);
  const { instances, fleets } = await ask('workspace.get', null);
  expect(instances.map(({ name, startedBy }) => [name, startedBy])).toEqual([
    ['orders-1', 'run'],
    ['orders-2', 'run'],
  ]);
  expect(fleets).toMatchObject([{ name: 'Orders', instanceIds: ['run:orders:1', 'run:orders:2'] }]);
  await vi.waitFor(
    async () =>
      expect(
        (await ask('health.list', null)).map(({ state, serverInfo }) => [state, serverInfo?.name]),
      ).toEqual([
        ['up', expect.any(String)],
        ['up', expect.any(String)],
      ]),
    { timeout: 30_000, interval: 50 },
  );
  expect((await ask('run.output', { id: 'orders', index: 1 })).stdout).toContain('orders-1');
  const instance = { id: 'run:orders:1', name: 'Other', url: 'http://127.0.0.1:1/', headers: [] };
  await expect(ask('instance.save', instance)).rejects.toMatchObject({ code: 'CONFLICT' });
  await ask('run.stop', { id: 'orders' });
  expect((await ask('workspace.get', null)).instances).toEqual([]);
  await ask('run.remove', { id: 'orders' });
  expect(await ask('run.list', null)).toEqual([]);
});

test('removing a run, and closing the engine, ends the copies', async () => {
  await ask('run.save', { ...run, approved: true });
  await ask('run.save', { ...run, name: 'Second', copies: 1, approved: true });
  const first = await ask('run.start', { id: 'orders' });
  const second = await ask('run.start', { id: 'second' });
  await ask('run.remove', { id: 'orders' });
  const alive = (state: RunState): boolean[] => state.copies.map(({ pid = 0 }) => isAlive(pid));
  expect(alive(first)).toEqual([false, false]);
  expect(alive(second)).toEqual([true]);
  await opened.engine.close();
  expect(alive(second)).toEqual([false]);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a copy that is restarted is checked again', async () => {
  await ask('run.save', { ...run, copies: 1, approved: true });
  await ask('run.start', { id: 'orders' });
  const state = await ask('run.restart', { id: 'orders', index: 1 });
  expect(state.copies).toMatchObject([{ state: 'running', restarts: 1 }]);
  await vi.waitFor(async () => expect(await ask('health.list', null)).toMatchObject([{ state: 'up' }]), {
    timeout: 30_000,
    interval: 50,
  });
});
