import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../../shared/model/exchange.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import {
  answersHandshake,
  startScriptedServer,
  type ScriptedRequest,
  type ScriptedServer,
} from '../../support/scripted-server.ts';
import { StdioEngine } from '../../support/stdio-engine.ts';

let engine: StdioEngine;
let server: ScriptedServer | undefined;

beforeEach(async () => {
  engine = await StdioEngine.open();
  // What the tests' drafts declare: one session does for them and for the check of a new instance.
  await engine.invoke('client.save', { capabilities: {}, roots: [], responders: {} });
});

afterEach(async () => {
  await engine.close();
  await server?.stop();
  server = undefined;
});

/** A server that shakes hands and does then as the test says; GET is refused unless `get` takes it. */
async function serve(
  answer: (request: ScriptedRequest) => void,
  options: {
    readonly revision?: string;
    readonly sessionId?: string;
    readonly get?: (request: ScriptedRequest) => void;
  } = {},
): Promise<Instance> {
  const started = await startScriptedServer((request) => {
    if (request.httpMethod === 'GET') {
      if (options.get) options.get(request);
      else request.response.writeHead(405).end();
    } else if (request.httpMethod === 'DELETE') request.response.writeHead(204).end();
    else if (!answersHandshake(request, options)) answer(request);
  });
  server = started;
  return engine.addAddress(started.url);
}

const gets = (): readonly ScriptedRequest[] =>
  (server?.requests ?? []).filter(({ httpMethod }) => httpMethod === 'GET');
const answerTo = (id: unknown, result: object = {}): string =>
  `id: last\ndata: ${JSON.stringify({ jsonrpc: '2.0', id, result })}`;

describe('a stream that breaks before the answer', () => {
  it('is gone on with behind its last event, and the conversation ends with the answer', async () => {
    let asked: unknown;
    const instance = await serve(
      (request) => {
        asked = request.message.id;
        request.stream('id: first\nretry: 20\ndata:');
        request.response.end();
      },
      {
        sessionId: 's',
        get: (request) => {
          if (request.headers['last-event-id'] === undefined) request.response.writeHead(405).end();
          else if (request.headers['last-event-id'] === 'first') {
            // Breaks once more, after a sign of life.
            request.stream(
              'id: second\ndata: {"jsonrpc":"2.0","method":"notifications/message","params":{}}',
            );
            request.response.socket?.end();
          } else request.stream(answerTo(asked, { tools: [{ name: 'late', inputSchema: {} }] }));
        },
      },
    );
    const listing = await engine.invoke('listing.get', {
      instanceId: instance.id,
      kind: 'tools',
      refresh: true,
    });
    expect(listing.problem).toBeUndefined();
    expect(listing.entries.map(({ name }) => name)).toEqual(['late']);
    const resumed = (await engine.rows()).filter(({ link }) => link?.kind === 'resumed');
    const list = (await engine.rows()).find(({ method }) => method === 'tools/list');
    expect(list).toMatchObject({ state: 'failed', failureKind: 'cut' });
    expect(resumed).toMatchObject([
      { link: { to: list?.number }, state: 'failed' },
      { link: { to: resumed[0]?.number }, state: 'done', resultType: 'complete' },
    ]);
    const [, , last] = gets();
    expect(last?.headers).toMatchObject({ 'last-event-id': 'second', 'mcp-session-id': 's' });
  });

  it('is not waited for any more when the request is cancelled, and the server hears of it', async () => {
    const instance = await serve((request) => {
      request.stream('id: first\nretry: 3600000\ndata:');
      request.response.end();
    });
    const ref = await engine.begin(instance, 'tools/call', { name: 'x' });
    await engine.engine.whenDone(ref);
    await engine.invoke('exchange.cancel', ref);
    expect(await engine.engine.whenSettled(ref)).toEqual([ref]);
    await engine.untilRow(({ link, status }) => link?.kind === 'cancel' && status === 202);
    expect(gets().some(({ headers }) => headers['last-event-id'] !== undefined)).toBe(false);
  });

  it('is left alone where no event had an id', async () => {
    const instance = await serve((request) => {
      request.stream('data: {"jsonrpc":"2.0","method":"notifications/message","params":{}}');
      request.response.end();
    });
    const detail = await engine.send(instance, 'tools/call', { name: 'x' });
    expect(detail.failure?.kind).toBe('cut');
    expect(await engine.engine.whenSettled(detail.ref)).toEqual([detail.ref]);
  });
});

describe('the stream of the session', () => {
  it('is opened again where it breaks, and what the server asks there is answered', async () => {
    const instance = await serve(
      (request) => {
        request.result({});
      },
      {
        get: (request) => {
          if (request.headers['last-event-id'] === undefined) {
            request.stream(
              'id: g1\nretry: 10\ndata: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}',
            );
            request.response.end();
          } else request.stream('data: {"jsonrpc":"2.0","id":"p","method":"ping"}');
        },
      },
    );
    await engine.send(instance, 'ping');
    const reply = await engine.untilRow(({ link, state }) => link?.kind === 'reply' && state === 'done');
    const stream = (await engine.rows()).find(({ number }) => number === reply.link?.to);
    expect(stream).toMatchObject({ method: 'GET /mcp', link: { kind: 'resumed' }, state: 'open' });
    expect(server?.requests.find(({ message }) => message.id === 'p')?.message).toEqual({
      jsonrpc: '2.0',
      id: 'p',
      result: {},
    });
    // A person may end it; it does not come back by itself then.
    const before = gets().length;
    const { captureId } = await engine.begin(instance, 'ping');
    await engine.invoke('exchange.cancel', { captureId, number: stream?.number ?? 0 });
    await engine.untilRow(({ number, state }) => number === stream?.number && state === 'failed');
    await engine.send(instance, 'ping');
    expect(gets()).toHaveLength(before);
  });
});

describe('a session', () => {
  const sessionIds = (requests: readonly ScriptedRequest[]): unknown[] =>
    requests
      .filter(({ message }) => message.method === 'tools/call')
      .map(({ headers }) => headers['mcp-session-id']);

  it('that the server has forgotten is lost, and the next request opens another', async () => {
    let count = 0;
    let forgotten = false;
    server = await startScriptedServer((request) => {
      if (request.httpMethod !== 'POST') request.response.writeHead(405).end();
      else if (request.message.method === 'initialize') {
        count += 1;
        answersHandshake(request, { sessionId: `s${String(count)}` });
      } else if (!answersHandshake(request)) {
        if (forgotten)
          request.json({ jsonrpc: '2.0', id: null, error: { code: -32001, message: 'gone' } }, {}, 404);
        else request.result({});
        forgotten = false;
      }
    });
    const instance = await engine.addAddress(server.url);
    await engine.send(instance, 'tools/call', { name: 'a' });
    // An id that a person made up proves nothing.
    forgotten = true;
    await engine.send(
      instance,
      'tools/call',
      { name: 'b' },
      {
        tamper: {
          headers: [{ op: 'set', name: 'Mcp-Session-Id', value: 'made-up' }],
          meta: {},
          dropMeta: [],
        },
      },
    );
    expect(engine.connections.at(-1)).toMatchObject({ state: 'open' });
    const before = count;
    forgotten = true;
    const lost = await engine.send(instance, 'tools/call', { name: 'c' });
    expect(lost.row).toMatchObject({ status: 404, state: 'done' });
    expect(engine.connections.at(-1)).toMatchObject({ state: 'lost', sessionId: `s${String(before)}` });
    expect(count).toBe(before);
    await engine.send(instance, 'tools/call', { name: 'd' });
    expect(count).toBe(before + 1);
    expect(sessionIds(server.requests).slice(-3)).toEqual([
      'made-up',
      `s${String(before)}`,
      `s${String(before + 1)}`,
    ]);
  });

  it('without an id works, and has nothing to delete', async () => {
    const instance = await serve(
      (request) => {
        request.result({ content: [] });
      },
      { revision: '2024-11-05' },
    );
    const detail = await engine.send(instance, 'tools/call', { name: 'x' });
    expect(detail.row).toMatchObject({ state: 'done', resultType: 'complete' });
    await engine.invoke('instance.disconnect', { id: instance.id });
    const requests = server?.requests ?? [];
    expect(requests.map(({ httpMethod }) => httpMethod)).not.toContain('DELETE');
    const call = requests.find(({ message }) => message.method === 'tools/call');
    expect(Object.keys(call?.headers ?? {}).filter((name) => name.startsWith('mcp-'))).toEqual([]);
    const stream = (await engine.rows()).find(({ method }) => method === 'GET /mcp');
    expect(stream).toMatchObject({ state: 'done', status: 405 });
  });

  it('that is refused shows where', async () => {
    server = await startScriptedServer((request) => {
      request.json({ jsonrpc: '2.0', id: request.message.id, error: { code: -32602, message: 'Not today' } });
    });
    const instance = await engine.addAddress(server.url);
    const detail = await engine.send(instance, 'tools/call', { name: 'x' });
    expect(detail.row).toMatchObject({ method: 'initialize', errorCode: -32602 });
    const told = engine.connections.findLast(({ transport }) => transport === 'http');
    expect(told).toMatchObject({ state: 'closed', shownBy: expect.anything() as object });
    expect(told?.problem).toContain('Not today');
  });
});

describe('what makes no sense', () => {
  const isCall = ({ method }: Row): boolean => method === 'tools/call';

  it('harms nothing on a stream', async () => {
    const instance = await serve((request) => {
      request.stream(
        'data: not JSON',
        'data: [{"jsonrpc":"2.0","id":1,"method":"ping"},null,[[]]]',
        'event: strange\ndata: {"jsonrpc":"2.0","id":2,"method":"ping"}',
        'data: {"jsonrpc":"2.0","id":{},"method":"ping"}',
        'data: {"jsonrpc":"2.0","id":3,"method":"no/such/method"}',
        'data: {"jsonrpc":"2.0","id":99999,"result":{}}',
        answerTo(request.message.id),
      );
      request.response.end();
    });
    const detail = await engine.send(instance, 'tools/call', { name: 'x' });
    expect(detail.row).toMatchObject({ resultType: 'complete', failureKind: 'malformed' });
    const refusal = await engine.untilRow(
      ({ link, method }) => link?.kind === 'reply' && method === 'no/such/method',
    );
    expect(refusal.link?.to).toBe(detail.ref.number);
    expect((await engine.send(instance, 'ping')).row.method).toBe('ping');
  });

  it('is a batch, but for the one revision that has them', async () => {
    const batchOf = (request: ScriptedRequest): unknown => [
      { jsonrpc: '2.0', method: 'notifications/message', params: {} },
      { jsonrpc: '2.0', id: request.message.id, result: { content: [] } },
    ];
    const instance = await serve(
      (request) => {
        if (isCall({ method: request.message.method } as Row)) request.json(batchOf(request));
        else request.result({});
      },
      { revision: '2025-03-26' },
    );
    const read = await engine.send(instance, 'tools/call', { name: 'x' });
    expect(read.row).toMatchObject({ state: 'done', resultType: 'complete' });
    await server?.stop();
    const strict = await serve((request) => {
      if (isCall({ method: request.message.method } as Row)) request.json(batchOf(request));
      else request.result({});
    });
    expect((await engine.send(strict, 'tools/call', { name: 'x' })).failure?.message).toContain('batch');
  });
});

describe('an HTTP+SSE server', () => {
  /** The stream of the old transport, for whoever asks for it; POST to the same address is refused. */
  async function serveSse(
    endpoint: string | undefined,
    post: (request: ScriptedRequest, stream: ScriptedRequest) => void,
  ): Promise<Instance> {
    let stream: ScriptedRequest | undefined;
    server = await startScriptedServer((request) => {
      if (request.httpMethod === 'GET') {
        stream = request;
        if (endpoint === undefined) request.json({});
        else request.stream(`event: endpoint\ndata: ${endpoint}`);
      } else if (request.path === '/mcp' || !stream) request.response.writeHead(405).end();
      else post(request, stream);
    });
    return engine.addAddress(server.url);
  }

  it('that names an address elsewhere gets nothing there', async () => {
    const instance = await serveSse('http://localhost:1/steal', () => undefined);
    const { ref } = await engine.send(instance, 'tools/call', { name: 'x' });
    const stream = await engine.untilRow(({ transport }) => transport === 'sse');
    expect(stream).toMatchObject({ method: 'GET /mcp', failureKind: 'malformed' });
    const detail = await engine.detail({ ...ref, number: stream.number });
    expect(detail.failure?.message).toContain('http://localhost:1');
    expect((await engine.rows()).filter(({ method }) => method === 'tools/call')).toEqual([]);
  });

  it('whose GET is no stream says so', async () => {
    const instance = await serveSse(undefined, () => undefined);
    const detail = await engine.send(instance, 'tools/call', { name: 'x' });
    expect(detail.row).toMatchObject({ era: 'legacy' });
    expect(engine.connections.at(-1)?.problem).toMatch(/not with a stream of events/);
  });

  it('that refuses a message, or ends its stream, leaves no request waiting', async () => {
    const instance = await serveSse('/post', (request, stream) => {
      const { id, method } = request.message;
      if (method === 'tools/list') {
        request.json({ jsonrpc: '2.0', id, error: { code: -32600, message: 'no lists' } }, {}, 400);
        return;
      }
      request.response.writeHead(202).end('Accepted');
      if (method === 'initialize') {
        const result = {
          protocolVersion: '2024-11-05',
          capabilities: {},
          serverInfo: { name: 's', version: '1' },
        };
        stream.response.write(`${answerTo(id, result)}\n\n`);
      } else if (method === 'tools/call') stream.response.end();
      else if (id !== undefined) stream.response.write(`${answerTo(id)}\n\n`);
    });
    const refused = await engine.send(instance, 'tools/list');
    expect(refused.row).toMatchObject({ state: 'done', status: 400, errorCode: -32600 });
    const cut = await engine.send(instance, 'tools/call', { name: 'x' });
    expect(cut.row).toMatchObject({ state: 'failed', failureKind: 'cut', status: 202 });
    expect(engine.connections.at(-1)).toMatchObject({ state: 'lost', transport: 'sse' });
    expect((await engine.send(instance, 'ping')).row).toMatchObject({
      state: 'done',
      resultType: 'complete',
    });
  });

  it('that never answers a request is told that nobody waits', async () => {
    const instance = await serveSse('/post', (request, stream) => {
      const { id, method } = request.message;
      request.response.writeHead(202).end();
      if (method === 'initialize') {
        const result = {
          protocolVersion: '2024-11-05',
          capabilities: {},
          serverInfo: { name: 's', version: '1' },
        };
        stream.response.write(`${answerTo(id, result)}\n\n`);
      }
    });
    const detail = await engine.send(instance, 'tools/call', { name: 'x' }, { idleTimeoutMs: 150 });
    expect(detail.failure?.kind).toBe('timeout');
    const notice = await engine.untilRow(({ link }) => link?.kind === 'cancel');
    expect(notice.link?.to).toBe(detail.ref.number);
  });
});
