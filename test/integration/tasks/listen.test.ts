import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DrivenTask } from '../../../shared/model/driven-task.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startTasksServer, type TasksServer, type TasksServerOptions } from '../../support/tasks-server.ts';
import { addInstance, ask, rowsOf } from '../servers/ask-through-bridge.ts';
import { callTool, isState, whenTask } from './helpers.ts';

let opened: ContractEngine;
let server: TasksServer;

beforeEach(async () => {
  opened = await openContractEngine();
});
afterEach(async () => {
  await opened.close();
  await server.close();
});

/** A task that nobody polls: the server wants that only once an hour. */
async function make(options: TasksServerOptions = {}): Promise<DrivenTask> {
  server = await startTasksServer({ pollIntervalMs: 3_600_000, ...options });
  const ids: string[] = [];
  for (const { name, url } of server.instances) ids.push((await addInstance(opened.engine, name, url)).id);
  await ask(opened.engine, 'fleet.save', { name: 'all', instanceIds: ids });
  await callTool(opened.engine, 'work', ids[0] ?? '');
  return when(isState('polling'));
}

const when = (fits: (task: DrivenTask) => boolean): Promise<DrivenTask> => whenTask(opened.engine, fits);
const polls = (): number => server.calls.filter(({ method }) => method === 'tasks/get').length;

describe('listening for a task', () => {
  it('takes the place of polling once the server has agreed, after one poll to catch up', async () => {
    const { id, created } = await make({ ttlMs: null });
    await ask(opened.engine, 'task.control', { id, listen: 'instead' });
    const listening = await when(
      ({ listening: streams, polls: count }) => streams.length === 1 && count === 1,
    );
    expect(listening.says).toBe('alpha tells of it. Nobody is polled meanwhile.');
    expect(listening.nextPollAt).toBeUndefined();
    server.set({ statusMessage: 'half way' });
    await when(({ statusMessage }) => statusMessage === 'half way');
    server.set({ status: 'completed', result: { content: [] } });
    const ended = await when(isState('ended'));
    expect(ended.outcome).toMatchObject({ kind: 'result', shownBy: listening.listening[0] });
    expect(polls()).toBe(1);
    const row = (await rowsOf(opened.engine)).find(({ method }) => method === 'subscriptions/listen');
    expect(row?.link).toEqual({ kind: 'task-listen', to: created.number });
    await expect
      .poll(async () => (await rowsOf(opened.engine)).find(({ number }) => number === row?.number)?.state, {
        timeout: 10_000,
      })
      .not.toBe('open');
  });

  it('goes on beside polling', async () => {
    const { id } = await make({ pollIntervalMs: 60 });
    await ask(opened.engine, 'task.control', { id, listen: 'beside' });
    const both = await when(
      ({ listening, nextPollAt }) => listening.length === 1 && nextPollAt !== undefined,
    );
    expect(both.says).toBe('alpha tells of it. Asks alpha every 60 ms, as the server asks.');
    const before = polls();
    await when((task) => task.polls > before + 2);
  });

  it('listens at every instance where all are asked', async () => {
    const { id } = await make({ names: ['alpha', 'beta'] });
    await ask(opened.engine, 'task.control', { id, listen: 'instead', routing: 'all' });
    const both = await when(({ listening }) => listening.length === 2);
    expect(both.says).toMatch(/^alpha and beta tell of it/);
    await ask(opened.engine, 'task.control', { id, listen: 'off' });
    const none = await when(
      ({ listening, nextPollAt }) => listening.length === 0 && nextPollAt !== undefined,
    );
    expect(none.says).toMatch(/^Asks alpha and beta at once/);
  });

  it('is opened again where it breaks, and polls until it tells again', async () => {
    const { id } = await make({ pollIntervalMs: 60 });
    await ask(opened.engine, 'task.control', { id, listen: 'instead' });
    const first = await when(
      ({ listening, nextPollAt }) => listening.length === 1 && nextPollAt !== undefined,
    );
    server.cutStreams();
    const broken = await when(
      ({ listening, nextPollAt }) => listening.length === 0 && nextPollAt !== undefined,
    );
    expect(broken.says).toMatch(/^Asks alpha .* The stream of alpha is over: /);
    const again = await when(({ listening }) => listening.length === 1);
    expect(again.listening[0]?.number).toBeGreaterThan(first.listening[0]?.number ?? 0);
  });

  it('polls on where the server does not agree, and says so', async () => {
    const { id } = await make({ pollIntervalMs: 60, tells: false });
    await ask(opened.engine, 'task.control', { id, listen: 'instead' });
    const told = await when(({ says }) => says.includes('does not tell of this task'));
    await when(({ polls: count }) => count > told.polls + 1);
    expect(server.calls.filter(({ method }) => method === 'subscriptions/listen').length).toBe(1);
  });
});
