import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GATEWAY_DEFAULTS } from '../../../shared/model/gateway.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { judgeCapture } from '../../support/lint/judge-capture.ts';
import { StdioEngine } from '../../support/stdio-engine.ts';
import { ask, call, readUntil, send } from '../demo/requests.ts';
import { askTask, callForTask, DECLARED, taskNotifications, type TaskSeen } from '../demo/task-requests.ts';

// Two instances behind a gateway by round robin, so that each request lands on another one than the request before.

let engine: StdioEngine;
let fleet: DemoFleet | undefined;

beforeEach(async () => {
  engine = await StdioEngine.open();
});
afterEach(async () => {
  await engine.close();
  await fleet?.stop();
  fleet = undefined;
});

async function startBehindGateway(...bugs: readonly string[]): Promise<string> {
  fleet = await startDemoFleet({ names: ['alpha', 'beta'], bugs });
  const instances = await Promise.all(fleet.instances.map(({ url }) => engine.addAddress(url, 'modern')));
  const instanceIds = instances.map(({ id }) => id);
  const gateway = await engine.invoke('gateway.save', { ...GATEWAY_DEFAULTS, name: 'Shop', instanceIds });
  const { url } = await engine.invoke('gateway.start', { id: gateway.id });
  if (url === undefined) throw new Error('the gateway does not listen');
  return url;
}

/** Polls as it is told to, until this is so of an answer; an error counts as none. */
async function pollUntil(
  url: string,
  { taskId, pollIntervalMs }: TaskSeen,
  isIt: (task: TaskSeen | undefined) => boolean,
): Promise<void> {
  for (;;) {
    await sleep(Number(pollIntervalMs));
    const { last } = await askTask(url, 'get', taskId);
    if (isIt(last.result as TaskSeen | undefined)) return;
  }
}

/** The rules that found something, notes left out. */
async function found(): Promise<readonly string[]> {
  const rules = (await judgeCapture(engine)).map(({ finding }) => finding);
  return [...new Set(rules.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule))].sort();
}

test('a healthy fleet: tasks of every kind, and no finding', async () => {
  const url = await startBehindGateway();
  await ask(url, 'server/discover');
  const report = await callForTask(url, 'render_report', { pages: 2 });
  await pollUntil(url, report, (task) => task?.status === 'completed');
  const failing = await callForTask(url, 'failing_work');
  await pollUntil(url, failing, (task) => task?.status === 'failed');
  const approval = await callForTask(url, 'approve_work');
  await pollUntil(url, approval, (task) => task?.status === 'input_required');
  const stream = await send(url, 'subscriptions/listen', {
    params: { notifications: { taskIds: [approval.taskId] } },
    meta: DECLARED,
  });
  const told = readUntil(stream, (messages) =>
    taskNotifications(messages).some(({ status }) => status === 'completed'),
  );
  const inputResponses = { approval: { action: 'accept', content: { approve: true } } };
  await askTask(url, 'update', approval.taskId, { inputResponses });
  await told;
  const long = await callForTask(url, 'render_report', { pageMs: 60_000 });
  await askTask(url, 'cancel', long.taskId);
  await pollUntil(url, long, (task) => task?.status === 'cancelled');
  await askTask(url, 'get', 'tsk_nobody_has_this_one');
  await call(url, 'render_report', { pages: 1, pageMs: 0 });
  await call(url, 'approve_work');
  await engine.untilRow(({ method, state }) => method === 'subscriptions/listen' && state !== 'open');
  expect(await found()).toEqual([]);
});

test('lost-task', async () => {
  const url = await startBehindGateway('lost-task');
  const task = await callForTask(url, 'render_report');
  await pollUntil(url, task, () => true);
  expect(await found()).toEqual(['task.unknown-elsewhere']);
});

test('early-handle', async () => {
  const url = await startBehindGateway('early-handle');
  const task = await callForTask(url, 'approve_work');
  let unknown = 0;
  await pollUntil(url, task, (seen) => {
    if (seen === undefined) unknown += 1;
    // The two instances are asked by turns: once the other knows it, two in a row do.
    return seen !== undefined && Date.now() > Date.parse(task.createdAt) + 3_000;
  });
  await pollUntil(url, task, (seen) => seen !== undefined);
  expect(unknown).toBeGreaterThan(0);
  expect(await found()).toEqual(['task.handed-early', 'task.unknown-elsewhere']);
});

test('eager-task', async () => {
  const url = await startBehindGateway('eager-task');
  await call(url, 'failing_work');
  expect(await found()).toEqual(['task.undeclared']);
});

test('stuck-task', async () => {
  const url = await startBehindGateway('stuck-task');
  const task = await callForTask(url, 'render_report', { pages: 1, pageMs: 0, ttlMs: 1_000 });
  await pollUntil(url, task, () => Date.now() > Date.parse(task.createdAt) + 2_000);
  expect(await found()).toEqual(['task.past-ttl']);
});

test('flapping-task', async () => {
  const url = await startBehindGateway('flapping-task');
  const task = await callForTask(url, 'render_report', { pages: 1, pageMs: 0 });
  await pollUntil(url, task, (seen) => seen?.status === 'completed');
  await pollUntil(url, task, (seen) => seen?.status === 'working');
  expect(await found()).toEqual(['task.terminal-left']);
});
