import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Instance } from '../../../shared/model/instance.ts';
import { EVERYTHING_STDIO } from '../../support/real-servers/child-servers.ts';
import { misbehaving } from '../../support/stdio-client.ts';
import { MODERN_SDK, StdioEngine } from '../../support/stdio-engine.ts';

let engine: StdioEngine;
let server: Instance;

beforeEach(async () => {
  engine = await StdioEngine.open();
});

afterEach(async () => {
  await engine.close();
});

describe('the SDK’s server 2.4.0 on stdio, modern', () => {
  beforeEach(async () => {
    server = await engine.add(MODERN_SDK, 'modern');
  });

  test('a call: one line out, one line back, in the row of its own beside the row of the process', async () => {
    const call = await engine.send(server, 'tools/call', { name: 'echo', arguments: { text: 'é😀' } });
    expect(call.row).toMatchObject({
      state: 'done',
      transport: 'stdio',
      era: 'modern',
      method: 'tools/call',
      name: 'echo',
      resultType: 'complete',
      eventCount: 1,
    });
    expect(call.row.requestBytes).toBe(call.request.body.bytes + 1);
    expect(call.request).toMatchObject({ httpMethod: '', target: '', headers: [] });
    expect(engine.messages(call)).toMatchObject([{ result: { content: [{ type: 'text', text: 'é😀' }] } }]);
    const process = await engine.detail(engine.processOf(call));
    expect(process.row).toMatchObject({ method: 'process', state: 'open', transport: 'stdio' });
    await engine.untilEvent(
      process.ref,
      ({ kind, preview }) => kind === 'stderr' && preview === 'modern-sdk is up',
    );
    expect(await engine.invoke('connection.list', null)).toMatchObject([
      { instanceId: server.id, state: 'open', era: 'modern', transport: 'stdio', shownBy: process.ref },
    ]);
  });

  test('one process for many requests at once, each with its own answer', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `text ${String(index)}`);
    const calls = await Promise.all(
      texts.map((text) => engine.send(server, 'tools/call', { name: 'echo', arguments: { text } })),
    );
    expect(calls.map((call) => engine.messages(call))).toMatchObject(
      texts.map((text) => [{ result: { content: [{ text }] } }]),
    );
    expect(new Set(calls.map(({ channel }) => channel)).size).toBe(1);
  });

  test('progress goes to the request whose token it has', async () => {
    const [counted, echoed] = await Promise.all([
      engine.send(server, 'tools/call', { name: 'count', arguments: { to: 3 } }, { progressToken: 'a' }),
      engine.send(server, 'tools/call', { name: 'count', arguments: { to: 5 } }, { progressToken: 'b' }),
    ]);
    expect(engine.messages(counted)).toMatchObject([
      ...[1, 2, 3].map((progress) => ({ params: { progressToken: 'a', progress } })),
      { result: { content: [{ text: 'counted to 3' }] } },
    ]);
    expect(echoed.row.eventCount).toBe(6);
  });

  test('a cancelled request is told to the server, as a row that is linked to it', async () => {
    const ref = await engine.begin(server, 'tools/call', { name: 'wait' });
    const process = engine.processOf(await engine.detail(ref));
    await engine.untilEvent(process, ({ preview }) => preview === 'waiting');
    await engine.invoke('exchange.cancel', ref);
    await engine.engine.whenDone(ref);
    await engine.untilEvent(process, ({ preview }) => preview === 'cancelled');
    const waited = await engine.detail(ref);
    expect(waited.failure).toMatchObject({ kind: 'cancelled' });
    const rows = await engine.rows();
    const cancel = rows.find(({ link }) => link?.kind === 'cancel');
    expect(cancel).toMatchObject({
      method: 'notifications/cancelled',
      state: 'done',
      link: { to: ref.number },
    });
    const { request } = await engine.detail({ ...ref, number: cancel?.number ?? 0 });
    const { id } = JSON.parse(waited.request.body.text ?? '') as { id: number };
    expect(JSON.parse(request.body.text ?? '')).toMatchObject({ params: { requestId: id } });
  });

  test('a request that takes too long is cancelled', async () => {
    const late = await engine.send(server, 'tools/call', { name: 'wait' }, { timeoutMs: 50 });
    expect(late.failure).toMatchObject({ kind: 'timeout' });
    await engine.untilEvent(engine.processOf(late), ({ preview }) => preview === 'cancelled');
  });

  test('a subscription gets what it listens to, is ended by a cancellation, and a second one is apart from it', async () => {
    const filter = { notifications: { toolsListChanged: true } };
    const listens = await Promise.all([
      engine.begin(server, 'subscriptions/listen', filter),
      engine.begin(server, 'subscriptions/listen', filter),
    ]);
    const [first, second] = listens;
    for (const listen of listens) {
      await engine.untilEvent(listen, ({ method }) => method === 'notifications/subscriptions/acknowledged');
    }
    await engine.send(server, 'tools/call', { name: 'change' });
    for (const listen of listens) {
      await engine.untilEvent(listen, ({ method }) => method === 'notifications/tools/list_changed');
      expect((await engine.events(listen)).length).toBe(2);
    }
    await engine.invoke('exchange.cancel', first);
    expect(await engine.engine.whenDone(first)).toMatchObject({ failureKind: 'cancelled' });
    await engine.send(server, 'tools/call', { name: 'change' });
    await engine.untilEvent(second, ({ index }) => index === 2);
    expect((await engine.events(first)).length).toBe(2);
  });

  test('a disconnect ends the process and what is on its way; the next request starts another one', async () => {
    const listen = await engine.begin(server, 'subscriptions/listen', {
      notifications: { toolsListChanged: true },
    });
    await engine.untilEvent(listen, ({ index }) => index === 0);
    const before = engine.processOf(await engine.detail(listen));
    await engine.invoke('instance.disconnect', { id: server.id });
    expect(await engine.detail(listen)).toMatchObject({ failure: { kind: 'cancelled' } });
    expect((await engine.detail(before)).row.state).toBe('done');
    expect(engine.connections.at(-1)).toMatchObject({ state: 'closed', shownBy: before });
    const after = await engine.send(server, 'tools/call', { name: 'echo', arguments: { text: 'x' } });
    expect(after.row.state).toBe('done');
    expect(engine.processOf(after)).not.toEqual(before);
  });

  test('in a new recording the process goes on in a row of its own', async () => {
    const before = await engine.send(server, 'tools/call', { name: 'echo', arguments: { text: 'x' } });
    await engine.invoke('capture.new', {});
    const after = await engine.send(server, 'tools/call', { name: 'echo', arguments: { text: 'y' } });
    expect(after.ref.captureId).not.toBe(before.ref.captureId);
    expect((await engine.detail(engine.processOf(after))).row).toMatchObject({
      method: 'process',
      state: 'open',
    });
    const pids = engine.connections.map(({ pid }) => pid).filter((pid) => pid !== undefined);
    expect(new Set(pids).size).toBe(1);
  });

  test('a call that asks for input goes on in a second round', async () => {
    const ref = await engine.begin(
      server,
      'tools/call',
      { name: 'ask', arguments: {} },
      { clientCapabilities: { elicitation: { form: {} } }, respond: { elicitation: { mode: 'accept' } } },
    );
    const refs = await engine.engine.whenSettled(ref);
    const [first, second] = await Promise.all(refs.map((each) => engine.detail(each)));
    expect(first?.row).toMatchObject({ resultType: 'input_required', transport: 'stdio' });
    expect(second?.row).toMatchObject({
      resultType: 'complete',
      link: { kind: 'round', to: ref.number, round: 2 },
    });
    expect(second && engine.messages(second)).toMatchObject([
      { result: { content: [{ text: 'Hello, nobody' }] } },
    ]);
  });

  test('the revision that it names is taken where ours is refused', async () => {
    const ref = await engine.begin(server, 'tools/list', {}, { revision: '2027-01-01' });
    const refs = await engine.engine.whenSettled(ref);
    const rows = await Promise.all(refs.map(async (each) => (await engine.detail(each)).row));
    expect(rows).toMatchObject([
      { errorCode: -32022 },
      { resultType: 'complete', link: { kind: 'revision', to: ref.number } },
    ]);
  });

  test('a message of two lines does not leave, and nothing is recorded for it', async () => {
    await engine.send(server, 'tools/list');
    const count = (await engine.rows()).length;
    const tamper = { headers: [], meta: {}, dropMeta: [], body: '{\n}' };
    await expect(engine.begin(server, 'tools/list', {}, { tamper })).rejects.toThrow(
      /BAD_INPUT: .* one line/,
    );
    expect((await engine.rows()).length).toBe(count);
  });

  test('what is not JSON-RPC leaves as it is, and is given up when nothing comes back', async () => {
    const tamper = { headers: [], meta: {}, dropMeta: [], body: '{"not":"JSON-RPC"}' };
    const sent = await engine.send(server, 'tools/list', {}, { tamper, idleTimeoutMs: 500 });
    expect(sent.row.method).toBe('not JSON-RPC');
    // This server drops it without a word.
    expect(sent.failure).toMatchObject({ kind: 'timeout' });
  });
});

test.each([
  ['the SDK’s server', MODERN_SDK, 'modern'],
  ['server-everything', EVERYTHING_STDIO, 'legacy'],
] as const)('%s is asked for its era first, and no other process stays', async (_name, command, era) => {
  server = await engine.add(command);
  const listed = await engine.send(server, 'tools/list');
  expect(listed.row).toMatchObject({ era, state: 'done', resultType: 'complete' });
  const processes = (await engine.rows()).filter(({ method }) => method === 'process');
  expect(processes.filter(({ state }) => state === 'open').map((row) => row.number)).toEqual([
    listed.channel,
  ]);
  expect(processes.at(-1)?.era).toBe(era);
});

test('one that says nothing to the probe is taken as legacy after a while', async () => {
  server = await engine.add(misbehaving('deaf-to-modern'));
  const pinged = await engine.send(server, 'ping');
  expect(pinged.row).toMatchObject({ era: 'legacy', state: 'done' });
});

test('a request of the server is against this era: a finding, and no answer', async () => {
  server = await engine.add(misbehaving('asks'), 'modern');
  const call = await engine.send(server, 'tools/list');
  const process = await engine.detail(engine.processOf(call));
  expect(process.row).toMatchObject({ findings: { count: 1, worst: 'error' } });
  expect(process.findings).toMatchObject([{ rule: 'request.from-server', side: 'server' }]);
  await engine.untilEvent(process.ref, ({ kind, method }) => kind === 'line' && method === 'roots/list');
  // It counts what it is sent: an answer would be counted, too.
  expect(engine.messages(call)).toMatchObject([{ result: { got: 1 } }]);
  const again = await engine.send(server, 'tools/list');
  expect(engine.messages(again)).toMatchObject([{ result: { got: 2 } }]);
});

test('a command that nobody has allowed is not started', async () => {
  const instance = await engine.invoke('instance.save', {
    name: 'stranger',
    url: '',
    stdio: { command: 'sh', args: ['-c', 'echo $HOME'], env: {} },
    headers: [],
  });
  const answer = await engine.engine.bridge.invoke('exchange.send', {
    draft: {
      era: 'modern',
      revision: '2026-07-28',
      method: 'tools/list',
      params: {},
      clientCapabilities: {},
      clientInfo: null,
      tamper: { headers: [], meta: {}, dropMeta: [] },
    },
    instanceIds: [instance.id],
  });
  expect(answer).toMatchObject({
    ok: false,
    error: {
      code: 'NEEDS_CONSENT',
      message: expect.stringContaining("sh -c 'echo $HOME'") as string,
      details: { id: instance.id, commandLine: "sh -c 'echo $HOME'" },
    },
  });
  expect(await engine.rows()).toEqual([]);
});
