import { resultFromTaskOutcome } from '@modelcontextprotocol/ext-tasks/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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

it('through the gateway, the polls of one task land on all three instances', async () => {
  const { session } = await connect('through the gateway');
  await (await session.callTool('render_report', {})).settle();
  const polls = ((await bench?.rows()) ?? []).filter(({ method }) => method === 'tasks/get');
  expect(polls.length).toBeGreaterThan(2);
  expect(new Set(polls.map(({ instanceId }) => instanceId)).size).toBe(3);
});
