import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../engine/index.ts';
import { INSTANCE_PROGRAM } from '../../support/demo-processes.ts';
import { startTasksServer, type TasksServer } from '../../support/tasks-server.ts';
import { addInstance, ask } from '../servers/ask-through-bridge.ts';
import { callTool, isState, whenTask } from './helpers.ts';

let directory: string;
let server: TasksServer;
let engine: Engine;

const open = async (): Promise<Engine> =>
  (engine = await createEngine({
    workspaceDirectory: join(directory, 'workspace'),
    program: 'test',
    version: '0.0.0',
    env: { ...process.env, HOPSCOPE_STATE_DIR: join(directory, 'state') },
    demo: { entry: INSTANCE_PROGRAM, knownBugs: [] },
  }));

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-tasks-'));
  server = await startTasksServer();
  await open();
});
afterEach(async () => {
  await engine.close();
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

async function make(tool: string): Promise<string> {
  const { id } = await addInstance(engine, 'alpha', server.instances[0]?.url ?? '');
  await callTool(engine, tool, id);
  return id;
}

const file = (): string => join(directory, 'workspace', 'captures', 'tasks.json');

describe('a task that is under way when Hopscope ends', () => {
  it('goes on at the next start, with what was answered; its file is its user’s alone, and empty in the end', async () => {
    await make('approve');
    const asked = await whenTask(engine, ({ inputs }) => inputs.length > 0);
    await ask(engine, 'task.answer', { id: asked.id, responses: { name: { action: 'decline' } } });
    await whenTask(engine, ({ inputs: [input] }) => input?.state === 'answered');
    await engine.close();
    expect((await stat(file())).mode & 0o077).toBe(0);
    server.set({ status: 'input_required', inputRequests: { name: {} } });

    await open();
    const again = await whenTask(engine, ({ polls }) => polls > 0);
    expect(again).toMatchObject({ id: asked.id, taskId: asked.taskId, tool: 'approve', state: 'polling' });
    const { polls } = again;
    expect((await whenTask(engine, (task) => task.polls > polls + 1)).inputs).toEqual([]);
    server.set({ status: 'completed', result: {} });
    await whenTask(engine, isState('ended'));
    await engine.close();
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({ version: 1, tasks: [] });
  });

  it('stays paused where a person paused it, with the pace and the routing that were chosen', async () => {
    await make('work');
    const { id } = await whenTask(engine, isState('polling'));
    await ask(engine, 'task.control', {
      id,
      action: 'pause',
      pollEveryMs: 70,
      routing: 'all',
      listen: 'off',
    });
    await engine.close();
    const before = server.calls.length;
    await open();
    expect(await ask(engine, 'task.list', null)).toMatchObject([
      { id, state: 'paused', pollEveryMs: 70, paceBy: 'hand', routing: 'all' },
    ]);
    expect(server.calls.length).toBe(before);
    await ask(engine, 'task.control', { id, action: 'resume' });
    await whenTask(engine, ({ polls }) => polls > 1);
  });

  it('asks nobody where its instance is gone, and says so', async () => {
    const instanceId = await make('work');
    await whenTask(engine, isState('polling'));
    await ask(engine, 'instance.remove', { id: instanceId });
    await engine.close();
    const before = server.calls.length;
    await open();
    const waiting = await whenTask(engine, isState('waiting'));
    expect(waiting.says).toMatch(/^alpha, which made it, is not here/);
    expect(server.calls.length).toBe(before);
  });

  it('is gone where a person forgot it', async () => {
    await make('work');
    const { id } = await whenTask(engine, isState('polling'));
    await ask(engine, 'task.control', { id, action: 'forget' });
    await engine.close();
    await open();
    expect(await ask(engine, 'task.list', null)).toEqual([]);
  });
});
