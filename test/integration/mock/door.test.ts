import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MockState } from '../../../shared/model/mock.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { createModernClient } from '../../support/modern-client.ts';
import type { TcpConnection } from '../../support/tcp-server.ts';
import { MockBench } from './mock-bench.ts';

let fleet: DemoFleet;
let bench: MockBench;
let mock: MockState;
let captureId: string;
beforeAll(async () => {
  fleet = await startDemoFleet({ names: ['alpha'] });
  bench = await MockBench.open();
  captureId = await bench.record([fleet.get('alpha').url], async (url) => {
    const client = createModernClient(url, 'recorder');
    await client.ask('tools/list');
    await client.ask('tools/call', { name: 'whoami', arguments: {} });
    await client.ask(
      'tools/call',
      {
        name: 'route_order',
        arguments: { region: 'eu', shard: 7, orderId: 'O-1' },
      },
      { headers: { 'Mcp-Param-Region': 'eu', 'Mcp-Param-Shard': '7' } },
    );
    await client.ask('no/such');
  });
  mock = await bench.start(captureId);
});
afterAll(async () => {
  await bench.close();
  await fleet.stop();
});

const PREFIX = 'io.modelcontextprotocol/';
const META = { [`${PREFIX}protocolVersion`]: '2026-07-28', [`${PREFIX}clientCapabilities`]: {} };

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(mock.url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      ...headers,
    },
    body,
  });
}

async function told(answer: Response): Promise<{ status: number; code: unknown }> {
  const { error } = (await answer.json()) as { error?: { code: number } };
  return { status: answer.status, code: error?.code };
}

const CALL = {
  jsonrpc: '2.0',
  id: 7,
  method: 'tools/call',
  params: { name: 'whoami', arguments: {}, _meta: META },
};
const HEADERS = { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/call', 'Mcp-Name': 'whoami' };

describe('what a mock refuses', () => {
  it.each([
    ['no JSON', '{"jsonrpc"', HEADERS, 400, -32_700],
    ['bytes that are no text', '\u{d800}"', HEADERS, 400, -32_700],
    ['a batch', JSON.stringify([CALL]), HEADERS, 400, -32_600],
    ['no message', '{"jsonrpc":"2.0"}', HEADERS, 400, -32_600],
    ['a header that lies', JSON.stringify(CALL), { ...HEADERS, 'Mcp-Name': 'other' }, 400, -32_020],
    [
      'a header that is missing',
      JSON.stringify(CALL),
      { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/call' },
      400,
      -32_020,
    ],
    ['another type', JSON.stringify(CALL), { ...HEADERS, 'Content-Type': 'text/plain' }, 415, -32_000],
    [
      'no capabilities',
      JSON.stringify({
        ...CALL,
        params: { ...CALL.params, _meta: { [`${PREFIX}protocolVersion`]: '2026-07-28' } },
      }),
      HEADERS,
      400,
      -32_602,
    ],
    [
      'a revision that was not recorded',
      JSON.stringify({
        ...CALL,
        params: { ...CALL.params, _meta: { ...META, [`${PREFIX}protocolVersion`]: '2027-01-01' } },
      }),
      { ...HEADERS, 'MCP-Protocol-Version': '2027-01-01' },
      400,
      -32_022,
    ],
    [
      'a legacy client',
      '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}',
      {},
      400,
      -32_022,
    ],
  ])('%s', async (_what, body, headers, status, code) => {
    expect(await told(await post(body, headers))).toEqual({ status, code });
  });

  it('a parameter’s header that the recorded list of tools asks for', async () => {
    const client = createModernClient(mock.url, 'other');
    const params = { name: 'route_order', arguments: { region: 'eu', shard: 7, orderId: 'O-1' } };
    expect(await client.ask('tools/call', params)).toMatchObject({ status: 400, error: { code: -32_020 } });
    const headers = { 'Mcp-Param-Region': 'eu', 'Mcp-Param-Shard': '7' };
    expect(await client.ask('tools/call', params, { headers })).toMatchObject({ status: 200 });
  });

  it('what has no method here, and other places', async () => {
    expect((await fetch(mock.url)).status).toBe(405);
    expect((await fetch(mock.url, { method: 'DELETE' })).status).toBe(405);
    expect((await fetch(mock.url, { method: 'PUT', body: 'x' })).status).toBe(405);
    expect((await fetch(new URL('/.well-known/oauth-protected-resource', mock.url))).status).toBe(404);
  });

  it('foreign pages and names, and lets pages of this machine and allowed ones in', async () => {
    const foreign = await post(JSON.stringify(CALL), { ...HEADERS, Origin: 'https://shop.example' });
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    const own = await post(JSON.stringify(CALL), { ...HEADERS, Origin: 'http://localhost:5173' });
    expect(own.status).toBe(200);
    expect(own.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    const preflight = await fetch(mock.url, {
      method: 'OPTIONS',
      headers: { Origin: 'http://localhost:5173', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    const { port } = new URL(mock.url);
    const client = await bench.gateways.client(Number(port));
    await client.send('POST /mcp HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 2\r\n\r\n{}');
    expect(await readHead(client)).toContain('403');
  });

  it('garbage instead of HTTP, and goes on', async () => {
    const { port } = new URL(mock.url);
    const client = await bench.gateways.client(Number(port));
    await client.send('\u0000\u0001 no http\r\n\r\n');
    expect(await readHead(client)).toContain('400');
    expect((await post(JSON.stringify(CALL), HEADERS)).status).toBe(200);
    expect(bench.gateways.bugs).toEqual([]);
  });
});

describe('what a mock answers', () => {
  it('has the client’s id, whatever it is', async () => {
    const answer = await post(JSON.stringify({ ...CALL, id: 'näme' }), HEADERS);
    expect(await answer.json()).toMatchObject({
      id: 'näme',
      result: { structuredContent: { instance: 'alpha' } },
    });
  });

  it('discovers what the recording shows, where it began later', async () => {
    const { result } = await createModernClient(mock.url, 'other').ask('server/discover');
    expect(result).toMatchObject({
      supportedVersions: ['2026-07-28'],
      capabilities: { tools: {} },
      resultType: 'complete',
    });
  });

  it('is the recorded error as well', async () => {
    expect(await createModernClient(mock.url, 'other').ask('no/such')).toMatchObject({
      status: 404,
      error: { code: -32_601 },
    });
  });

  it('of notifications is 202', async () => {
    const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
    expect((await post(JSON.stringify(cancelled), HEADERS)).status).toBe(202);
  });

  it('can be recorded, as what a gateway answers', async () => {
    const recorded = await bench.start(captureId, { record: true });
    await createModernClient(recorded.url, 'other').ask('tools/call', { name: 'whoami', arguments: {} });
    await bench.stop(recorded);
    const { rows } = await bench.gateways.ask('capture.rows', { captureId, after: 0, limit: 100 });
    const last = rows.at(-1);
    expect(last).toMatchObject({
      ...{ origin: 'gateway', instanceName: 'mock', method: 'tools/call', name: 'whoami', state: 'done' },
      ...{ status: 200, resultType: 'complete' },
    });
    const detail = await bench.gateways.ask('exchange.get', {
      captureId,
      number: last?.number ?? 0,
      bodyLimit: 10_000,
    });
    expect(detail.gateway?.trace.why).toBe('Answered as #2 was.');
    expect(detail.response?.body.text).toContain('"instance":"alpha"');
  });
});

describe('a mock and the capture that it serves', () => {
  it('ends with the capture, and tells that and what it was asked', async () => {
    const { engine } = bench.gateways;
    const folder = await mkdtemp(join(tmpdir(), 'hopscope-mock-'));
    try {
      const path = join(folder, 'copy.hopscope');
      await bench.gateways.ask('capture.saveCopy', { captureId, path });
      const { id } = await bench.gateways.ask('capture.open', { path });
      const own = await bench.start(id);
      const ended = new Promise<MockState>((resolve) => {
        engine.bridge.on('mockState', (state) => {
          if (state.id === own.id && !state.running) resolve(state);
        });
      });
      await createModernClient(own.url, 'tester').ask('tools/call', { name: 'whoami', arguments: {} });
      await bench.gateways.ask('capture.close', { captureId: id });
      expect(await ended).toMatchObject({
        counts: { answered: 1 },
        asked: [{ method: 'tools/call', name: 'whoami', answered: 1, unmatched: 0 }],
      });
      expect((await bench.gateways.ask('mock.list', null)).map((one) => one.id)).not.toContain(own.id);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('is not begun where its start is given up', async () => {
    const { bridge } = bench.gateways.engine;
    const starting = bridge.invoke('mock.start', {
      ...{ captureId, listen: { host: '127.0.0.1', port: 0 }, lenient: false, faults: false },
      ...{ allowOrigins: [], record: false, job: 'given up' },
    });
    await bridge.invoke('mock.cancelStart', { job: 'given up' });
    expect(await starting).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect((await bench.gateways.ask('mock.list', null)).map(({ id }) => id)).toEqual([mock.id]);
  });
});

describe('starting a mock', () => {
  it('is refused where the port is taken, nothing is recorded, or no such instance is', async () => {
    const port = Number(new URL(mock.url).port);
    await expect(bench.start(captureId, { listen: { host: '127.0.0.1', port } })).rejects.toThrow(
      /IO Another program listens .* give the mock another port/,
    );
    await expect(bench.start(captureId, { instance: 'omega' })).rejects.toThrow(
      'BAD_INPUT The recording has no instance "omega": it has a',
    );
    await expect(bench.start('none')).rejects.toThrow('NOT_FOUND');
    const folder = await mkdtemp(join(tmpdir(), 'hopscope-mock-'));
    try {
      const path = join(folder, 'empty.hopscope');
      const other = await bench.gateways.ask('capture.new', {});
      await bench.gateways.ask('capture.saveCopy', { captureId: other.id, path });
      const { id } = await bench.gateways.ask('capture.open', { path });
      await expect(bench.start(id)).rejects.toThrow('there is nothing to serve');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function readHead(client: TcpConnection): Promise<string> {
  return (await client.readRequest()).line;
}
