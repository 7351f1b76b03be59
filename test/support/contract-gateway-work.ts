import { expect } from 'vitest';
import type { Instance } from '../../shared/model/instance.ts';
import type { ClientWork } from './contract-client-work.ts';
import { INSTANCE_PROGRAM } from './demo-processes.ts';

/** The part of a day's work in which Hopscope stands in front of servers, and runs some itself. */
export async function workAsGateway(work: ClientWork, instances: readonly Instance[]): Promise<void> {
  await forward(work, instances);
  await runCopies(work);
}

async function forward({ run, next }: ClientWork, instances: readonly Instance[]): Promise<void> {
  const instanceIds = instances.map(({ id }) => id);
  const { id } = await run('gateway.save', {
    name: 'Door',
    listen: { host: '127.0.0.1', port: 0 },
    instanceIds,
    rules: [],
    strategy: { kind: 'round-robin' },
    faults: [],
    seed: 1,
    allowOrigins: [],
    nameInstance: false,
    record: true,
  });
  const listening = next('gateway', (state) => state.id === id && state.state === 'listening');
  const { url = '' } = await run('gateway.start', { id });
  expect((await listening).url).toBe(url);
  const [first = ''] = instanceIds;
  await run('gateway.availability', { id, instanceId: first, availability: 'drained' });
  expect(await run('gateway.preview', { id, headers: [] })).toEqual({ tried: [] });
  expect((await run('gateway.export', { id, target: 'nginx' })).text).toContain('upstream');
  const recorded = next('rows', ({ rows }) =>
    rows.some((row) => row.gateway?.id === id && row.state === 'done'),
  );
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' },
    body: '{"jsonrpc":"2.0","id":1,"method":"ping"}',
  });
  await answer.text();
  const { rows } = await recorded;
  // The drained one is passed over.
  expect(rows.find((row) => row.gateway?.id === id)?.instanceId).toBe(instanceIds[1]);
  expect(await run('gateway.list', null)).toMatchObject([{ id, state: 'listening' }]);
  expect(await run('gateway.stop', { id })).toMatchObject({ state: 'off' });
  await run('gateway.remove', { id });
  expect(await run('gateway.list', null)).toEqual([]);
}

async function runCopies({ run, next }: ClientWork): Promise<void> {
  const saved = await run('run.save', {
    name: 'Copies',
    command: {
      command: process.execPath,
      args: [INSTANCE_PROGRAM],
      env: {
        HOPSCOPE_DEMO_NAME: '${NAME}',
        HOPSCOPE_DEMO_KEY: 'ab'.repeat(32),
        HOPSCOPE_DEMO_STORE: ':memory:',
      },
    },
    copies: 1,
    path: '/mcp',
    restart: 'never',
  });
  const { id } = saved;
  await run('run.approve', { id, seen: saved.command });
  const running = next('run', (state) => state.id === id && state.state === 'running');
  const { copies } = await run('run.start', { id });
  expect(copies).toMatchObject([{ index: 1, state: 'running' }]);
  await running;
  expect(await run('run.restart', { id, index: 1 })).toMatchObject({ copies: [{ state: 'running' }] });
  expect((await run('run.output', { id, index: 1 })).stdout).not.toBe('');
  expect(await run('run.list', null)).toMatchObject([{ id, state: 'running' }]);
  expect(await run('run.stop', { id })).toMatchObject({ state: 'off' });
  await run('run.remove', { id });
}
