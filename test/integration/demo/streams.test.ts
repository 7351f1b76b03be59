import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { ask, call, openSession, read, readUntil, send, sendLegacy, structured } from './requests.ts';

let fleet: DemoFleet;
let alpha: string;
let beta: string;

beforeAll(async () => {
  fleet = await startDemoFleet({ names: ['alpha', 'beta'] });
  [alpha, beta] = [fleet.get('alpha').url, fleet.get('beta').url];
});
afterAll(() => fleet.stop());

const OFFER = '"name":"seasonal_offer"';
const WITH_PROGRESS = { progressToken: 'p1' };
const WITH_LOG = { 'io.modelcontextprotocol/logLevel': 'info' };

describe('import_catalog', () => {
  test('streams progress and log messages, each only when asked for', async () => {
    const both = await call(
      alpha,
      'import_catalog',
      { count: 20 },
      { meta: { ...WITH_PROGRESS, ...WITH_LOG } },
    );
    expect(both.headers.get('content-type')).toBe('text/event-stream');
    const methods = both.messages.map((message) => message.method);
    expect(methods.filter((method) => method === 'notifications/progress')).toHaveLength(20);
    expect(methods.filter((method) => method === 'notifications/message')).toHaveLength(11);
    expect(both.messages[1]?.params).toMatchObject({ progressToken: 'p1', progress: 1, total: 20 });
    expect(structured(both)).toEqual({ imported: 20 });

    const log = await call(alpha, 'import_catalog', { count: 1 }, { meta: WITH_LOG });
    expect(log.messages.map((message) => message.method)).toEqual([
      'notifications/message',
      'notifications/message',
      undefined,
    ]);
    const quiet = await call(alpha, 'import_catalog', { count: 20 });
    expect(quiet.headers.get('content-type')).toBe('application/json');
  });

  test('emits 10,000 notifications and its result within seconds', async () => {
    const answer = await call(beta, 'import_catalog', { count: 10_000 }, { meta: WITH_PROGRESS });
    expect(answer.messages).toHaveLength(10_001);
    expect(answer.messages[9_999]?.params).toMatchObject({ progress: 10_000, total: 10_000 });
    expect(structured(answer)).toEqual({ imported: 10_000 });
  }, 15_000);

  test('stops when the client closes the stream', async () => {
    const stop = new AbortController();
    const response = await send(alpha, 'tools/call', {
      params: { name: 'import_catalog', arguments: { count: 1_000, delayMs: 20 } },
      meta: WITH_PROGRESS,
      signal: stop.signal,
    });
    await readUntil(response, (messages) => messages.length >= 2);
    stop.abort();
    await expect
      .poll(() => fleet.get('alpha').stderr(), { timeout: 3_000 })
      .toMatch(/import_catalog cancelled after \d+ of 1000/);
  });

  test('refuses a count that is out of range', async () => {
    const answer = await call(alpha, 'import_catalog', { count: 10_001 });
    expect(answer.last.result?.['isError']).toBe(true);
  });
});

describe('notifications across instances, modern', () => {
  const everything = {
    toolsListChanged: true,
    promptsListChanged: true,
    resourcesListChanged: true,
    resourceSubscriptions: ['config://shop'],
  };

  test('a listener on beta hears what happened on alpha, and both show it', async () => {
    const listening = await send(beta, 'subscriptions/listen', { params: { notifications: everything } });
    const heard = readUntil(listening, (messages) => messages.length >= 5);
    expect(structured(await call(alpha, 'toggle_seasonal_tool', { on: true }))).toEqual({ season: true });
    expect((await heard).map((message) => message.method)).toEqual([
      'notifications/subscriptions/acknowledged',
      'notifications/tools/list_changed',
      'notifications/prompts/list_changed',
      'notifications/resources/list_changed',
      'notifications/resources/updated',
    ]);
    for (const url of [alpha, beta]) {
      expect(JSON.stringify((await ask(url, 'tools/list')).last)).toContain(OFFER);
      expect(JSON.stringify((await ask(url, 'prompts/list')).last)).toContain('seasonal_greeting');
      expect(JSON.stringify((await ask(url, 'resources/list')).last)).toContain('season://current');
      const config = await ask(url, 'resources/read', { params: { uri: 'config://shop' } });
      expect(JSON.stringify(config.last)).toContain('season\\":true');
    }
    expect(structured(await call(beta, 'seasonal_offer'))['discountPercent']).toBe(20);
    // Turned on already: nothing changes, nothing is told. Then off again, by flipping.
    expect(structured(await call(beta, 'toggle_seasonal_tool', { on: true }))).toEqual({ season: true });
    expect(structured(await call(beta, 'toggle_seasonal_tool'))).toEqual({ season: false });
    expect(JSON.stringify((await ask(alpha, 'tools/list')).last)).not.toContain(OFFER);
    expect((await call(alpha, 'seasonal_offer')).last.error?.code).toBe(-32602);
  });
});

describe('notifications across instances, legacy', () => {
  test('a session on beta hears what happened on alpha on its GET stream', async () => {
    const headers = await openSession(beta);
    await read(
      await sendLegacy(
        beta,
        { id: 1, method: 'resources/subscribe', params: { uri: 'config://shop' } },
        headers,
      ),
    );
    const stream = await fetch(beta, { headers: { ...headers, Accept: 'text/event-stream' } });
    expect(stream.status).toBe(200);
    const heard = readUntil(stream, (messages) => messages.length >= 4);
    await call(alpha, 'toggle_seasonal_tool', { on: true });
    expect((await heard).map((message) => message.method).sort()).toEqual([
      'notifications/prompts/list_changed',
      'notifications/resources/list_changed',
      'notifications/resources/updated',
      'notifications/tools/list_changed',
    ]);
    const tools = await read(await sendLegacy(beta, { id: 2, method: 'tools/list' }, headers));
    expect(JSON.stringify(tools.last)).toContain(OFFER);
    await call(alpha, 'toggle_seasonal_tool', { on: false });
    // The stream was closed by its reader, so that the session takes another one at once.
    await expect
      .poll(
        async () => {
          const stop = new AbortController();
          const again = await fetch(beta, {
            headers: { ...headers, Accept: 'text/event-stream' },
            signal: stop.signal,
          });
          stop.abort();
          return again.status;
        },
        { timeout: 2_000 },
      )
      .toBe(200);
  });
});
