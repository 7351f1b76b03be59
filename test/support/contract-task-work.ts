import { expect } from 'vitest';
import { TASKS_EXTENSION } from '../../shared/spec/modern.ts';
import type { ClientWork } from './contract-client-work.ts';
import { startTasksServer } from './tasks-server.ts';

/** The part of a day's work in which a task is driven: asked for, answered, cancelled, forgotten. */
export async function driveTasks({ run, next, draft }: ClientWork): Promise<void> {
  const server = await startTasksServer();
  try {
    const { id: instanceId } = await run('instance.save', {
      name: 'tasks',
      url: server.instances[0]?.url ?? '',
      headers: [],
    });
    const asks = next('task', ({ inputs }) => inputs.length > 0);
    const [ref] = await run('exchange.send', {
      draft: {
        ...draft,
        params: { name: 'approve', arguments: {} },
        clientCapabilities: { extensions: { [TASKS_EXTENSION]: {} } },
      },
      instanceIds: [instanceId],
    });
    if (!ref) throw new Error('nothing was sent');
    const { id } = await asks;
    expect(await run('task.drive', ref)).toMatchObject({ id, created: ref, tool: 'approve' });
    expect((await run('task.list', null)).map((task) => task.id)).toEqual([id]);
    const answered = next('task', ({ inputs: [input] }) => input?.state === 'answered');
    const update = await run('task.answer', { id, responses: { name: { action: 'decline' } } });
    expect((await answered).inputs[0]?.sentBy).toEqual(update);
    const paused = { id, action: 'pause', pollEveryMs: 100, routing: 'all', listen: 'off' } as const;
    expect(await run('task.control', paused)).toMatchObject({ state: 'paused', paceBy: 'hand' });
    const forgotten = next('task', ({ state }) => state === 'forgotten');
    await run('task.control', { id, action: 'forget' });
    await forgotten;
    expect(await run('task.list', null)).toEqual([]);
    await run('instance.remove', { id: instanceId });
  } finally {
    await server.close();
  }
}
