import { afterEach, expect, test } from 'vitest';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { ask, call, openSession, read, readUntil, send, sendLegacy, structured, text } from './requests.ts';
import { askTask, callForTask, DECLARED, taskNotifications, untilStatus } from './task-requests.ts';

let fleet: DemoFleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

async function startPair(...bugs: string[]): Promise<[string, string]> {
  fleet = await startDemoFleet({ names: ['alpha', 'beta'], bugs });
  return [fleet.get('alpha').url, fleet.get('beta').url];
}

test('memory-basket: a basket is unknown elsewhere', async () => {
  const [alpha, beta] = await startPair('memory-basket');
  const basketId = structured(await call(alpha, 'basket_create'))['basketId'];
  expect(structured(await call(alpha, 'basket_add', { basketId, sku: 'TEA-001' }))).toMatchObject({
    pieces: 1,
  });
  const elsewhere = await call(beta, 'basket_get', { basketId });
  expect(elsewhere.last.result?.['isError']).toBe(true);
  expect(text(elsewhere)).toContain('is known here');
});

test('own-key: round two is refused elsewhere and accepted at home', async () => {
  const [alpha, beta] = await startPair('own-key');
  const args = { environment: 'staging' };
  const requestState = (await call(alpha, 'deploy', args)).last.result?.['requestState'];
  const approval = { action: 'accept', content: { confirm: true, reason: 'tested' } };
  const second = { params: { requestState, inputResponses: { approval } } };
  expect((await call(beta, 'deploy', args, second)).last.error).toMatchObject({
    code: -32602,
    data: { reason: 'invalid_request_state' },
  });
  expect(structured(await call(alpha, 'deploy', args, second))).toMatchObject({ deployed: true });
});

test('shuffled-tools: the same tools in another order each time, in both eras', async () => {
  const [alpha] = await startPair('shuffled-tools');
  const names = (tools: unknown): string[] => (tools as { name: string }[]).map((tool) => tool.name);
  const first = names((await ask(alpha, 'tools/list')).last.result?.['tools']);
  const second = names((await ask(alpha, 'tools/list')).last.result?.['tools']);
  expect(second).not.toEqual(first);
  expect(second.toSorted()).toEqual(first.toSorted());
  const headers = await openSession(alpha);
  const legacy = await read(await sendLegacy(alpha, { id: 1, method: 'tools/list' }, headers));
  expect(names(legacy.last.result?.['tools'])).not.toEqual(second);
});

test('ignores-headers: what the body says is executed', async () => {
  const [alpha] = await startPair('ignores-headers');
  const wrong = { 'Mcp-Method': 'tools/list', 'Mcp-Name': 'whoami', 'MCP-Protocol-Version': null };
  const args = { region: 'Zürich', shard: 3, orderId: 'o-1' };
  const lying = await call(alpha, 'route_order', args, { headers: { ...wrong, 'Mcp-Param-Region': 'us' } });
  expect(lying.status).toBe(200);
  expect(structured(lying)).toMatchObject(args);
  const bare = { 'Mcp-Method': null, 'Mcp-Name': null };
  const uri = 'config://shop';
  expect((await ask(alpha, 'resources/read', { params: { uri }, headers: bare })).status).toBe(200);
  const legacy = await openSession(alpha);
  expect((await sendLegacy(alpha, { id: 1, method: 'tools/list' }, legacy)).status).toBe(200);
});

test('missing-result-type: no result has one, on JSON and on SSE; several bugs at once', async () => {
  const [alpha] = await startPair('missing-result-type', 'memory-basket', 'shuffled-tools');
  const answers = [
    await ask(alpha, 'server/discover'),
    await ask(alpha, 'tools/list'),
    await call(alpha, 'whoami'),
    await call(alpha, 'deploy', { environment: 'staging' }),
    await call(alpha, 'import_catalog', { count: 2 }, { meta: { progressToken: 1 } }),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    expect(answer.last.result).toBeDefined();
    expect(answer.last.result).not.toHaveProperty('resultType');
  }
  expect(answers.at(-1)?.messages).toHaveLength(3);
});

test('lost-task: another instance never knows it', async () => {
  const [alpha, beta] = await startPair('lost-task');
  const { taskId } = await callForTask(alpha, 'render_report', { pages: 1 });
  const unknown = { code: -32_602 };
  expect((await askTask(beta, 'get', taskId)).last.error).toMatchObject(unknown);
  expect((await askTask(beta, 'cancel', taskId)).last.error).toMatchObject(unknown);
  await untilStatus(alpha, taskId, 'completed');
  expect((await askTask(beta, 'get', taskId)).last.error).toMatchObject(unknown);
});

test('early-handle: another instance knows it some time later, with what its creator was told until then', async () => {
  const [alpha, beta] = await startPair('early-handle');
  const { taskId } = await callForTask(alpha, 'render_report', { pageMs: 60_000 });
  expect((await askTask(beta, 'get', taskId)).last.error).toMatchObject({ code: -32_602 });
  await askTask(alpha, 'cancel', taskId);
  await expect
    .poll(async () => (await askTask(beta, 'get', taskId)).last.result, { timeout: 20_000 })
    .toMatchObject({ status: 'cancelled' });
});

test('eager-task: a client that never declared the extension gets a task, and may not read it', async () => {
  const [alpha] = await startPair('eager-task');
  const answer = await call(alpha, 'render_report');
  expect(answer.last.result).toMatchObject({ resultType: 'task', status: 'working' });
  const taskId = String(answer.last.result?.['taskId']);
  const read = await ask(alpha, 'tasks/get', { params: { taskId }, headers: { 'Mcp-Name': taskId } });
  expect(read.last.error).toMatchObject({ code: -32_021 });
  // What a person would be asked on the way, the client still has to have declared.
  const bare = { meta: { 'io.modelcontextprotocol/clientCapabilities': {} } };
  expect((await call(alpha, 'approve_work', {}, bare)).last.error).toMatchObject({ code: -32_021 });
});

test('stuck-task: it works on after its ttl', async () => {
  const [alpha, beta] = await startPair('stuck-task');
  const { taskId, createdAt } = await callForTask(alpha, 'render_report', {
    pages: 1,
    pageMs: 0,
    ttlMs: 1_000,
  });
  let status: unknown;
  do status = (await askTask(beta, 'get', taskId)).last.result?.['status'];
  while (Date.now() < Date.parse(createdAt) + 1_100);
  expect(status).toBe('working');
});

test('flapping-task: completed, then working again, on every instance and for listeners', async () => {
  const [alpha, beta] = await startPair('flapping-task');
  const { taskId } = await callForTask(alpha, 'render_report', { pages: 1, pageMs: 0 });
  await untilStatus(alpha, taskId, 'completed');
  const again = (await untilStatus(beta, taskId, 'working', 'completed')).at(-1);
  expect(again).not.toHaveProperty('result');
  const params = { notifications: { taskIds: [taskId] } };
  const stream = await send(alpha, 'subscriptions/listen', { params, meta: DECLARED });
  await readUntil(stream, (messages) => {
    const told = taskNotifications(messages).map(({ status }) => status);
    return told.join().includes('completed,working');
  });
});
