import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { headerValue } from '../../../shared/model/headers.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import { startEverything } from '../../support/real-servers/child-servers.ts';
import type { HttpServerUnderTest } from '../../support/real-servers/http-listener.ts';
import { StdioEngine } from '../../support/stdio-engine.ts';

const DECLARED = { roots: { listChanged: true }, sampling: {}, elicitation: { form: {}, url: {} } };

let server: HttpServerUnderTest;
let engine: StdioEngine;
let instance: Instance;

beforeAll(async () => {
  [server, engine] = await Promise.all([startEverything('streamableHttp'), StdioEngine.open()]);
  // What its check declares opens the session that all of this happens in.
  await engine.invoke('client.save', {
    capabilities: DECLARED,
    roots: [{ uri: 'file:///srv/shop', name: 'shop' }],
    responders: { roots: { mode: 'accept' } },
  });
  instance = await engine.addAddress(server.url);
});

afterAll(async () => {
  await engine.close();
  await server.stop();
});

const legacy = { clientCapabilities: DECLARED };

describe('server-everything over Streamable HTTP', () => {
  it('is shaken hands with once, however many requests leave at the same time', async () => {
    const details = await Promise.all(
      ['ping', 'tools/list', 'prompts/list'].map((method) => engine.send(instance, method, {}, legacy)),
    );
    expect(details.map(({ row }) => [row.state, row.resultType])).toEqual([
      ['done', 'complete'],
      ['done', 'complete'],
      ['done', 'complete'],
    ]);
    const rows = await engine.rows();
    const initialize = rows.filter(({ method }) => method === 'initialize');
    const initialized = rows.filter(({ method }) => method === 'notifications/initialized');
    expect(initialize).toMatchObject([{ era: 'legacy', origin: 'probe', state: 'done', status: 200 }]);
    expect(initialized).toMatchObject([
      { state: 'done', status: 202, link: { kind: 'handshake', to: initialize[0]?.number } },
    ]);
    const stream = await engine.untilRow(({ method, status }) => method === 'GET /mcp' && status === 200);
    expect(stream).toMatchObject({ state: 'open', link: { kind: 'handshake', to: initialize[0]?.number } });
    const connection = engine.connections.at(-1);
    expect(connection).toMatchObject({
      state: 'open',
      era: 'legacy',
      transport: 'http',
      revision: '2025-11-25',
      shownBy: { number: initialize[0]?.number },
    });
    const [ping] = details;
    expect(headerValue(ping?.request.headers ?? [], 'mcp-session-id')).toBe(connection?.sessionId);
    expect(headerValue(ping?.request.headers ?? [], 'mcp-protocol-version')).toBe('2025-11-25');
    expect(JSON.parse(ping?.request.body.text ?? '')).toEqual({
      jsonrpc: '2.0',
      id: expect.any(Number) as number,
      method: 'ping',
    });
  });

  it('shows progress of a long call on its own stream', async () => {
    const detail = await engine.send(
      instance,
      'tools/call',
      { name: 'trigger-long-running-operation', arguments: { duration: 0.2, steps: 4 } },
      { ...legacy, progressToken: 'p-1' },
    );
    const events = await engine.events(detail.ref);
    expect(events.filter(({ method }) => method === 'notifications/progress')).toHaveLength(4);
    expect(detail.row).toMatchObject({ state: 'done', resultType: 'complete' });
  });

  it.each([
    ['logging/setLevel', { level: 'debug' }],
    ['resources/subscribe', { uri: 'demo://resource/dynamic/text/1' }],
    ['resources/unsubscribe', { uri: 'demo://resource/dynamic/text/1' }],
    ['resources/templates/list', {}],
    [
      'completion/complete',
      {
        ref: { type: 'ref/prompt', name: 'completable-prompt' },
        argument: { name: 'department', value: 'E' },
      },
    ],
  ])('answers %s', async (method, params) => {
    const detail = await engine.send(instance, method, params, legacy);
    expect(detail.row).toMatchObject({ state: 'done', resultType: 'complete', status: 200 });
  });

  it('is given the roots of the workspace, which it asks for on its own stream', async () => {
    const reply = await engine.untilRow(({ method, state }) => method === 'roots/list' && state === 'done');
    const stream = (await engine.rows()).find(({ number }) => number === reply.link?.to);
    expect(stream?.method).toBe('GET /mcp');
    const detail = await engine.send(instance, 'tools/call', { name: 'get-roots-list' }, legacy);
    expect(detail.response?.body.text).toContain('file:///srv/shop');
  });

  it('hears that the roots are others now, and asks for them again', async () => {
    await engine.invoke('client.save', {
      capabilities: DECLARED,
      roots: [{ uri: 'file:///srv/elsewhere' }],
      responders: { roots: { mode: 'accept' } },
    });
    await engine.untilRow(
      ({ method, status }) => method === 'notifications/roots/list_changed' && status === 202,
    );
    await vi.waitFor(async () => {
      const detail = await engine.send(instance, 'tools/call', { name: 'get-roots-list' }, legacy);
      expect(detail.response?.body.text).toContain('file:///srv/elsewhere');
    });
  });

  it('is answered by a responder when it asks for a sample', async () => {
    const detail = await engine.send(
      instance,
      'tools/call',
      { name: 'trigger-sampling-request', arguments: { prompt: 'say something', maxTokens: 10 } },
      { ...legacy, respond: { sampling: { mode: 'accept' } } },
    );
    expect(detail.response?.body.text).toContain('automatic responder');
    const reply = (await engine.rows()).find(
      ({ link, method }) => link?.kind === 'reply' && method === 'sampling/createMessage',
    );
    expect(reply).toMatchObject({ state: 'done', status: 202, link: { to: detail.ref.number } });
  });

  it('waits for a person when it asks for input', async () => {
    const ref = await engine.begin(
      instance,
      'tools/call',
      { name: 'trigger-elicitation-request', arguments: {} },
      legacy,
    );
    const [pending] = await vi.waitFor(async () => {
      const list = await engine.invoke('input.list', null);
      expect(list).toHaveLength(1);
      return list;
    });
    expect(pending).toMatchObject({ request: { method: 'elicitation/create' }, from: ref });
    const by = await engine.invoke('input.answer', {
      id: pending?.id ?? '',
      answer: { kind: 'result', result: { action: 'decline' } },
    });
    await engine.engine.whenDone(ref);
    const detail = await engine.detail(ref);
    expect(detail.response?.body.text).toContain('declined');
    expect(by && (await engine.detail(by)).row).toMatchObject({
      origin: 'composer',
      link: { kind: 'reply', to: ref.number },
    });
    expect(await engine.invoke('input.list', null)).toEqual([]);
  });

  it('is told by a notification when a call is cancelled', async () => {
    const ref = await engine.begin(
      instance,
      'tools/call',
      { name: 'trigger-long-running-operation', arguments: { duration: 60, steps: 60 } },
      legacy,
    );
    await engine.untilRow(({ number, status }) => number === ref.number && status === 200);
    await engine.invoke('exchange.cancel', ref);
    expect(await engine.engine.whenDone(ref)).toMatchObject({ state: 'failed', failureKind: 'cancelled' });
    const notice = await engine.untilRow(
      ({ link, state }) => link?.kind === 'cancel' && link.to === ref.number && state !== 'open',
    );
    expect(notice).toMatchObject({ method: 'notifications/cancelled', status: 202 });
  });

  it('is told the same when time is up', async () => {
    const detail = await engine.send(
      instance,
      'tools/call',
      { name: 'trigger-long-running-operation', arguments: { duration: 60, steps: 60 } },
      { ...legacy, timeoutMs: 200 },
    );
    expect(detail.failure?.kind).toBe('timeout');
    await engine.untilRow(({ link }) => link?.kind === 'cancel' && link.to === detail.ref.number);
  });

  it('is previewed as it will leave', async () => {
    const { draft } = await engine.send(instance, 'ping', {}, legacy);
    if (!draft) throw new Error('it was sent without a draft');
    const preview = await engine.invoke('draft.preview', { draft, instanceId: instance.id });
    expect(headerValue(preview.headers, 'mcp-session-id')).toBe(engine.connections.at(-1)?.sessionId);
    expect(headerValue(preview.headers, 'mcp-method')).toBeUndefined();
    expect(JSON.parse(preview.body)).toMatchObject({ method: 'ping' });
  });

  it('gets another session for what declares other capabilities', async () => {
    const before = engine.connections.at(-1)?.sessionId;
    const detail = await engine.send(instance, 'ping', {}, { clientCapabilities: { sampling: {} } });
    expect(detail.row.state).toBe('done');
    expect(detail.findings).toBeUndefined();
    expect(engine.connections.slice(-3).map(({ state }) => state)).toEqual(['closed', 'opening', 'open']);
    expect(engine.connections.at(-1)?.sessionId).not.toBe(before);
  });

  it('keeps its session where others are at work in it, and says so', async () => {
    const ref = await engine.begin(
      instance,
      'tools/call',
      { name: 'trigger-long-running-operation', arguments: { duration: 60, steps: 60 } },
      { clientCapabilities: { sampling: {} } },
    );
    const detail = await engine.send(instance, 'ping', {}, legacy);
    expect(detail.findings).toMatchObject([{ rule: 'legacy.other-capabilities', severity: 'note' }]);
    await engine.invoke('exchange.cancel', ref);
    await engine.engine.whenSettled(ref);
  });

  it('gets a DELETE at the end, and then a new session', async () => {
    const before = engine.connections.at(-1)?.sessionId;
    await engine.invoke('instance.disconnect', { id: instance.id });
    const farewell = await engine.untilRow(({ method }) => method === 'DELETE /mcp');
    expect(farewell).toMatchObject({ state: 'done', status: 200 });
    expect(engine.connections.at(-1)).toMatchObject({ state: 'closed', sessionId: before });
    expect((await engine.rows()).filter(({ state }) => state === 'open')).toEqual([]);
    expect((await engine.send(instance, 'ping', {}, legacy)).row.state).toBe('done');
    expect(engine.connections.at(-1)?.sessionId).not.toBe(before);
  });
});
