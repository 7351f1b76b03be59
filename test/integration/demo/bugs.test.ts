import { afterEach, expect, test } from 'vitest';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { ask, call, openSession, read, sendLegacy, structured, text } from './requests.ts';

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
