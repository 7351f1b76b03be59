import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '../../../shared/model/instance.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { StdioEngine } from '../../support/stdio-engine.ts';

const DECLARED = { sampling: {}, elicitation: { form: {}, url: {} } };

let fleet: DemoFleet;
let engine: StdioEngine;
let instance: Instance;

beforeAll(async () => {
  [fleet, engine] = await Promise.all([
    startDemoFleet({ names: ['alpha'], conformanceFixtures: true }),
    StdioEngine.open(),
  ]);
  await engine.invoke('client.save', {
    capabilities: DECLARED,
    roots: [],
    responders: { elicitation: { mode: 'accept' }, sampling: { mode: 'accept' } },
  });
  instance = await engine.addAddress(fleet.get('alpha').url);
});

afterAll(async () => {
  await engine.close();
  await fleet.stop();
});

const legacy = { clientCapabilities: DECLARED };

describe('the demo in the legacy era', () => {
  it('lists, calls with progress and log messages', async () => {
    await engine.send(instance, 'logging/setLevel', { level: 'debug' }, legacy);
    const detail = await engine.send(
      instance,
      'tools/call',
      { name: 'import_catalog', arguments: { count: 5 } },
      { ...legacy, progressToken: 'p' },
    );
    expect(detail.row).toMatchObject({ state: 'done', resultType: 'complete', era: 'legacy' });
    const methods = (await engine.events(detail.ref)).map(({ method }) => method);
    expect(methods.filter((method) => method === 'notifications/progress')).toHaveLength(5);
    expect(methods).toContain('notifications/message');
  });

  it('has a form with defaults filled in by the responder', async () => {
    const detail = await engine.send(
      instance,
      'tools/call',
      { name: 'test_elicitation_sep1034_defaults', arguments: {} },
      legacy,
    );
    expect(detail.response?.body.text).toContain('The person chose accept');
    const reply = await engine.untilRow(
      ({ link }) => link?.to === detail.ref.number && link.kind === 'reply',
    );
    const sent = await engine.detail({ ...detail.ref, number: reply.number });
    const body = JSON.parse(sent.request.body.text ?? '') as { result?: { content?: object } };
    expect(Object.keys(body.result?.content ?? {}).length).toBeGreaterThan(0);
  });

  it('tells on its own stream what has changed, and of what was subscribed to', async () => {
    const { row } = await engine.send(instance, 'resources/list', {}, legacy);
    const stream = await engine.untilRow(({ method, status }) => method === 'GET /mcp' && status === 200);
    expect(stream.number).toBeLessThan(row.number);
    const ref = {
      captureId: (await engine.send(instance, 'ping', {}, legacy)).ref.captureId,
      number: stream.number,
    };
    const uri = 'config://shop';
    await engine.send(instance, 'resources/subscribe', { uri }, legacy);
    await engine.send(instance, 'tools/call', { name: 'toggle_seasonal_tool', arguments: {} }, legacy);
    await engine.untilEvent(ref, ({ method }) => method === 'notifications/tools/list_changed');
    await engine.untilEvent(ref, ({ method }) => method === 'notifications/resources/updated');
    expect((await engine.rows()).find(({ number }) => number === stream.number)?.state).toBe('open');
  });

  it('ends its session when the engine closes it', async () => {
    const { sessionId } = engine.connections.at(-1) ?? {};
    await engine.invoke('instance.disconnect', { id: instance.id });
    const farewell = await engine.untilRow(({ method }) => method === 'DELETE /mcp');
    expect(farewell).toMatchObject({ state: 'done', status: 200 });
    const gone = await fetch(fleet.get('alpha').url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-session-id': sessionId ?? '',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
    });
    await gone.text();
    expect(gone.status).toBe(404);
  });
});
