import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Instance } from '../../../shared/model/instance.ts';
import { startEverything } from '../../support/real-servers/child-servers.ts';
import type { HttpServerUnderTest } from '../../support/real-servers/http-listener.ts';
import { StdioEngine } from '../../support/stdio-engine.ts';

const DECLARED = { sampling: {}, elicitation: { form: {}, url: {} } };
const legacy = { clientCapabilities: DECLARED };

let server: HttpServerUnderTest;
let engine: StdioEngine;
let instance: Instance;

beforeAll(async () => {
  [server, engine] = await Promise.all([startEverything('sse'), StdioEngine.open()]);
  await engine.invoke('client.save', { capabilities: DECLARED, roots: [], responders: {} });
  instance = await engine.addAddress(server.url);
});

afterAll(async () => {
  await engine.close();
  await server.stop();
});

describe('server-everything over HTTP+SSE', () => {
  it('answers on the stream, and the answer stands in the request’s row', async () => {
    const detail = await engine.send(
      instance,
      'tools/call',
      { name: 'echo', arguments: { message: 'grüß dich' } },
      legacy,
    );
    expect(detail.row).toMatchObject({
      state: 'done',
      transport: 'sse',
      era: 'legacy',
      status: 202,
      resultType: 'complete',
      eventCount: 1,
    });
    expect(engine.messages(detail)).toMatchObject([
      { id: expect.any(Number) as number, result: { content: [{ text: 'Echo: grüß dich' }] } },
    ]);
    const stream = await engine.detail(engine.processOf(detail));
    expect(stream.row).toMatchObject({ method: 'GET /sse', state: 'open', transport: 'sse' });
    expect(stream.response?.body.text).toContain('event: endpoint');
    expect(detail.request.target).toMatch(/^\/message\?sessionId=/);
    const initialize = (await engine.rows()).findLast(({ method }) => method === 'initialize');
    expect(initialize).toMatchObject({ link: { kind: 'handshake', to: stream.ref.number }, state: 'done' });
    expect(engine.connections.at(-1)).toMatchObject({ state: 'open', transport: 'sse', era: 'legacy' });
  });

  it('has its progress in the request’s row, too', async () => {
    const detail = await engine.send(
      instance,
      'tools/call',
      { name: 'trigger-long-running-operation', arguments: { duration: 0.1, steps: 2 } },
      { ...legacy, progressToken: 7 },
    );
    expect((await engine.events(detail.ref)).map(({ kind, method }) => [kind, method])).toEqual([
      ['line', 'notifications/progress'],
      ['line', 'notifications/progress'],
      ['line', undefined],
    ]);
  });

  it('is answered by a responder and by a person', async () => {
    const sampled = await engine.send(
      instance,
      'tools/call',
      { name: 'trigger-sampling-request', arguments: { prompt: 'say something' } },
      { ...legacy, respond: { sampling: { mode: 'accept' } } },
    );
    expect(sampled.response?.body.text).toContain('automatic responder');
    const ref = await engine.begin(instance, 'tools/call', { name: 'trigger-elicitation-request' }, legacy);
    const [pending] = await vi.waitFor(async () => {
      const list = await engine.invoke('input.list', null);
      expect(list).toHaveLength(1);
      return list;
    });
    expect(pending?.from.number).toBe(sampled.channel);
    await engine.invoke('input.answer', {
      id: pending?.id ?? '',
      answer: { kind: 'result', result: { action: 'cancel' } },
    });
    await engine.engine.whenDone(ref);
    expect((await engine.detail(ref)).response?.body.text).toContain('cancelled');
  });

  it('is told when a call is cancelled, and the stream goes on', async () => {
    const ref = await engine.begin(
      instance,
      'tools/call',
      { name: 'trigger-long-running-operation', arguments: { duration: 60, steps: 60 } },
      legacy,
    );
    await engine.untilRow(({ number, status }) => number === ref.number && status === 202);
    await engine.invoke('exchange.cancel', ref);
    expect(await engine.engine.whenDone(ref)).toMatchObject({ state: 'failed', failureKind: 'cancelled' });
    await engine.untilRow(
      ({ link, status }) => link?.kind === 'cancel' && link.to === ref.number && status === 202,
    );
    expect((await engine.send(instance, 'ping', {}, legacy)).row.state).toBe('done');
  });

  it('closes its stream when it is disconnected, and opens another for the next request', async () => {
    await engine.invoke('instance.disconnect', { id: instance.id });
    expect((await engine.rows()).filter(({ state }) => state === 'open')).toEqual([]);
    expect((await engine.send(instance, 'ping', {}, legacy)).row.state).toBe('done');
  });
});

it('says where an answer would have come when its stream is cancelled by hand', async () => {
  const ref = await engine.begin(
    instance,
    'tools/call',
    { name: 'trigger-long-running-operation', arguments: { duration: 60, steps: 60 } },
    legacy,
  );
  const detail = await engine.detail(ref);
  await engine.invoke('exchange.cancel', engine.processOf(detail));
  const row = await engine.engine.whenDone(ref);
  expect(row).toMatchObject({ state: 'failed', failureKind: 'cut' });
  expect((await engine.detail(ref)).failure?.message).toContain('is gone');
  expect(engine.connections.at(-1)).toMatchObject({ state: 'lost' });
});
