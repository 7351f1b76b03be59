import { resultFromTaskOutcome } from '@modelcontextprotocol/ext-tasks/client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { isTerminal, type TaskLife } from '../../../shared/model/task.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { connectTasksClient, type TasksClient } from '../../support/tasks-client.ts';
import { GatewayBench } from './gateway-bench.ts';

// The client of the extension's authors: it validates whatever it is answered, and knows nothing of this server.

let fleet: DemoFleet;
let bench: GatewayBench | undefined;
let client: TasksClient | undefined;
let asked = 0;
beforeAll(async () => {
  fleet = await startDemoFleet();
});
afterAll(() => fleet.stop());
afterEach(async () => {
  await client?.close();
  await bench?.close();
  client = bench = undefined;
});

/** Connects to one instance, or to all three by round robin. */
async function connect(way: 'directly' | 'through the gateway'): Promise<TasksClient> {
  asked = 0;
  const urls = fleet.instances.map(({ url }) => url);
  let [url] = urls;
  if (way === 'through the gateway') {
    bench = await GatewayBench.open();
    ({ url } = await bench.gateway(urls, { strategy: { kind: 'round-robin' } }));
  }
  client = await connectTasksClient(url ?? '', () => {
    asked += 1;
    return { action: 'accept', content: { approve: true, note: 'seen' } };
  });
  return client;
}

describe.each(['directly', 'through the gateway'] as const)('the extension’s own client %s', (way) => {
  it('sees a report through to its result', async () => {
    const { session } = await connect(way);
    const execution = await session.callTool('render_report', { pages: 2, pageMs: 200 });
    expect(execution.kind).toBe('task');
    const { outcome, lastTask } = await execution.settle();
    expect(JSON.stringify(resultFromTaskOutcome(outcome))).toContain('The report is ready: 60 products');
    expect(lastTask).toMatchObject({
      status: 'completed',
      retentionMs: 60_000,
      suggestedPollIntervalMs: 500,
    });
  });

  it('answers what a task asks, once', async () => {
    const { session } = await connect(way);
    const execution = await session.callTool('approve_work', { what: 'a holiday' });
    const { outcome } = await execution.settle();
    expect(resultFromTaskOutcome(outcome)).toMatchObject({
      content: [{ type: 'text', text: 'Approved: a holiday. Note: seen' }],
    });
    expect(asked).toBe(1);
  });

  it('cancels a task', async () => {
    const { session } = await connect(way);
    const execution = await session.callTool('render_report', { pageMs: 60_000 });
    if (execution.kind !== 'task') throw new Error('no task');
    const { taskId } = execution.handle;
    await execution.cancel();
    expect(await session.task(taskId).snapshot()).toMatchObject({ status: 'cancelled' });
  });

  it('hears of the JSON-RPC error that a task ended with', async () => {
    const { session } = await connect(way);
    const { outcome } = await (await session.callTool('failing_work', {})).settle();
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: -32_603, message: expect.stringContaining('The warehouse does not answer.') as unknown },
    });
  });
});

/** The lives of the tasks in the recording, oldest first, once as many are there as the day had. */
async function lives(count: number): Promise<readonly TaskLife[]> {
  return vi.waitFor(async () => {
    const [capture] = (await bench?.ask('capture.list', null)) ?? [];
    const report = await bench?.ask('tracker.tasks', { captureId: capture?.id ?? '', since: 0 });
    const seen = report?.lives.toSorted((one, other) => one.firstAt - other.firstAt) ?? [];
    expect(seen.filter(({ status }) => status !== undefined && isTerminal(status))).toHaveLength(count);
    return seen;
  }, 20_000);
}

it('the recording tells the lives of its tasks as they were, polls by all three instances among them', async () => {
  const { session } = await connect('through the gateway');
  await (await session.callTool('render_report', {})).settle();
  await (await session.callTool('approve_work', {})).settle();
  await (await session.callTool('failing_work', {})).settle();
  const long = await session.callTool('render_report', { pageMs: 60_000 });
  await long.cancel();
  if (long.kind === 'task') await session.task(long.handle.taskId).snapshot();

  const [report, approval, failing, cancelled] = await lives(4);
  const statuses = ({ phases }: TaskLife) => phases.map(({ status }) => status);
  for (const life of [report, approval, failing]) {
    expect(life).toMatchObject({
      legacy: false,
      clientName: 'ext-tasks-client 0.2.2',
      pollIntervalMs: 500,
      marksLeftOut: 0,
      unknownOn: [],
      rules: {},
      earlyPolls: 0,
      creator: { number: expect.any(Number) as unknown },
    });
  }
  expect(report).toMatchObject({ tool: 'render_report', ttlMs: 60_000, outcome: { kind: 'result' } });
  expect(report && statuses(report)).toEqual(['working', 'completed']);
  expect(report?.instances).toHaveLength(3);
  expect(report?.polls).toBeGreaterThan(2);
  expect(approval).toMatchObject({
    tool: 'approve_work',
    ttlMs: 300_000,
    inputs: [{ key: 'approval', method: 'elicitation/create', answered: expect.any(Number) as unknown }],
    outcome: { kind: 'result' },
  });
  expect(approval && statuses(approval).filter((status) => status === 'input_required')).toHaveLength(1);
  expect(failing).toMatchObject({ tool: 'failing_work', status: 'failed', outcome: { kind: 'error' } });
  expect(cancelled).toMatchObject({ status: 'cancelled', cancelAskedAt: expect.any(Number) as unknown });
});

it('through the gateway, the recording tells the lives of its tasks as they were', async () => {
  const { session } = await connect('through the gateway');
  await (await session.callTool('approve_work', { what: 'a holiday' })).settle();
  const cancelled = await session.callTool('render_report', { pageMs: 60_000 });
  await cancelled.cancel();
  if (cancelled.kind !== 'task' || !bench) throw new Error('no task');
  await session.task(cancelled.handle.taskId).snapshot();

  const captureId = (await bench.ask('capture.list', null))[0]?.id ?? '';
  await bench.ask('findings.settled', { captureId });
  const { lives, total } = await bench.ask('tracker.tasks', { captureId, since: 0 });
  expect(total).toBe(2);
  const [approval, report] = lives;
  expect(approval).toMatchObject({
    ...{ tool: 'approve_work', legacy: false, status: 'completed', ttlMs: 300_000, pollIntervalMs: 500 },
    ...{ earlyPolls: 0, unknownOn: [], rules: {}, outcome: { kind: 'result' } },
    inputs: [{ key: 'approval', method: 'elicitation/create', answered: expect.any(Number) as unknown }],
  });
  expect(new Set(approval?.instances).size).toBe(3);
  expect(approval?.marks.map(({ kind }) => kind).filter((kind) => kind !== 'poll')).toEqual([
    'created',
    'update',
  ]);
  expect(approval?.marks.filter(({ kind }) => kind === 'poll')).toHaveLength(approval?.polls ?? NaN);
  const states = approval?.phases.map(({ status }) => status) ?? [];
  expect([states[0], states.includes('input_required'), states.at(-1)]).toEqual([
    'working',
    true,
    'completed',
  ]);
  expect(report).toMatchObject({ tool: 'render_report', status: 'cancelled', rules: {} });
  expect(report?.cancelAskedAt).toBeGreaterThan(report?.creator?.at ?? Infinity);
});
