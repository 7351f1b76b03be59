import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Draft, HeaderTamper } from '../../../shared/model/draft.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import { GATEWAY_DEFAULTS } from '../../../shared/model/gateway.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { judgeCapture } from '../../support/lint/judge-capture.ts';
import { StdioEngine } from '../../support/stdio-engine.ts';
import { ask, call, openSession, sendLegacy } from '../demo/requests.ts';

/** What the demo marks in its tool's inputSchema. */
const ROUTE_ORDER = {
  type: 'object',
  properties: {
    region: { type: 'string', 'x-mcp-header': 'Region' },
    shard: { type: 'integer', 'x-mcp-header': 'Shard' },
  },
};

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

/** One instance of the demo with these bugs, as an instance of the engine. */
async function startDemo(bugs: readonly string[], era: 'modern' | 'legacy' = 'modern'): Promise<Instance> {
  fleet = await startDemoFleet({ names: ['alpha'], bugs });
  return engine.addAddress(fleet.get('alpha').url, era);
}

/** What a client does with a shop. */
async function goShopping(demo: Instance): Promise<void> {
  const capabilities = { clientCapabilities: { elicitation: { form: {} } } };
  const tool = (name: string, args: object = {}, more: Partial<Draft> = {}): Promise<unknown> =>
    engine.send(demo, 'tools/call', { name, arguments: { ...args } }, { ...capabilities, ...more });
  await engine.send(demo, 'tools/list');
  await engine.send(demo, 'tools/list');
  await engine.send(demo, 'prompts/list');
  await engine.send(demo, 'prompts/get', { name: 'suggest_gift', arguments: {} });
  await engine.send(demo, 'resources/list');
  await engine.send(demo, 'resources/templates/list');
  await engine.send(demo, 'resources/read', { uri: 'config://shop' });
  await tool('whoami');
  await tool('search_catalog', { query: 'tea' });
  await tool('import_catalog', { count: 2 }, { progressToken: 'import' });
  await tool('no_such_tool');
  await tool('route_order', { orderId: 'o-1', region: 'Zürich', shard: 3 }, { toolSchema: ROUTE_ORDER });
}

/** A call that asks for input, left at that. */
async function deploy(demo: Instance): Promise<void> {
  const params = { name: 'deploy', arguments: { environment: 'staging' } };
  const { row } = await engine.send(demo, 'tools/call', params, {
    clientCapabilities: { elicitation: { form: {} } },
    followUp: false,
  });
  expect(row).toMatchObject({ state: 'done', status: 200 });
}

/** Opens a subscription, and closes it once it is acknowledged. */
async function listen(demo: Instance): Promise<void> {
  const params = { notifications: { toolsListChanged: true } };
  const ref = await engine.begin(demo, 'subscriptions/listen', params);
  await engine.untilEvent(ref, ({ method }) => method === 'notifications/subscriptions/acknowledged');
  await engine.invoke('exchange.cancel', ref);
  await engine.engine.whenDone(ref);
}

/** How often each rule found something, but for what was done on purpose. */
async function found(): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { finding } of await judgeCapture(engine)) {
    if (finding.severity !== 'note') counts[finding.rule] = (counts[finding.rule] ?? 0) + 1;
  }
  return counts;
}

function lying(...headers: readonly (readonly [name: string, value: string])[]): Partial<Draft> {
  const set = headers.map(([name, value]): HeaderTamper => ({ op: 'set', name, value }));
  return { tamper: { headers: set, meta: {}, dropMeta: [] }, followUp: false };
}

function without(header: string): Partial<Draft> {
  return { tamper: { headers: [{ op: 'drop', name: header }], meta: {}, dropMeta: [] }, followUp: false };
}

/** Requests whose headers lie, lack something, or are malformed; one that a healthy server refuses each. */
async function lie(demo: Instance): Promise<void> {
  const tool = { name: 'whoami', arguments: {} };
  await engine.send(demo, 'tools/list', {}, lying(['Mcp-Method', 'prompts/list']));
  await engine.send(demo, 'tools/call', tool, lying(['Mcp-Name', 'search_catalog']));
  await engine.send(demo, 'tools/call', tool, lying(['Mcp-Name', '=?base64?!?=']));
  await engine.send(demo, 'tools/list', {}, without('Mcp-Method'));
  await engine.send(demo, 'tools/call', tool, without('Mcp-Name'));
  await engine.send(demo, 'tools/list', {}, lying(['MCP-Protocol-Version', '2025-11-25']));
  const order = { name: 'route_order', arguments: { orderId: 'o-1', region: 'eu', shard: 3 } };
  await engine.send(demo, 'tools/call', order, lying(['Mcp-Param-Region', 'us'], ['Mcp-Param-Shard', '3']));
}

test('a healthy demo: no finding but about what was done on purpose', async () => {
  const demo = await startDemo([]);
  await goShopping(demo);
  await deploy(demo);
  await listen(demo);
  expect(await found()).toEqual({});
  await lie(demo);
  expect(await found()).toEqual({});
  // Seven lies, and each is told.
  const notes = (await judgeCapture(engine)).filter(({ finding }) => finding.severity === 'note');
  expect(new Set(notes.map(({ number }) => number)).size).toBe(7);
});

test('a healthy demo in the legacy era: no finding', async () => {
  const demo = await startDemo([], 'legacy');
  await goShopping(demo);
  expect(await found()).toEqual({});
});

test('ignores-headers is found by the rules about headers that are accepted', async () => {
  const demo = await startDemo(['ignores-headers']);
  await goShopping(demo);
  await deploy(demo);
  expect(await found()).toEqual({});
  await lie(demo);
  expect(await found()).toEqual({ 'header.mismatch-accepted': 5, 'header.missing-accepted': 2 });
});

test('missing-result-type is found by its rule', async () => {
  const demo = await startDemo(['missing-result-type']);
  await goShopping(demo);
  await deploy(demo);
  await lie(demo);
  expect(Object.keys(await found())).toEqual(['result.result-type-missing']);
});

test('shuffled-tools is found by its rule', async () => {
  const demo = await startDemo(['shuffled-tools']);
  await goShopping(demo);
  await deploy(demo);
  await lie(demo);
  expect(await found()).toEqual({ 'list.order-changes': 1 });
});

test('clients of both eras through a gateway in front of a healthy fleet: no error', async () => {
  fleet = await startDemoFleet({ names: ['alpha', 'beta'] });
  const instances = await Promise.all(fleet.instances.map(({ url }) => engine.addAddress(url, 'modern')));
  const gateway = await engine.invoke('gateway.save', {
    ...GATEWAY_DEFAULTS,
    name: 'Shop',
    instanceIds: instances.map(({ id }) => id),
  });
  const { url } = await engine.invoke('gateway.start', { id: gateway.id });
  if (url === undefined) throw new Error('the gateway does not listen');
  await ask(url, 'server/discover');
  await ask(url, 'tools/list');
  await ask(url, 'tools/list');
  await call(url, 'whoami');
  await call(url, 'import_catalog', { count: 2 }, { meta: { progressToken: 1 } });
  const session = await openSession(url);
  await (await sendLegacy(url, { id: 1, method: 'tools/list' }, session)).text();
  await engine.untilRow(
    ({ era, method, state }) => era === 'legacy' && method === 'tools/list' && state === 'done',
  );
  const rows = await engine.rows();
  expect(rows.filter(({ origin, state }) => origin === 'gateway' && state === 'done').length).toBeGreaterThan(
    6,
  );
  expect(await found()).toEqual({});
});
