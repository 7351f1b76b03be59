import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { ask, call, openSession, read, readUntil, send, sendLegacy, text } from './requests.ts';
import { askTask, callForTask, DECLARED, taskNotifications, TASKS, untilStatus } from './task-requests.ts';

let fleet: DemoFleet;
let alpha: string;
let beta: string;
let gamma: string;

beforeAll(async () => {
  fleet = await startDemoFleet();
  [alpha, beta, gamma] = [fleet.get('alpha').url, fleet.get('beta').url, fleet.get('gamma').url];
});
afterAll(() => fleet.stop());

const REQUIRED = { requiredCapabilities: { extensions: { [TASKS]: {} } } };
const UNKNOWN = { taskId: 'tsk_nobody_has_this' };

test('server/discover advertises the extension, and initialize of the legacy era does not', async () => {
  const { result } = (await ask(alpha, 'server/discover')).last;
  expect(result).toMatchObject({ capabilities: { extensions: { [TASKS]: {} } } });
  const initialize = await sendLegacy(alpha, {
    id: 0,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'old', version: '1' } },
  });
  expect(JSON.stringify((await read(initialize)).last.result)).not.toContain('tasks');
});

test('a report is a task that every instance reads alike, from its creation to its result', async () => {
  const seed = await callForTask(alpha, 'render_report', { pages: 2, pageMs: 300 });
  expect(seed).toMatchObject({
    resultType: 'task',
    status: 'working',
    statusMessage: 'Rendering page 1 of 2.',
    ttlMs: 60_000,
    pollIntervalMs: 500,
  });
  expect(seed).not.toHaveProperty('content');
  const elsewhere = await askTask(beta, 'get', seed.taskId);
  expect(elsewhere.last.result).toMatchObject({ resultType: 'complete', taskId: seed.taskId });
  const seen = await untilStatus(gamma, seed.taskId, 'completed');
  expect(seen.map(({ statusMessage }) => statusMessage)).toContain('Rendering page 2 of 2.');
  const ends = await Promise.all([alpha, beta, gamma].map((url) => askTask(url, 'get', seed.taskId)));
  expect(new Set(ends.map(({ last }) => JSON.stringify(last))).size).toBe(1);
  expect(ends[0]?.last.result).toMatchObject({
    createdAt: seed.createdAt,
    result: { resultType: 'complete', content: [{ type: 'text' }] },
  });
});

test('the work goes on when its creator has ended', async () => {
  const own = await startDemoFleet({ names: ['first', 'second'] });
  try {
    const { taskId } = await callForTask(own.get('first').url, 'render_report', { pages: 1 });
    expect(await own.get('first').stop()).toBe(0);
    const seen = await untilStatus(own.get('second').url, taskId, 'completed');
    expect(seen[0]?.status).toBe('working');
  } finally {
    await own.stop();
  }
});

test('asks for approval; another instance takes the answer, once', async () => {
  const { taskId } = await callForTask(alpha, 'approve_work', { what: 'a holiday' });
  const asking = (await untilStatus(beta, taskId, 'input_required')).at(-1);
  expect(asking).toMatchObject({
    inputRequests: { approval: { method: 'elicitation/create', params: { message: 'Approve a holiday?' } } },
  });
  const answer = (approve: boolean) => ({
    inputResponses: { approval: { action: 'accept', content: { approve } }, nobody: { action: 'cancel' } },
  });
  const { last } = await askTask(gamma, 'update', taskId, answer(true));
  expect(Object.keys(last.result ?? {}).sort()).toEqual(['_meta', 'resultType']);
  expect(last.result).toMatchObject({ resultType: 'complete' });
  expect((await askTask(beta, 'update', taskId, answer(false))).last.result).toBeDefined();
  const end = (await untilStatus(alpha, taskId, 'completed')).at(-1);
  expect(end).toMatchObject({ result: { content: [{ text: 'Approved: a holiday.' }] } });
  expect(end).not.toHaveProperty('inputRequests');
});

test('failing work ends with its JSON-RPC error and no result', async () => {
  const { taskId } = await callForTask(alpha, 'failing_work');
  const end = (await untilStatus(beta, taskId, 'failed')).at(-1);
  expect(end).toMatchObject({
    statusMessage: 'The warehouse does not answer.',
    error: { code: -32_603, message: 'The warehouse does not answer.' },
  });
  expect(end).not.toHaveProperty('result');
});

test('cancelled elsewhere, it stays cancelled; cancelling it again changes nothing', async () => {
  const { taskId } = await callForTask(alpha, 'render_report', { pageMs: 60_000 });
  const { last } = await askTask(beta, 'cancel', taskId);
  expect(Object.keys(last.result ?? {}).sort()).toEqual(['_meta', 'resultType']);
  const cancelled = (await askTask(gamma, 'get', taskId)).last.result;
  expect(cancelled).toMatchObject({ status: 'cancelled' });
  expect((await askTask(alpha, 'cancel', taskId)).last.result).toMatchObject({ resultType: 'complete' });
  expect((await askTask(alpha, 'get', taskId)).last.result).toEqual(cancelled);
});

test('is known until its ttl is over, and then nowhere', async () => {
  const { taskId, createdAt } = await callForTask(alpha, 'render_report', {
    pages: 1,
    pageMs: 0,
    ttlMs: 2_000,
  });
  const asked: number[] = [];
  for (;;) {
    const sentAt = Date.now();
    const { last } = await askTask(beta, 'get', taskId);
    if (last.error !== undefined) {
      expect(last.error.code).toBe(-32_602);
      break;
    }
    asked.push(sentAt);
  }
  expect(asked.length).toBeGreaterThan(0);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(createdAt) + 2_000);
  expect((await askTask(alpha, 'get', taskId)).last.error).toMatchObject({ code: -32_602 });
});

describe.each(['get', 'update', 'cancel'] as const)('tasks/%s', (method) => {
  const params = { ...UNKNOWN, inputResponses: {} };

  test('refuses an id that nobody has', async () => {
    const answer = await askTask(alpha, method, UNKNOWN.taskId, params);
    expect([answer.status, answer.last.error]).toEqual([200, expect.objectContaining({ code: -32_602 })]);
  });

  test('refuses a client that did not declare the extension for this request', async () => {
    const headers = { 'Mcp-Name': UNKNOWN.taskId };
    const answer = await ask(alpha, `tasks/${method}`, { params, headers });
    expect([answer.status, answer.last.error]).toEqual([
      400,
      expect.objectContaining({ code: -32_021, data: REQUIRED }),
    ]);
  });

  test.each([['another_task'], [null]])('refuses Mcp-Name %j', async (name) => {
    const answer = await ask(alpha, `tasks/${method}`, {
      params,
      meta: DECLARED,
      headers: { 'Mcp-Name': name },
    });
    expect([answer.status, answer.last.error]).toEqual([400, expect.objectContaining({ code: -32_020 })]);
  });
});

test('tasks/update wants responses, and tasks/get an id', async () => {
  const { taskId } = await callForTask(alpha, 'approve_work');
  expect((await askTask(alpha, 'update', taskId)).last.error).toMatchObject({ code: -32_602 });
  const bare = await ask(alpha, 'tasks/get', { meta: DECLARED });
  expect(bare.last.error).toMatchObject({ code: -32_602 });
});

describe('a client without the extension', () => {
  test('waits for a report in either era', async () => {
    const args = { pages: 1, pageMs: 10, category: 'tea' };
    const modern = await call(alpha, 'render_report', args);
    expect(modern.last.result).toMatchObject({ resultType: 'complete' });
    expect(text(modern)).toContain('The report is ready: 12 products');
    const headers = await openSession(alpha);
    const params = { name: 'render_report', arguments: args };
    const legacy = await read(await sendLegacy(alpha, { id: 1, method: 'tools/call', params }, headers));
    expect(text(legacy)).toBe(text(modern));
  });

  test.each(['approve_work', 'failing_work'])('is told what %s needs', async (tool) => {
    const answer = await call(alpha, tool);
    expect(answer.status).toBe(400);
    expect(answer.last).toMatchObject({ id: 1, error: { code: -32_021, data: REQUIRED } });
    const headers = await openSession(alpha);
    const params = { name: tool, arguments: {} };
    const legacy = await read(await sendLegacy(alpha, { id: 1, method: 'tools/call', params }, headers));
    expect(legacy.last.result).toMatchObject({ isError: true });
  });

  test('is not asked through a task either: forms must be declared', async () => {
    const meta = { 'io.modelcontextprotocol/clientCapabilities': { extensions: { [TASKS]: {} } } };
    const answer = await call(alpha, 'approve_work', {}, { meta });
    expect(answer.last.error).toMatchObject({
      code: -32_021,
      data: { requiredCapabilities: { elicitation: { form: {} } } },
    });
  });
});

test('wrong arguments are a tool error and begin nothing', async () => {
  const answer = await call(alpha, 'render_report', { pages: 0 }, { meta: DECLARED });
  expect(answer.last.result).toMatchObject({ resultType: 'complete', isError: true });
});

describe('subscriptions/listen', () => {
  const listen = (url: string, notifications: object, meta: Record<string, unknown> = DECLARED) =>
    send(url, 'subscriptions/listen', { params: { notifications }, meta });
  const acknowledged = { method: 'notifications/subscriptions/acknowledged' };

  test('tells another instance’s task from where it stands to its end, exactly as tasks/get would', async () => {
    const { taskId } = await callForTask(alpha, 'approve_work');
    await untilStatus(alpha, taskId, 'input_required');
    const stream = await listen(beta, { taskIds: [taskId, UNKNOWN.taskId], toolsListChanged: true });
    const messages = await readUntil(
      stream,
      answeringAt(gamma, taskId, (told) => told.some(({ status }) => status === 'completed')),
    );
    expect(messages[0]).toMatchObject({
      ...acknowledged,
      params: { notifications: { taskIds: [taskId], toolsListChanged: true } },
    });
    expect(messages[0]?.params?.['notifications']).not.toHaveProperty('resourceSubscriptions');
    const told = taskNotifications(messages);
    expect([told[0]?.status, told.at(-1)?.status]).toEqual(['input_required', 'completed']);
    expect(new Set(told.map((task) => JSON.stringify(task))).size).toBe(told.length);
    const { result } = (await askTask(gamma, 'get', taskId)).last;
    expect({ ...told.at(-1), resultType: 'complete', _meta: result?.['_meta'] }).toEqual(result);
    for (const { _meta } of told) expect(_meta).toEqual({ 'io.modelcontextprotocol/subscriptionId': 1 });
    expect(new Set(messages.map(({ method }) => method))).toEqual(
      new Set([acknowledged.method, 'notifications/tasks']),
    );
  });

  test('with tasks only stays open, and hears of nothing else', async () => {
    const { taskId } = await callForTask(alpha, 'render_report', { pages: 1 });
    const messages = await readUntil(await listen(beta, { taskIds: [taskId] }), (sofar) =>
      taskNotifications(sofar).some(({ status }) => status === 'completed'),
    );
    expect(messages[0]?.params?.['notifications']).toEqual({ taskIds: [taskId] });
  });

  test('for tasks that nobody knows agrees to nothing and ends', async () => {
    const { messages } = await read(await listen(beta, { taskIds: [UNKNOWN.taskId] }));
    expect(messages[0]).toMatchObject({ ...acknowledged, params: { notifications: {} } });
    expect(messages.at(-1)?.result).toMatchObject({ resultType: 'complete' });
  });

  test('refuses a client without the extension, and ids that are none', async () => {
    const undeclared = await read(await listen(alpha, { taskIds: [UNKNOWN.taskId] }, {}));
    expect(undeclared.status).toBe(400);
    expect(undeclared.last).toMatchObject({ id: 1, error: { code: -32_021, data: REQUIRED } });
    const rubbish = await read(await listen(alpha, { taskIds: 'all' }));
    expect(rubbish.last).toMatchObject({ id: 1, error: { code: -32_602 } });
    const plain = await listen(alpha, { toolsListChanged: true }, {});
    expect((await readUntil(plain, (messages) => messages.length > 0))[0]).toMatchObject(acknowledged);
  });
});

/** Answers the approval once it has been told of, and is enough when `end` says so. */
function answeringAt(
  url: string,
  taskId: string,
  end: (told: ReturnType<typeof taskNotifications>) => boolean,
): (messages: Parameters<typeof taskNotifications>[0]) => boolean {
  let answered = false;
  return (messages) => {
    const told = taskNotifications(messages);
    if (!answered && told.length > 0) {
      answered = true;
      const inputResponses = { approval: { action: 'accept', content: { approve: true } } };
      void askTask(url, 'update', taskId, { inputResponses });
    }
    return end(told);
  };
}
