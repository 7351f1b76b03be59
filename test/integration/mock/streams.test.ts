import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { createModernClient, type Params } from '../../support/modern-client.ts';
import { MockBench } from './mock-bench.ts';

let fleet: DemoFleet;
let bench: MockBench;
let url: string;
beforeAll(async () => {
  fleet = await startDemoFleet({ names: ['alpha', 'beta'] });
  ({ url } = fleet.get('alpha'));
});
afterAll(() => fleet.stop());
beforeEach(async () => {
  bench = await MockBench.open();
});
afterEach(() => bench.close());

interface Heard {
  readonly messages: { readonly method?: string; readonly params?: { readonly _meta?: Params } }[];
  stop(): void;
}

/** Subscribes under an id of the client's own, and resolves once that is acknowledged. */
async function listen(at: string, id: string | number): Promise<Heard> {
  const stop = new AbortController();
  const prefix = 'io.modelcontextprotocol/';
  const answer = await fetch(at, {
    method: 'POST',
    signal: stop.signal,
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': '2026-07-28',
      'Mcp-Method': 'subscriptions/listen',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id,
      method: 'subscriptions/listen',
      params: {
        notifications: { toolsListChanged: true },
        _meta: { [`${prefix}protocolVersion`]: '2026-07-28', [`${prefix}clientCapabilities`]: {} },
      },
    }),
  });
  expect(answer.status).toBe(200);
  const messages: Heard['messages'] = [];
  const reading = async (): Promise<void> => {
    let text = '';
    for await (const bytes of answer.body ?? []) {
      text += Buffer.from(bytes as Uint8Array).toString();
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = event.split('\n').find((line) => line.startsWith('data: {'));
        if (data) messages.push(JSON.parse(data.slice(6)) as Heard['messages'][number]);
      }
    }
  };
  void reading().catch(() => undefined);
  await vi.waitFor(() => {
    expect(messages).not.toHaveLength(0);
  });
  return {
    messages,
    stop: () => {
      stop.abort();
    },
  };
}

it('sends what a subscription was told, under the client’s id, once the client has made the change', async () => {
  const captureId = await bench.record([url], async (at) => {
    const heard = await listen(at, 41);
    await createModernClient(at, 'recorder').ask('tools/call', {
      name: 'toggle_seasonal_tool',
      arguments: { on: true },
    });
    await vi.waitFor(() => {
      expect(heard.messages.map(({ method }) => method)).toContain('notifications/tools/list_changed');
    });
    heard.stop();
  });
  const mock = await bench.start(captureId);
  const client = createModernClient(mock.url, 'recorder');
  const heard = await listen(mock.url, 'own');
  await client.ask('tools/call', { name: 'never', arguments: {} });
  expect(heard.messages).toHaveLength(1);
  await client.ask('tools/call', { name: 'toggle_seasonal_tool', arguments: { on: true } });
  await vi.waitFor(() => {
    expect(heard.messages.map(({ method }) => method)).toEqual([
      'notifications/subscriptions/acknowledged',
      'notifications/tools/list_changed',
    ]);
  });
  for (const { params } of heard.messages) {
    expect(params?._meta).toMatchObject({ 'io.modelcontextprotocol/subscriptionId': 'own' });
  }
  heard.stop();
  await bench.stop(mock);
  expect(bench.gateways.bugs).toEqual([]);
});

it('takes any secret where a redacted recording has a placeholder', async () => {
  const secret = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
  const search = (at: string, query: string, limit: number) =>
    createModernClient(at, 'recorder').ask('tools/call', {
      name: 'search_catalog',
      arguments: { query, limit },
    });
  const captureId = await bench.record([url], async (at) => {
    await search(at, secret, 5);
    await search(at, 'tea', 5);
  });
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-mock-'));
  try {
    const path = join(folder, 'redacted.hopscope');
    const { report } = await bench.gateways.ask('redaction.saveCopy', { captureId, path, job: 'r' });
    expect(report.secrets).not.toEqual(0);
    const { id } = await bench.gateways.ask('capture.open', { path });
    const mock = await bench.start(id);
    expect(await search(mock.url, 'ghp_another456789abcdefghijABCDEFGHIJ0123', 5)).toMatchObject({
      status: 200,
      result: { structuredContent: { items: [], total: 0 } },
    });
    expect(await search(mock.url, 'tea', 5)).toMatchObject({
      result: { structuredContent: { total: 12 } },
    });
    expect(await search(mock.url, secret, 6)).toMatchObject({
      error: {
        code: -32_602,
        message: expect.stringMatching(/differs at \/arguments\/limit \(recorded 5, sent 6\)\.$/) as unknown,
      },
    });
    await bench.stop(mock);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it('serves one instance, or all as one server', async () => {
  const whoami = { name: 'whoami', arguments: {} };
  const urls = fleet.instances.map((instance) => instance.url);
  const captureId = await bench.record(urls, async (at) => {
    const client = createModernClient(at, 'recorder');
    for (let turn = 0; turn < 4; turn += 1) await client.ask('tools/call', whoami);
  });
  const met = async (instance?: string): Promise<unknown[]> => {
    const mock = await bench.start(captureId, instance === undefined ? {} : { instance });
    const client = createModernClient(mock.url, 'other');
    const names: unknown[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const { result } = await client.ask('tools/call', whoami);
      names.push((result?.['structuredContent'] as { instance: string }).instance);
    }
    const notes = mock.notes.join(' ');
    await bench.stop(mock);
    return [...names, notes];
  };
  expect(await met()).toEqual([
    'alpha',
    'beta',
    'alpha',
    'Answers of a, b are served as those of one server, in the order of the recording; one of them (--instance NAME) can be served alone.',
  ]);
  expect(await met('b')).toEqual(['beta', 'beta', 'beta', '']);
});

it('breaks off where a recorded answer broke off, with the flag, and serves the whole one without', async () => {
  const body =
    'data: {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"half"}}\n\n';
  const server = await bench.gateways.serve(async (connection) => {
    await connection.readRequest();
    await connection.send(
      `HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`,
    );
    connection.socket.destroySoon();
  });
  const ask = (at: string) => createModernClient(at, 'c').ask('tools/call', { name: 'slow', arguments: {} });
  const captureId = await bench.record([server.url, url], async (at) => {
    await expect(ask(at)).rejects.toThrow();
    await createModernClient(at, 'c').ask('tools/call', { name: 'whoami', arguments: {} });
  });
  const plain = await bench.start(captureId);
  expect(plain.notes.join(' ')).toContain(
    '1 request without a whole answer is left out; as broken as recorded (--faults), each is served as far as it came.',
  );
  expect(await ask(plain.url)).toMatchObject({ error: { code: -32_602 } });
  await bench.stop(plain);
  const broken = await bench.start(captureId, { faults: true });
  await expect(ask(broken.url)).rejects.toThrow();
  await bench.stop(broken);
});

it('ends open streams when it is stopped, and a session’s when the session ends', async () => {
  const captureId = await bench.record([url], async (at) => {
    const client = new Client({ name: 'c', version: '0' }, { versionNegotiation: { mode: 'legacy' } });
    await client.connect(new StreamableHTTPClientTransport(new URL(at)));
    await client.listTools();
    await client.close();
  });
  const mock = await bench.start(captureId);
  const transport = new StreamableHTTPClientTransport(new URL(mock.url));
  const client = new Client({ name: 'c', version: '0' }, { versionNegotiation: { mode: 'legacy' } });
  await client.connect(transport);
  const { sessionId = '' } = transport;
  expect(sessionId).not.toBe('');
  await transport.terminateSession();
  const gone = await fetch(mock.url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Mcp-Session-Id': sessionId },
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
  });
  expect(gone.status).toBe(404);
  const without = await fetch(mock.url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
  });
  expect(without.status).toBe(400);
  await client.close();
  await bench.stop(mock);
  expect(bench.gateways.bugs).toEqual([]);
});
