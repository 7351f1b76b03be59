import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../../../shared/bridge/bridge.ts';
import type { Draft } from '../../../shared/model/draft.ts';
import type { DrivenTask } from '../../../shared/model/driven-task.ts';
import type { ExchangeRef } from '../../../shared/model/exchange.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startTasksServer, type TasksServer } from '../../support/tasks-server.ts';
import { addInstance, ask, draftOf, rowsOf } from '../servers/ask-through-bridge.ts';
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

/** Starts a server of these instances and adds them, as one fleet. */
async function serve(options: Parameters<typeof startTasksServer>[0] = {}): Promise<readonly string[]> {
  server = await startTasksServer(options);
  const ids: string[] = [];
  for (const { name, url } of server.instances) ids.push((await addInstance(opened.engine, name, url)).id);
  await ask(opened.engine, 'fleet.save', { name: 'all', instanceIds: ids });
  return ids;
}

const call = (tool: string, instanceId: string, part?: Partial<Draft>): Promise<ExchangeRef> =>
  callTool(opened.engine, tool, instanceId, part);

const when = (fits: (task: DrivenTask) => boolean): Promise<DrivenTask> => whenTask(opened.engine, fits);

function control(change: CommandInput<'task.control'>): Promise<DrivenTask> {
  return ask(opened.engine, 'task.control', change);
}

function gets(): readonly string[] {
  return server.calls.filter(({ method }) => method === 'tasks/get').map(({ instance }) => instance);
}

describe('a task that the composer made', () => {
  it('is polled at the pace that the server asks for, under its own name, until it has ended', async () => {
    const [alpha = ''] = await serve();
    const ref = await call('work', alpha);
    const driven = await when(({ polls }) => polls >= 3);
    expect(driven).toMatchObject({
      tool: 'work',
      created: ref,
      creator: { instanceId: alpha, instanceName: 'alpha' },
      state: 'polling',
      says: 'Asks alpha every 60 ms, as the server asks.',
      status: 'working',
      ttlMs: 60_000,
      paceBy: 'server',
      pollEveryMs: 60,
      routing: 'creator',
      listen: 'off',
    });
    server.set({ status: 'completed', result: { content: [{ type: 'text', text: 'done' }] } });
    const ended = await when(isState('ended'));
    expect(ended).toMatchObject({
      says: 'Completed.',
      outcome: { kind: 'result', value: { content: [{ type: 'text', text: 'done' }] } },
    });
    expect(ended.nextPollAt).toBeUndefined();
    const polls = server.calls.filter(({ method }) => method === 'tasks/get');
    expect(new Set(polls.map(({ mcpName }) => mcpName))).toEqual(new Set([driven.taskId]));
    const gaps = polls.slice(1).map(({ at }, index) => at - (polls[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60);
    const rows = await rowsOf(opened.engine);
    const links = rows.filter(({ method }) => method === 'tasks/get').map(({ link }) => link);
    expect(links.length).toBe(polls.length);
    expect(new Set(links.map((link) => JSON.stringify(link)))).toEqual(
      new Set([JSON.stringify({ kind: 'poll', to: ref.number })]),
    );
  });

  it.each([
    [{ status: 'failed', error: { code: -32603, message: 'no' } }, 'error', /^Failed with a JSON-RPC error/],
    [{ status: 'completed', result: { content: [], isError: true } }, 'tool-error', /error of its own/],
    [{ status: 'completed' }, 'none', /without its result/],
    [
      { status: 'cancelled', statusMessage: 'Enough.' },
      'cancelled',
      /by somebody else than Hopscope\. Enough\.$/,
    ],
  ] as const)('ends as the server says: %j', async (change, kind, says) => {
    const [alpha = ''] = await serve();
    await call('work', alpha);
    server.set(change);
    const ended = await when(isState('ended'));
    expect(ended.outcome?.kind).toBe(kind);
    expect(ended.says).toMatch(says);
  });

  it('is only offered where nothing is to follow by itself; then it is driven once, however often it is wished', async () => {
    const [alpha = ''] = await serve();
    const ref = await call('work', alpha, { followUp: false });
    expect(await ask(opened.engine, 'task.list', null)).toEqual([]);
    const [first, again] = await Promise.all([
      ask(opened.engine, 'task.drive', ref),
      ask(opened.engine, 'task.drive', ref),
    ]);
    expect(again.id).toBe(first.id);
    expect((await ask(opened.engine, 'task.list', null)).length).toBe(1);
    await when(({ polls }) => polls > 0);
  });

  it('is not driven by itself where the request never declared the extension', async () => {
    const [alpha = ''] = await serve();
    server.answerWith('tools/call', (response) => {
      const task = {
        taskId: 'eager',
        status: 'working',
        createdAt: '2026-11-23T02:29:06Z',
        lastUpdatedAt: '2026-11-23T02:29:06Z',
        ttlMs: null,
      };
      response.end(
        JSON.stringify({ jsonrpc: '2.0', id: server.calls.length, result: { resultType: 'task', ...task } }),
      );
    });
    await call('work', alpha, { clientCapabilities: {}, requestId: 1 });
    expect(await ask(opened.engine, 'task.list', null)).toEqual([]);
  });

  it('is paced, paused and asked by hand, and says so', async () => {
    const [alpha = ''] = await serve({ pollIntervalMs: 3_600_000 });
    await call('work', alpha);
    const { id } = await when(isState('polling'));
    const byHand = server.next(({ method }) => method === 'tasks/get');
    await control({ id, action: 'poll-now' });
    await byHand;
    const faster = server.next(({ method }) => method === 'tasks/get');
    expect(await control({ id, pollEveryMs: 50 })).toMatchObject({
      paceBy: 'hand',
      says: expect.stringContaining('every 50 ms, set by hand: the server asks for 60 min') as string,
    });
    await faster;
    const paused = await control({ id, action: 'pause' });
    expect(paused).toMatchObject({ state: 'paused' });
    expect(paused.nextPollAt).toBeUndefined();
    const asked = server.next(({ method }) => method === 'tasks/get');
    await control({ id, action: 'poll-now' });
    await asked;
    expect(await control({ id, pollEveryMs: null })).toMatchObject({ state: 'paused', paceBy: 'server' });
    expect(await control({ id, action: 'resume' })).toMatchObject({ state: 'polling' });
    const forgotten = when(isState('forgotten'));
    await control({ id, action: 'forget' });
    await forgotten;
    expect(await ask(opened.engine, 'task.list', null)).toEqual([]);
    expect(server.calls.some(({ method }) => method === 'tasks/cancel')).toBe(false);
  });
});

describe('what a task asks for', () => {
  it('waits for a person, and is answered once only, by whichever instance the person chooses', async () => {
    const [alpha = '', beta = ''] = await serve({ names: ['alpha', 'beta'] });
    await call('approve', alpha);
    const { id, inputs } = await when(({ inputs: open }) => open.length > 0);
    expect(inputs).toMatchObject([{ key: 'name', method: 'elicitation/create', state: 'open' }]);
    const responses = { name: { action: 'accept', content: { name: 'Luca' } } };
    const ref = await ask(opened.engine, 'task.answer', { id, instanceId: beta, responses });
    await when(({ inputs: [input] }) => input?.state === 'answered');
    expect(server.calls.find(({ method }) => method === 'tasks/update')).toMatchObject({
      instance: 'beta',
      params: { inputResponses: responses },
    });
    expect((await rowsOf(opened.engine)).find(({ number }) => number === ref.number)?.link?.kind).toBe(
      'update',
    );
    // A server that asks again for what was answered is not heard.
    server.set({ status: 'input_required', inputRequests: { name: {} } });
    const { polls } = await when(() => true);
    const later = await when((task) => task.polls > polls + 2);
    expect(later.inputs.map(({ state }) => state)).toEqual(['answered']);
    const again = await opened.engine.bridge.invoke('task.answer', { id, responses });
    expect(again).toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT', message: expect.stringMatching(/once only/) as string },
    });
    const unknown = await opened.engine.bridge.invoke('task.answer', { id, responses: { other: {} } });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  });

  it('may be answered in parts, and is open again where the answer did not arrive', async () => {
    const [alpha = ''] = await serve();
    await call('two', alpha);
    const { id } = await when(({ inputs }) => inputs.length === 2);
    server.answerWith('tasks/update', (response) => response.writeHead(503).end('later'));
    await ask(opened.engine, 'task.answer', { id, responses: { first: { action: 'decline' } } });
    const open = await when(({ inputs: [first] }) => first?.problem !== undefined);
    expect(open.inputs.map(({ state }) => state)).toEqual(['open', 'open']);
    server.answerWith('tasks/update', undefined);
    await ask(opened.engine, 'task.answer', { id, responses: { first: { action: 'decline' } } });
    await when(({ inputs: [first] }) => first?.state === 'answered' && first.problem === undefined);
    server.set({ inputRequests: {}, status: 'working' });
    await when(({ inputs: [, second] }) => second?.state === 'withdrawn');
  });

  it('is answered by responders where they answer all of it', async () => {
    const [alpha = ''] = await serve();
    await call('approve', alpha, { respond: { elicitation: { mode: 'accept' } } });
    await when(({ inputs: [input] }) => input?.state === 'answered');
    expect(server.calls.filter(({ method }) => method === 'tasks/update')).toMatchObject([
      { params: { inputResponses: { name: { action: 'accept', content: { name: 'Ada' } } } } },
    ]);
  });
});

describe('cancelling', () => {
  it('is asked for, and not done before the server says so', async () => {
    const [alpha = ''] = await serve();
    await call('work', alpha);
    const { id } = await when(isState('polling'));
    const asked = await control({ id, action: 'cancel' });
    expect(asked).toMatchObject({
      state: 'polling',
      status: 'working',
      cancelAskedAt: expect.any(Number) as number,
    });
    expect(asked.says).toMatch(/whether it does is the server’s to decide/);
    server.set({ status: 'completed', result: {} });
    expect((await when(isState('ended'))).says).toMatch(/It was asked to cancel before that/);
    expect(await opened.engine.bridge.invoke('task.control', { id, action: 'cancel' })).toMatchObject({
      ok: false,
      error: { code: 'CONFLICT' },
    });
  });

  it('says where it did not arrive', async () => {
    const [alpha = ''] = await serve();
    await call('work', alpha);
    const { id } = await when(isState('polling'));
    server.forget('alpha');
    await control({ id, action: 'pause' });
    await control({ id, action: 'cancel' });
    const told = await when(({ cancelProblem }) => cancelProblem !== undefined);
    expect(told.cancelProblem).toMatch(/alpha refused tasks\/cancel with error -32602/);
  });
});

describe('who is asked', () => {
  it('is each instance in turn, where a person wants that', async () => {
    const [alpha = ''] = await serve({ names: ['alpha', 'beta', 'gamma'] });
    await call('work', alpha);
    const { id } = await when(isState('polling'));
    await control({ id, action: 'pause' });
    const before = gets().length;
    await control({ id, action: 'resume', routing: 'round-robin' });
    await expect.poll(() => gets().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(before + 6);
    expect(gets().slice(before, before + 6)).toEqual(['beta', 'gamma', 'alpha', 'beta', 'gamma', 'alpha']);
  });

  it('is all of them at once; one that does not know it is named, and it goes on with the others', async () => {
    const [alpha = '', beta = ''] = await serve({ names: ['alpha', 'beta', 'gamma'] });
    await call('work', alpha);
    const { id } = await when(isState('polling'));
    server.forget('beta');
    await control({ id, routing: 'all' });
    const told = await when(({ unknownOn }) => unknownOn.length > 0);
    expect(told).toMatchObject({ state: 'polling', unknownOn: [beta] });
    expect(told.says).toMatch(
      /^Asks alpha, beta and gamma at once every 60 ms, as the server asks\. .*beta does not know it/,
    );
    server.forget('alpha');
    server.forget('gamma');
    expect((await when(isState('lost'))).says).toMatch(/^None of the 3 instances that were asked knows it/);
  });

  it('is nobody where the creator is gone, until it is back', async () => {
    const [alpha = ''] = await serve();
    await call('work', alpha);
    const { id } = await when(isState('polling'));
    await ask(opened.engine, 'instance.remove', { id: alpha });
    const waiting = await when(isState('waiting'));
    expect(waiting).toMatchObject({
      asks: [],
      says: expect.stringMatching(/^alpha, which made it, is not here/) as string,
    });
    const before = gets().length;
    expect(await opened.engine.bridge.invoke('task.control', { id, action: 'poll-now' })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
    expect(gets().length).toBe(before);
    const url = server.instances[0]?.url ?? '';
    expect((await addInstance(opened.engine, 'alpha', url)).id).toBe(alpha);
    await when(isState('polling'));
  });

  it('goes on with the rest of the fleet where the creator left it', async () => {
    const [alpha = '', beta = ''] = await serve({ names: ['alpha', 'beta'] });
    await call('work', alpha);
    const { id } = await when(isState('polling'));
    await ask(opened.engine, 'instance.remove', { id: alpha });
    await when(isState('waiting'));
    expect(await control({ id, routing: 'round-robin' })).toMatchObject({ state: 'polling', asks: [beta] });
    await server.next(({ instance, method }) => instance === 'beta' && method === 'tasks/get');
  });
});

describe('a task that is not to be had', () => {
  it('is lost where its creator no longer knows it', async () => {
    const [alpha = ''] = await serve();
    await call('work', alpha);
    await when(({ polls }) => polls >= 2);
    server.forget('alpha');
    const lost = await when(isState('lost'));
    expect(lost.says).toMatch(/^alpha does not know it \(-32602\)\. It was known before.* too early/);
    expect(lost.nextPollAt).toBeUndefined();
  });

  it('is asked for ever more rarely while polls fail, and by itself no more after a refusal that will stay', async () => {
    const [alpha = ''] = await serve();
    await call('work', alpha);
    await when(({ polls }) => polls >= 1);
    server.answerWith('tasks/get', (response) => response.writeHead(503).end());
    const failing = await when(({ failures, nextPollAt }) => failures === 1 && nextPollAt !== undefined);
    expect(failing.says).toMatch(/The last poll failed: alpha/);
    expect((failing.nextPollAt ?? 0) - Date.now()).toBeGreaterThan(1_000);
    server.answerWith('tasks/get', undefined);
    await control({ id: failing.id, action: 'poll-now' });
    await when(({ failures, state }) => failures === 0 && state === 'polling');
    server.answerWith('tasks/get', (response) => response.writeHead(401).end());
    const stopped = await when(isState('stopped'));
    expect(stopped.says).toMatch(/Asking again would change nothing\.$/);
    server.answerWith('tasks/get', undefined);
    await control({ id: stopped.id, action: 'resume' });
    await when(isState('polling'));
  });

  it('is asked for by itself no more once its time to live has passed', async () => {
    const [alpha = ''] = await serve({ ttlMs: 150 });
    await call('work', alpha);
    const stopped = await when(isState('stopped'));
    expect(stopped.says).toMatch(/time to live has passed and its status is still working/);
    await control({ id: stopped.id, action: 'resume' });
    const { polls } = await when(isState('polling'));
    await when((task) => task.polls > polls + 1);
  });

  it('was none', async () => {
    const [alpha = ''] = await serve();
    const draft = draftOf('tools/list', {});
    const [ref] = await ask(opened.engine, 'exchange.send', { draft, instanceIds: [alpha] });
    if (!ref) throw new Error('nothing was sent');
    await opened.engine.whenSettled(ref);
    expect(await opened.engine.bridge.invoke('task.drive', ref)).toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT', message: expect.stringContaining('is no task') as string },
    });
  });
});
