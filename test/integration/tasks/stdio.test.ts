import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DrivenTask } from '../../../shared/model/driven-task.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import { StdioEngine } from '../../support/stdio-engine.ts';
import { callTool, isState, whenTask } from './helpers.ts';

const SERVER = fileURLToPath(new URL('../../support/stdio-servers/tasks.ts', import.meta.url));

let opened: StdioEngine;
let instance: Instance;

beforeEach(async () => {
  opened = await StdioEngine.open();
  instance = await opened.add({ command: process.execPath, args: [SERVER], env: {} });
});
afterEach(async () => {
  await opened.close();
});

const when = (fits: (task: DrivenTask) => boolean): Promise<DrivenTask> => whenTask(opened.engine, fits);

/** Methods of all that was sent, and what links them to the call. */
async function sent(): Promise<readonly (readonly [string, string | undefined])[]> {
  return (await opened.rows())
    .filter(({ method }) => method !== '')
    .map(({ method, link }) => [method, link?.kind] as const);
}

describe('a task of a server on stdio', () => {
  it('is polled on the same pipe until it has ended, and its question answered once', async () => {
    await callTool(opened.engine, 'approve', instance.id);
    const { id } = await when(({ inputs: [input] }) => input?.state === 'open');
    const responses = { who: { action: 'accept', content: { name: 'Ada' } } };
    await opened.invoke('task.answer', { id, responses });
    const ended = await when(isState('ended'));
    expect(ended).toMatchObject({
      status: 'completed',
      outcome: { kind: 'result', value: { content: [{ type: 'text', text: 'Done for Ada' }] } },
    });
    const methods = await sent();
    expect(methods.filter(([method]) => method === 'tasks/update')).toEqual([['tasks/update', 'update']]);
    expect(methods.filter(([, kind]) => kind === 'poll').length).toBe(ended.polls);
    // All in one process: a new one would not know the task.
    expect(new Set(opened.connections.flatMap(({ pid }) => pid ?? [])).size).toBe(1);
  });

  it('is told of by a subscription on the same pipe', async () => {
    await callTool(opened.engine, 'approve', instance.id);
    const { id } = await when(({ inputs: [input] }) => input?.state === 'open');
    await opened.invoke('task.control', { id, listen: 'beside', pollEveryMs: 60_000 });
    await when(({ listening }) => listening.length === 1);
    await opened.invoke('task.answer', { id, responses: { who: { action: 'decline' } } });
    const ended = await when(isState('ended'));
    expect(ended.outcome).toMatchObject({ kind: 'result' });
    const rows = await opened.rows();
    expect(rows.find(({ number }) => number === ended.outcome?.shownBy.number)?.method).toBe(
      'subscriptions/listen',
    );
  });

  it('is cancelled once its server says so', async () => {
    await callTool(opened.engine, 'approve', instance.id);
    const { id } = await when(({ inputs: [input] }) => input?.state === 'open');
    await opened.invoke('task.control', { id, action: 'cancel' });
    expect(await when(isState('ended'))).toMatchObject({ status: 'cancelled' });
  });

  it('is lost with its process, and that is said', async () => {
    await callTool(opened.engine, 'approve', instance.id);
    const { id } = await when(({ inputs: [input] }) => input?.state === 'open');
    const pid = opened.connections.find((connection) => connection.pid !== undefined)?.pid;
    if (pid === undefined) throw new Error('there is no process');
    process.kill(pid, 'SIGKILL');
    await opened.invoke('task.control', { id, action: 'poll-now' });
    const lost = await when(isState('lost', 'stopped'));
    expect(lost.says).toMatch(/does not know it/);
  });
});
