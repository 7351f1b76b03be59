import { resultFromTaskOutcome } from '@modelcontextprotocol/ext-tasks/client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { META, TASKS_EXTENSION } from '../../../shared/spec/modern.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { connectTasksClient } from '../../support/tasks-client.ts';
import { MockBench } from './mock-bench.ts';

// The client of the extension's authors: it validates whatever it is answered, and drives each task to its end.

let fleet: DemoFleet;
let bench: MockBench;
beforeAll(async () => {
  fleet = await startDemoFleet({ names: ['alpha', 'beta'] });
});
afterAll(() => fleet.stop());
beforeEach(async () => {
  bench = await MockBench.open();
});
afterEach(() => bench.close());

interface Day {
  readonly ids: string[];
  readonly told: string[];
  readonly asked: number;
}

async function spendDay(url: string): Promise<Day> {
  let asked = 0;
  const client = await connectTasksClient(url, () => {
    asked += 1;
    return { action: 'accept', content: { approve: true, note: 'seen' } };
  });
  const { session } = client;
  const ids: string[] = [];
  const told: string[] = [];
  try {
    for (const [tool, args] of [
      ['render_report', { pages: 2, pageMs: 100 }],
      ['approve_work', { what: 'a holiday' }],
      ['failing_work', {}],
    ] as const) {
      const execution = await session.callTool(tool, args);
      if (execution.kind === 'task') ids.push(execution.handle.taskId);
      const { outcome } = await execution.settle();
      told.push(
        outcome.status === 'failed'
          ? JSON.stringify(outcome.error)
          : JSON.stringify(resultFromTaskOutcome(outcome)),
      );
    }
    const long = await session.callTool('render_report', { pageMs: 60_000 });
    if (long.kind !== 'task') throw new Error('no task');
    ids.push(long.handle.taskId);
    await long.cancel();
    told.push((await session.task(long.handle.taskId).snapshot()).status);
  } finally {
    await client.close();
  }
  return { ids, told, asked };
}

it(
  'drives tasks of a mock to their ends, those of a second day with ids of their own',
  { timeout: 60_000 },
  async () => {
    let recorded: Day = { ids: [], told: [], asked: 0 };
    const captureId = await bench.record(
      fleet.instances.map(({ url }) => url),
      async (url) => {
        recorded = await spendDay(url);
      },
    );
    expect(recorded.asked).toBe(1);
    const mock = await bench.start(captureId);
    expect(await spendDay(mock.url)).toEqual(recorded);
    const again = await spendDay(mock.url);
    expect({ ...again, ids: [] }).toEqual({ ...recorded, ids: [] });
    expect(again.ids).toHaveLength(4);
    for (const id of again.ids) expect(recorded.ids).not.toContain(id);
    expect(bench.news).toEqual([]);
  },
);

it('is told plainly what a task waits for where a client only polls', { timeout: 60_000 }, async () => {
  const captureId = await bench.record(
    fleet.instances.map(({ url }) => url),
    async (url) => {
      await spendDay(url);
    },
  );
  const mock = await bench.start(captureId);
  const made = await post(mock.url, 'tools/call', 'approve_work', {
    name: 'approve_work',
    arguments: { what: 'a holiday' },
  });
  const taskId = String(made['taskId']);
  const seen = new Set<unknown>();
  for (let times = 0; times < 20; times += 1)
    seen.add((await post(mock.url, 'tasks/get', taskId, { taskId }))['status']);
  expect(bench.news).toMatchObject([{ kind: 'waiting', method: 'tasks/get', name: taskId }]);
  expect(bench.news[0]?.says).toMatch(/after #\d+ tasks\/update, which this client has not sent/);
  // It depends on whether the recorded client has polled before it sent that.
  if (seen.has('completed')) expect(bench.news[0]?.says).toContain('nobody had asked before that');
  expect(await bench.stop(mock)).toMatchObject({ counts: { unmatched: 0, refused: 0 } });
});

/** A request of a client of its own; answers the result. */
async function post(
  url: string,
  method: string,
  name: string,
  params: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const _meta = {
    [META.protocolVersion]: '2026-07-28',
    [META.clientInfo]: { name: 'poller', version: '1' },
    [META.clientCapabilities]: { elicitation: { form: {} }, extensions: { [TASKS_EXTENSION]: {} } },
  };
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      ...{ 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' },
      ...{ 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': method, 'Mcp-Name': name },
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta } }),
  });
  const text = (await answer.text()).replace(/^data: ?/m, '');
  const { result } = JSON.parse(text) as { readonly result?: Readonly<Record<string, unknown>> };
  if (!result) throw new Error(text);
  return result;
}
