import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Draft } from '../../../shared/model/draft.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { TaskLife } from '../../../shared/model/task.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { judgeCapture } from '../../support/lint/judge-capture.ts';
import { StdioEngine } from '../../support/stdio-engine.ts';

// What the tracker tells of tasks whose instances are asked directly; demo-tasks.test.ts asks through a gateway.

let engine: StdioEngine;
let fleet: DemoFleet | undefined;
let alpha: Instance;
let beta: Instance;

beforeEach(async () => {
  engine = await StdioEngine.open();
});

afterEach(async () => {
  await engine.close();
  await fleet?.stop();
  fleet = undefined;
});

/** Two instances of the demo with these bugs. */
async function start(...bugs: readonly string[]): Promise<void> {
  fleet = await startDemoFleet({ names: ['alpha', 'beta'], bugs });
  const [one, two] = await Promise.all(fleet.instances.map(({ url }) => engine.addAddress(url, 'modern')));
  if (!one || !two) throw new Error('there are not two instances');
  [alpha, beta] = [one, two];
}

const DECLARED: Partial<Draft> = {
  clientCapabilities: { elicitation: { form: {} }, extensions: { 'io.modelcontextprotocol/tasks': {} } },
  followUp: false,
};

async function answerTo(
  instance: Instance,
  method: string,
  params: JsonObject,
  more: Partial<Draft> = DECLARED,
): Promise<{ readonly result?: JsonObject; readonly error?: JsonObject }> {
  const detail = await engine.send(instance, method, params, more);
  return engine.messages(detail).at(-1) as Awaited<ReturnType<typeof answerTo>>;
}

/** Id of the task that a tool of alpha answers with. */
async function create(tool: string, args: JsonObject = {}, more: Partial<Draft> = DECLARED): Promise<string> {
  const { result } = await answerTo(alpha, 'tools/call', { name: tool, arguments: args }, more);
  const taskId = result?.['taskId'];
  if (typeof taskId !== 'string') throw new Error(`no task: ${JSON.stringify(result)}`);
  return taskId;
}

/** Asks again and again until the task has this status; none is any error. */
function untilStatus(instance: Instance, taskId: string, status: string | undefined): Promise<void> {
  return vi.waitFor(async () => {
    const { result } = await answerTo(instance, 'tasks/get', { taskId });
    expect(result?.['status']).toBe(status);
  }, 20_000);
}

/** How often each rule found something; notes are left out, as these polls are by hand. */
async function found(): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { finding } of await judgeCapture(engine)) {
    if (finding.severity !== 'note') counts[finding.rule] = (counts[finding.rule] ?? 0) + 1;
  }
  return counts;
}

/** The lives that the judge's tracker tells over the bridge. */
async function lives(): Promise<readonly TaskLife[]> {
  const [capture] = await engine.invoke('capture.list', null);
  if (!capture) throw new Error('nothing is recorded');
  await engine.invoke('findings.settled', { captureId: capture.id });
  return (await engine.invoke('tracker.tasks', { captureId: capture.id, since: 0 })).lives;
}

test('a healthy fleet: every kind of task, no finding, and their lives as they were', async () => {
  await start();
  const report = await create('render_report', { pages: 1, pageMs: 50 });
  await untilStatus(beta, report, 'completed');
  const approval = await create('approve_work');
  await untilStatus(beta, approval, 'input_required');
  const answer = { approval: { action: 'accept', content: { approve: true } } };
  await answerTo(beta, 'tasks/update', { taskId: approval, inputResponses: answer });
  await untilStatus(alpha, approval, 'completed');
  const cancelled = await create('render_report', { pageMs: 60_000 });
  await answerTo(beta, 'tasks/cancel', { taskId: cancelled });
  await untilStatus(alpha, cancelled, 'cancelled');
  const failing = await create('failing_work');
  await untilStatus(beta, failing, 'failed');
  expect(await found()).toEqual({});

  const told = await lives();
  const by = (id: string): TaskLife | undefined => told.find(({ taskId }) => taskId === id);
  expect(told.map(({ tool, status }) => [tool, status])).toEqual([
    ['render_report', 'completed'],
    ['approve_work', 'completed'],
    ['render_report', 'cancelled'],
    ['failing_work', 'failed'],
  ]);
  expect(by(report)).toMatchObject({
    instances: [alpha.id, beta.id],
    outcome: { kind: 'result' },
    rules: {},
  });
  expect(by(approval)?.inputs).toMatchObject([{ key: 'approval', method: 'elicitation/create' }]);
  expect(by(approval)?.inputs[0]?.answered).toBeGreaterThan(0);
  const states = by(approval)?.phases.map(({ status }) => status) ?? [];
  expect(states.slice(0, 2)).toEqual(['working', 'input_required']);
  expect(states.at(-1)).toBe('completed');
  expect(by(cancelled)?.cancelAskedAt).toBeGreaterThan(0);
  expect(by(failing)).toMatchObject({ outcome: { kind: 'error' }, unknownOn: [] });
});

test('lost-task is found by its rule', async () => {
  await start('lost-task');
  const taskId = await create('render_report', { pages: 1, pageMs: 50 });
  await answerTo(beta, 'tasks/get', { taskId });
  await untilStatus(alpha, taskId, 'completed');
  expect(await found()).toEqual({ 'task.unknown-elsewhere': 1 });
  expect(await lives()).toMatchObject([
    { rules: { 'task.unknown-elsewhere': 1 }, unknownOn: [{ instanceId: beta.id }] },
  ]);
});

test('early-handle is found by its rule, on the last poll that came too early', async () => {
  await start('early-handle');
  const taskId = await create('render_report', { pages: 1, pageMs: 50 });
  await answerTo(beta, 'tasks/get', { taskId });
  await untilStatus(beta, taskId, 'completed');
  expect(await found()).toEqual({ 'task.unknown-elsewhere': 1, 'task.handed-early': 1 });
  const [life] = await lives();
  expect(life?.rules).toEqual({ 'task.unknown-elsewhere': 1, 'task.handed-early': 1 });
  const last = life?.marks.findLast(({ errorCode }) => errorCode === -32602);
  expect(last?.rules).toContain('task.handed-early');
});
