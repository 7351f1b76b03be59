import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Draft } from '../../../shared/model/draft.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import { EVERYTHING_STDIO } from '../../support/real-servers/child-servers.ts';
import { misbehaving } from '../../support/stdio-client.ts';
import { MODERN_SDK, StdioEngine } from '../../support/stdio-engine.ts';

const CAPABILITIES = { clientCapabilities: { sampling: {}, elicitation: { form: {} }, roots: {} } };
const SAMPLE = { role: 'assistant', content: { type: 'text', text: 'a sample' }, model: 'test' } as const;

let engine: StdioEngine;
let server: Instance;

beforeEach(async () => {
  engine = await StdioEngine.open();
});

afterEach(async () => {
  await engine.close();
});

function call(name: string, args: Draft['params'] = {}): [string, Draft['params']] {
  return ['tools/call', { name, arguments: args }];
}

describe('server-everything on stdio', () => {
  beforeEach(async () => {
    server = await engine.add(EVERYTHING_STDIO, 'legacy');
  });

  test('the handshake comes before the first request, once for all that are sent at the same time', async () => {
    const calls = await Promise.all(
      ['a', 'b', 'c'].map((message) => engine.send(server, ...call('echo', { message }))),
    );
    expect(calls.map((detail) => engine.messages(detail))).toMatchObject(
      ['a', 'b', 'c'].map((text) => [{ result: { content: [{ text: `Echo: ${text}` }] } }]),
    );
    const rows = await engine.rows();
    expect(rows.slice(0, 3)).toMatchObject([
      { method: 'process', state: 'open', era: 'legacy', transport: 'stdio' },
      { method: 'initialize', state: 'done', origin: 'probe', link: { kind: 'handshake', to: 1 } },
      { method: 'notifications/initialized', state: 'done', link: { kind: 'handshake', to: 2 } },
    ]);
    expect(rows.slice(3).map(({ method }) => method)).toEqual(['tools/call', 'tools/call', 'tools/call']);
    expect(await engine.invoke('connection.list', null)).toMatchObject([
      { state: 'open', era: 'legacy', revision: '2025-11-25', transport: 'stdio' },
    ]);
    expect(JSON.parse(calls[0]?.request.body.text ?? '')).not.toHaveProperty('params._meta');
  });

  test('the preview is the line that leaves, before there is a process, too', async () => {
    const draft: Draft = {
      era: 'auto',
      revision: '2026-07-28',
      method: 'ping',
      params: {},
      clientCapabilities: {},
      clientInfo: null,
      requestId: 'mine',
      tamper: { headers: [], meta: {}, dropMeta: [] },
    };
    const preview = await engine.invoke('draft.preview', { draft, instanceId: server.id });
    expect(preview).toMatchObject({ httpMethod: '', headers: [], routing: [], problems: [] });
    expect(preview.body).toBe('{"jsonrpc":"2.0","id":"mine","method":"ping"}');
    expect(await engine.rows()).toEqual([]);
    const sent = await engine.send(server, 'ping', {}, { requestId: 'mine' });
    expect(sent.request.body.text).toBe(preview.body);
  });

  test('what a request declares otherwise than its session is said, and the process stays', async () => {
    const first = await engine.send(server, ...call('echo', { message: 'a' }));
    const other = await engine.send(server, ...call('echo', { message: 'b' }), CAPABILITIES);
    expect(first.findings).toBeUndefined();
    expect(other.findings).toMatchObject([{ rule: 'legacy.other-capabilities', severity: 'note' }]);
    expect((await engine.rows()).filter(({ method }) => method === 'process')).toHaveLength(1);
  });

  test('progress, and a request that is cancelled', async () => {
    const done = await engine.send(
      server,
      ...call('trigger-long-running-operation', { duration: 0.2, steps: 2 }),
      { progressToken: 't' },
    );
    expect(engine.messages(done)).toMatchObject([
      { params: { progress: 1, progressToken: 't' } },
      { params: { progress: 2, progressToken: 't' } },
      { result: {} },
    ]);
    const long = await engine.begin(
      server,
      ...call('trigger-long-running-operation', { duration: 60, steps: 600 }),
      { progressToken: 'long' },
    );
    await engine.untilEvent(long, ({ index }) => index === 1);
    await engine.invoke('exchange.cancel', long);
    expect(await engine.engine.whenDone(long)).toMatchObject({ failureKind: 'cancelled' });
    const cancel = (await engine.rows()).find(({ link }) => link?.kind === 'cancel');
    expect(cancel).toMatchObject({ method: 'notifications/cancelled', link: { to: long.number } });
  });

  test('progress gives more time, up to a maximum', async () => {
    const limits = { progressToken: 'p', timeoutMs: 1_000, maxTimeoutMs: 3_000 };
    const detail = await engine.send(
      server,
      ...call('trigger-long-running-operation', { duration: 60, steps: 600 }),
      limits,
    );
    expect(detail.failure).toMatchObject({ kind: 'timeout' });
    // There is one every 100 ms.
    expect(detail.row.eventCount).toBeGreaterThan(12);
  });

  test('a person answers a sampling request, and the answer is a row that is linked to it', async () => {
    const asking = await engine.begin(
      server,
      ...call('trigger-sampling-request', { prompt: 'Say something', maxTokens: 10 }),
      { ...CAPABILITIES, respond: { roots: { mode: 'accept' } } },
    );
    const pending = await vi.waitFor(async () => {
      const found = (await engine.invoke('input.list', null)).find(
        ({ request }) => request.method === 'sampling/createMessage',
      );
      if (!found) throw new Error('nothing is asked');
      return found;
    }, 20_000);
    expect(pending).toMatchObject({ instanceId: server.id, from: { number: 1 } });
    const reply = await engine.invoke('input.answer', {
      id: pending.id,
      answer: { kind: 'result', result: SAMPLE },
    });
    if (!reply) throw new Error('nobody took the answer');
    expect(await engine.engine.whenDone(asking)).toMatchObject({ state: 'done' });
    const detail = await engine.detail(reply);
    expect(detail.row).toMatchObject({
      method: 'sampling/createMessage',
      state: 'done',
      link: { kind: 'reply', to: 1 },
    });
    expect(JSON.parse(detail.request.body.text ?? '')).toMatchObject({ result: SAMPLE });
    expect(JSON.stringify(engine.messages(await engine.detail(asking)))).toContain('a sample');
    // The request of the server itself stands in the row of the process.
    await engine.untilEvent(pending.from, ({ method }) => method === 'sampling/createMessage');
  });

  test('responders answer an elicitation and the roots', async () => {
    await engine.invoke('client.save', {
      capabilities: CAPABILITIES.clientCapabilities,
      roots: [{ uri: 'file:///srv/shop', name: 'shop' }],
      responders: { roots: { mode: 'accept' }, elicitation: { mode: 'decline' } },
    });
    const roots = await engine.send(server, ...call('get-roots-list'), CAPABILITIES);
    expect(JSON.stringify(engine.messages(roots))).toContain('file:///srv/shop');
    const elicited = await engine.send(server, ...call('trigger-elicitation-request'), CAPABILITIES);
    expect(JSON.stringify(engine.messages(elicited))).toContain('declined');
    const replies = (await engine.rows()).filter(({ link }) => link?.kind === 'reply');
    expect(replies.map(({ method }) => method).sort()).toEqual(['elicitation/create', 'roots/list']);
  });

  test('what belongs to no request is in the row of the process', async () => {
    const subscribed = await engine.send(server, 'resources/subscribe', {
      uri: 'demo://resource/dynamic/text/1',
    });
    expect(subscribed.row).toMatchObject({ state: 'done', resultType: 'complete' });
    await engine.send(server, ...call('toggle-subscriber-updates'));
    const process = engine.processOf(subscribed);
    const event = await engine.untilEvent(
      process,
      ({ method }) => method === 'notifications/resources/updated',
    );
    expect(event).toMatchObject({ kind: 'line', message: 'notification' });
    expect((await engine.detail(process)).findings).toBeUndefined();
  });

  test('an initialize that a person writes opens the session', async () => {
    const initialize = await engine.send(server, 'initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'by hand', version: '1' },
    });
    expect(engine.messages(initialize)).toMatchObject([{ result: { protocolVersion: '2025-06-18' } }]);
    const after = await engine.send(server, 'ping');
    expect(after.row.state).toBe('done');
    const methods = (await engine.rows()).map(({ method }) => method);
    expect(methods).toEqual(['process', 'initialize', 'notifications/initialized', 'ping']);
  });
});

test('one of both eras: a process in each', async () => {
  const { command, args, env } = MODERN_SDK;
  server = await engine.add({ command, args: [...args, '--legacy'], env });
  const modern = await engine.send(server, 'tools/list', {}, { era: 'modern' });
  const legacy = await engine.send(server, 'tools/list', {}, { era: 'legacy' });
  expect([modern.row.state, legacy.row.state]).toEqual(['done', 'done']);
  expect(engine.processOf(legacy)).not.toEqual(engine.processOf(modern));
});

test('a batch of 2025-03-26 is read, each message in its place', async () => {
  server = await engine.add(misbehaving('batches', '2025-03-26'), 'legacy');
  const [one, two] = await Promise.all([engine.send(server, 'ping'), engine.send(server, 'tools/list')]);
  expect([one.row, two.row]).toMatchObject([
    { state: 'done', eventCount: 1 },
    { state: 'done', eventCount: 1 },
  ]);
  const process = await engine.detail(engine.processOf(one));
  expect(process.findings).toBeUndefined();
  expect((await engine.events(process.ref)).filter(({ kind }) => kind === 'line').length).toBe(1);
});

test('a batch of any other revision is stray', async () => {
  server = await engine.add(misbehaving('batches', '2025-06-18'), 'legacy');
  const ref = await engine.begin(server, 'ping');
  await engine.begin(server, 'tools/list');
  const process = engine.processOf(await engine.detail(ref));
  await engine.untilEvent(process, ({ kind }) => kind === 'stray');
  expect((await engine.detail(process)).findings).toMatchObject([
    {
      rule: 'stdio.stray-output',
      severity: 'error',
      side: 'server',
      message: expect.stringContaining('a batch, which only revision 2025-03-26 has') as string,
      pointer: 'event:0',
    },
  ]);
});

test('a revision that Hopscope does not speak: the process is ended, and the reason is told', async () => {
  server = await engine.add(misbehaving('batches', '1999-01-01'), 'legacy');
  const failed = await engine.send(server, 'ping');
  expect(failed.row).toMatchObject({ method: 'initialize' });
  expect(failed.findings).toMatchObject([{ rule: 'legacy.unknown-revision' }]);
  await engine.engine.whenDone(engine.processOf(failed));
  expect(await engine.invoke('connection.list', null)).toMatchObject([
    { state: 'closed', problem: expect.stringContaining('1999-01-01') as string },
  ]);
});
