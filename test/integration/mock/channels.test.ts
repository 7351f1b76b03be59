import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExchangeDetail } from '../../../shared/model/exchange.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import { startEverything } from '../../support/real-servers/child-servers.ts';
import type { HttpServerUnderTest } from '../../support/real-servers/http-listener.ts';
import { StdioEngine } from '../../support/stdio-engine.ts';

// Recordings of channels that all requests share are served over Streamable HTTP.

const legacy = { clientCapabilities: { sampling: {}, elicitation: { form: {}, url: {} } } };
const LONG = { name: 'trigger-long-running-operation', arguments: { duration: 1, steps: 2 } };
const ASKING = { name: 'trigger-elicitation-request' };

let engine: StdioEngine;
let server: HttpServerUnderTest | undefined;
beforeEach(async () => {
  engine = await StdioEngine.open();
  const { clientCapabilities: capabilities } = legacy;
  await engine.invoke('client.save', { capabilities, roots: [], responders: {} });
});
afterEach(async () => {
  await engine.close();
  await server?.stop();
  server = undefined;
});

async function recordedOver(transport: 'stdio' | 'sse'): Promise<Instance> {
  if (transport === 'sse') {
    server = await startEverything('sse');
    return engine.addAddress(server.url);
  }
  const script = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'));
  return engine.add({ command: process.execPath, args: [script], env: {} }, 'legacy');
}

async function pendingQuestion(): Promise<string> {
  return vi.waitFor(async () => {
    const [pending] = await engine.invoke('input.list', null);
    if (!pending) throw new Error('nobody has asked');
    return pending.id;
  }, 20_000);
}

/** Both at once: the one that needs no reply is over before the other one has got it. */
async function spendDay(instance: Instance): Promise<void> {
  const long = await engine.begin(instance, 'tools/call', LONG, legacy);
  const asking = await engine.begin(instance, 'tools/call', ASKING, legacy);
  const id = await pendingQuestion();
  expect((await engine.engine.whenDone(long)).state).toBe('done');
  await engine.invoke('input.answer', { id, answer: { kind: 'result', result: { action: 'cancel' } } });
  expect((await engine.engine.whenDone(asking)).state).toBe('done');
}

/** Texts that the answer to this call has, wherever they came. */
function said(detail: ExchangeDetail): string {
  return /"text":"([^"]*)"/.exec(detail.response?.body.text ?? '')?.[1] ?? '';
}

describe.each(['stdio', 'sse'] as const)('a recording of %s in which requests overlapped', (transport) => {
  it('is served: what the server asked is asked of whom it was asked of', { timeout: 60_000 }, async () => {
    await spendDay(await recordedOver(transport));
    const [capture] = await engine.invoke('capture.list', null);
    const mock = await engine.invoke('mock.start', {
      ...{ captureId: capture?.id ?? '', listen: { host: '127.0.0.1', port: 0 } },
      ...{ lenient: false, faults: false, allowOrigins: [], record: false },
    });
    const what = transport === 'sse' ? 'over HTTP+SSE' : 'on stdio';
    expect(mock.notes).toEqual([`What was recorded ${what} is served over Streamable HTTP.`]);
    const instance = await engine.addAddress(mock.url);
    const long = await engine.send(instance, 'tools/call', LONG, legacy);
    expect(long.row).toMatchObject({ state: 'done', status: 200, resultType: 'complete' });
    expect(said(long)).toContain('Long running operation completed');
    expect(await engine.invoke('input.list', null)).toEqual([]);
    const respond = { elicitation: { mode: 'accept' } } as const;
    const asking = await engine.send(instance, 'tools/call', ASKING, { ...legacy, respond });
    expect(asking.row).toMatchObject({ state: 'done', status: 200 });
    expect(said(asking)).toContain('cancel');
    expect((await engine.events(asking.ref)).map(({ method }) => method)).toContain('elicitation/create');
    await engine.invoke('mock.stop', { id: mock.id });
  });
});
