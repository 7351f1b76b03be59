import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../engine/index.ts';
import type { CommandInput } from '../../../shared/bridge/bridge.ts';
import type { ExchangeDetail } from '../../../shared/model/exchange.ts';
import type { TourState } from '../../../shared/model/tour.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startDemoFleet } from '../../support/demo-processes.ts';
import { startMcpLiteServer, startSdkServer } from '../../support/real-servers/in-process.ts';
import { MODERN_SDK } from '../../support/stdio-engine.ts';
import { addInstance, ask, rowsOf } from '../servers/ask-through-bridge.ts';

let opened: ContractEngine;
let engine: Engine;
let stops: (() => Promise<unknown>)[];

beforeEach(async () => {
  stops = [];
  opened = await openContractEngine();
  ({ engine } = opened);
});
afterEach(async () => {
  await opened.close();
  for (const stop of stops) await stop();
});

/** Waits for a state of the tour of this instance. */
const told = (instanceId: string, wanted: (state: TourState) => boolean): Promise<TourState> =>
  new Promise((resolve) => {
    const off = engine.bridge.on('tour', (state) => {
      if (state.instanceId !== instanceId || !wanted(state)) return;
      off();
      resolve(state);
    });
  });

const isOver = ({ state }: TourState): boolean => state !== 'running';

async function tourOf(
  instanceId: string,
  wish: Omit<CommandInput<'tour.start'>, 'instanceIds'> = {},
): Promise<TourState> {
  const over = told(instanceId, isOver);
  await ask(engine, 'tour.start', { instanceIds: [instanceId], ...wish });
  return over;
}

async function details(): Promise<readonly ExchangeDetail[]> {
  const [capture] = await ask(engine, 'capture.list', null);
  const captureId = capture?.id ?? '';
  const rows = await rowsOf(engine);
  return Promise.all(
    rows.map(({ number }) => ask(engine, 'exchange.get', { captureId, number, bodyLimit: 10_000 })),
  );
}

/** "POST tools/list 400 -32020" of each exchange, in order. */
async function lines(): Promise<readonly string[]> {
  return (await details()).map(({ row, request }) =>
    [request.httpMethod, row.method, row.status, row.errorCode]
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

/** A server that the test plays itself; resolves with its address. */
async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer({}, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp`;
}

describe('a tour of a modern server', () => {
  it('asks who it is and for what it lists, then probes, all as probes that nothing follows', async () => {
    const server = await startSdkServer('reject');
    stops.push(server.stop);
    const { id } = await addInstance(engine, 'sdk', server.url);
    const end = await tourOf(id);
    expect(await lines()).toEqual([
      'POST server/discover 200',
      'POST tools/list 200',
      ...Array<string>(4).fill('POST tools/list 400 -32020'),
      'POST tools/list 200',
      'POST tools/list 200',
      'POST tools/list 400 -32602',
      'POST tools/list 400 -32602',
      'POST tools/list 400 -32022',
      'POST hopscope/no-such-method 404 -32601',
      'POST tools/list 400 -32602',
      'POST tools/list 200',
      'POST initialize 400 -32022',
      'POST tools/list 200',
      'GET GET /mcp 405 -32000',
      'DELETE DELETE /mcp 405 -32000',
    ]);
    const rows = await rowsOf(engine);
    expect(new Set(rows.map(({ origin }) => origin))).toEqual(new Set(['probe']));
    expect(rows.map(({ tampered }) => tampered === true)).toEqual([
      false,
      false,
      ...Array<boolean>(16).fill(true),
    ]);
    expect(rows.every(({ link }) => link === undefined)).toBe(true);
    expect(end).toMatchObject({ state: 'done', era: 'modern', done: 18, steps: 18, unanswered: 0 });
    expect(end.recorded).toMatchObject({ first: 1, last: 18 });
    expect(await ask(engine, 'tour.list', null)).toEqual([end]);
  });

  it('reads all pages, and ends the session that a server of both eras opens', async () => {
    const fleet = await startDemoFleet({ names: ['alpha'] });
    stops.push(() => fleet.stop());
    const { id } = await addInstance(engine, 'demo', fleet.get('alpha').url);
    expect(await tourOf(id)).toMatchObject({ state: 'done', era: 'modern' });
    const all = await details();
    const at = all.findIndex(({ row }) => row.method === 'initialize');
    expect(all[at]?.row).toMatchObject({ status: 200 });
    expect(all[at + 1]?.request).toMatchObject({ httpMethod: 'DELETE' });
    expect(all[at + 1]?.row).toMatchObject({ status: 200 });
    for (const list of ['resources/list', 'resources/templates/list', 'prompts/list'])
      expect(all.map(({ row }) => row.method)).toContain(list);
  });

  it('ends a stream that a server opens for GET, at once', async () => {
    const sdk = await startSdkServer('reject');
    stops.push(sdk.stop);
    const url = await serve((request, response) => {
      if (request.method === 'GET') {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
        return;
      }
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { host: _own, ...headers } = request.headers;
        void fetch(sdk.url, {
          method: request.method ?? 'POST',
          headers: Object.entries(headers).flatMap(([name, value]) =>
            typeof value === 'string' && !/^(connection|content-length|accept-encoding)$/.test(name)
              ? [[name, value] as [string, string]]
              : [],
          ),
          ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
        }).then(async (answer) => {
          const type = answer.headers.get('content-type') ?? 'text/plain';
          response.writeHead(answer.status, { 'content-type': type }).end(await answer.text());
        });
      });
    });
    const { id } = await addInstance(engine, 'stream', url);
    expect(await tourOf(id)).toMatchObject({ state: 'done', unanswered: 0 });
    const get = (await details()).find(({ request }) => request.httpMethod === 'GET');
    expect(get).toMatchObject({ row: { status: 200 }, failure: { kind: 'cancelled' } });
  });

  it('over stdio leaves out what needs headers', async () => {
    const { id } = await addInstance(engine, 'process', MODERN_SDK);
    expect(await tourOf(id)).toMatchObject({ state: 'done', era: 'modern', unanswered: 0 });
    const rows = (await rowsOf(engine)).filter(({ method }) => method !== 'process');
    expect(rows.filter(({ tampered }) => tampered)).toHaveLength(6);
    expect(rows.map(({ method }) => method)).not.toContain('initialize');
  });
});

describe('a tour of a legacy server', () => {
  it('opens a session and lists, and sends no probes', async () => {
    const server = await startMcpLiteServer();
    stops.push(server.stop);
    const { id } = await addInstance(engine, 'lite', server.url);
    expect(await tourOf(id)).toMatchObject({ state: 'done', era: 'legacy' });
    const rows = await rowsOf(engine);
    expect(rows.map(({ method }) => method)).toEqual(
      expect.arrayContaining(['initialize', 'notifications/initialized', 'tools/list']),
    );
    expect(rows.some(({ tampered }) => tampered)).toBe(false);
  });

  it('sends all of it where the modern era is wanted', async () => {
    const server = await startMcpLiteServer();
    stops.push(server.stop);
    const { id } = await addInstance(engine, 'lite', server.url);
    expect(await tourOf(id, { era: 'modern' })).toMatchObject({ state: 'done', era: 'modern' });
    const rows = await rowsOf(engine);
    expect(new Set(rows.map(({ era }) => era))).toEqual(new Set(['modern']));
    expect(rows.map(({ method }) => method)).toContain('resources/templates/list');
  });
});

describe('a tour that does not come to its end', () => {
  it('says that nobody is there, after one attempt', async () => {
    const server = await startSdkServer('reject');
    await server.stop();
    const { id } = await addInstance(engine, 'gone', server.url);
    const end = await tourOf(id);
    expect(end).toMatchObject({ state: 'failed', unanswered: 1 });
    expect(end.problem).toContain('127.0.0.1');
    expect(await rowsOf(engine)).toHaveLength(1);
  });

  it('says so where nothing tells the era', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<p>Nothing here.</p>');
    });
    const { id } = await addInstance(engine, 'page', url);
    const end = await tourOf(id);
    expect(end).toMatchObject({ state: 'failed' });
    expect(end.problem).toContain('which era of MCP');
  });

  it('is cancelled, with what is on its way', async () => {
    let asked = 0;
    const url = await serve(() => {
      asked += 1;
    });
    const { id } = await addInstance(engine, 'silent', url, { era: 'modern' });
    const sent = told(id, ({ recorded }) => recorded !== undefined);
    const over = told(id, isOver);
    const [tour] = await ask(engine, 'tour.start', { instanceIds: [id] });
    await expect(ask(engine, 'tour.start', { instanceIds: [id] })).rejects.toThrow('CONFLICT');
    await sent;
    await ask(engine, 'tour.cancel', { id: tour?.id ?? '' });
    expect(await over).toMatchObject({ state: 'cancelled' });
    expect((await rowsOf(engine)).map(({ state }) => state)).toEqual(['failed']);
    expect(asked).toBeLessThanOrEqual(1);
  });

  it('goes on where one answer does not come in time, and counts it', async () => {
    const url = await serve((request, response) => {
      if (request.headers['origin'] !== undefined) return;
      request.resume();
      const error = { code: -32601, message: 'no' };
      response
        .writeHead(404, { 'content-type': 'application/json' })
        .end(JSON.stringify({ jsonrpc: '2.0', id: null, error }));
    });
    const { id } = await addInstance(engine, 'slow', url, { era: 'modern' });
    expect(await tourOf(id, { timeoutMs: 200 })).toMatchObject({ state: 'done', unanswered: 1 });
  });

  it('ends with the engine', async () => {
    const url = await serve(() => undefined);
    const { id } = await addInstance(engine, 'silent', url, { era: 'modern' });
    const over = told(id, isOver);
    await ask(engine, 'tour.start', { instanceIds: [id] });
    await engine.close();
    expect(await over).toMatchObject({ state: 'cancelled' });
  });
});
