import { resultFromTaskOutcome } from '@modelcontextprotocol/ext-tasks/client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
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
