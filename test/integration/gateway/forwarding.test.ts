import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CALL, chunk, GatewayBench, json, post, RESULT, STREAM } from './gateway-bench.ts';

const NOTE = '{"jsonrpc":"2.0","method":"notifications/x"}';

let bench: GatewayBench;
beforeEach(async () => {
  bench = await GatewayBench.open();
});
afterEach(() => bench.close());

describe('bytes on their way', () => {
  it('go on in order and case, without those of the connection, with the Host of the server', async () => {
    const server = await bench.answering(
      'HTTP/1.1 207 Sehr sch\u00f6n\r\nX-b: 1\r\nx-A: two  words\r\nConnection: X-Hop\r\nX-Hop: gone\r\nKeep-Alive: timeout=9\r\n' +
        'SET-cookie: a=1\r\nset-Cookie: b=2\r\ncontent-type: application/json\r\nContent-Length: 2\r\n\r\n{}',
    );
    const { port } = await bench.gateway([`${server.url}/mcp`]);
    const client = await bench.client(port);
    await client.send(
      'PATCH /mcp/a%20b/../c?x=%7e HTTP/1.1\r\nx-First: 1\r\nhOST: localhost:1\r\nConnection: keep-alive, x-gone\r\nX-Gone: 1\r\nTE: trailers\r\n' +
        'Proxy-Authorization: secret\r\nX-Twice: one\r\nMCP-protocol-VERSION: 2026-07-28\r\nx-twice: two\r\nX-Latin: \u00e9\r\nContent-Length: 2\r\n\r\n{}',
    );
    await vi.waitFor(() => expect(client.received().toString('latin1')).toContain('{}'));
    expect(server.connections[0]?.received().toString('latin1')).toMatch(
      new RegExp(
        '^PATCH /mcp/a%20b/\\.\\./c\\?x=%7e HTTP/1\\.1\r\nx-First: 1\r\n' +
          `hOST: 127\\.0\\.0\\.1:${String(server.port)}\r\nX-Twice: one\r\nMCP-protocol-VERSION: 2026-07-28\r\nx-twice: two\r\n` +
          'X-Latin: \u00e9\r\nContent-Length: 2\r\nVia: 1\\.1 hopscope-[0-9a-f]{12}\r\n\r\n\\{\\}$',
      ),
    );
    expect(client.received().toString('latin1')).toBe(
      'HTTP/1.1 207 Sehr sch\u00f6n\r\nX-b: 1\r\nx-A: two  words\r\nSET-cookie: a=1\r\nset-Cookie: b=2\r\n' +
        'content-type: application/json\r\nContent-Length: 2\r\nConnection: keep-alive\r\nKeep-Alive: timeout=75\r\n\r\n{}',
    );
    const detail = await bench.only();
    expect(detail.gateway?.client).toMatchObject({
      request: { httpMethod: 'PATCH', target: '/mcp/a%20b/../c?x=%7e', httpVersion: '1.1', bodyBytes: 2 },
      answer: { status: 207, statusText: 'Sehr sch\u00f6n', bodyBytes: 2 },
      end: 'complete',
    });
    expect(detail.gateway?.client?.request.headers[1]).toEqual(['hOST', 'localhost:1']);
    expect(detail.request.headers[1]).toEqual(['hOST', `127.0.0.1:${String(server.port)}`]);
  });

  it('all events that come at once with the end reach the client before it', async () => {
    const events = [NOTE, NOTE, RESULT].map((message) => `data: ${message}\n\n`);
    const server = await bench.answering(`${STREAM}${events.map((event) => chunk(event)).join('')}0\r\n\r\n`);
    const { port } = await bench.gateway([`${server.url}/mcp`]);
    const client = await bench.client(port);
    await client.send(post(CALL));
    await vi.waitFor(() => expect(client.received().toString()).toMatch(/\r\n0\r\n\r\n$/));
    expect(
      client
        .received()
        .toString()
        .match(/^data: /gm),
    ).toHaveLength(3);
    expect((await bench.only()).gateway?.client).toMatchObject({ end: 'complete' });
  });

  it('an event reaches the client before the next one is sent, and chunks stay chunks', async () => {
    let more: (text: string) => Promise<void> = () => Promise.resolve();
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send(STREAM);
      more = (text) => connection.send(text);
    });
    const { port } = await bench.gateway([`${server.url}/mcp`]);
    const client = await bench.client(port);
    await client.send(post(CALL));
    // The head alone, while nothing else is there.
    await vi.waitFor(() =>
      expect(client.received().toString()).toMatch(
        /text\/event-stream\r\nTransfer-Encoding: chunked\r\n[^]*\r\n\r\n$/,
      ),
    );
    await more(chunk(`data: ${NOTE}\n\n`));
    await vi.waitFor(() => expect(client.received().toString()).toContain(`data: ${NOTE}\n\n`));
    await more(chunk(`data: ${RESULT}\n\n`));
    await vi.waitFor(() => expect(client.received().toString()).toContain(RESULT));
    await more('0\r\nX-Trailer: end\r\n\r\n');
    await vi.waitFor(() => expect(client.received().toString()).toMatch(/0\r\nX-Trailer: end\r\n\r\n$/));
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({
      state: 'done',
      method: 'tools/call',
      name: 'echo',
      eventCount: 2,
      resultType: 'complete',
    });
  });

  it('the parts of a request go on as they come, and its trailers', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readBytes(10);
      await vi.waitFor(() => expect(connection.received().toString()).toContain('first'));
      await vi.waitFor(() => expect(connection.received().toString()).toMatch(/0\r\nX-Sum: 1\r\n\r\n$/));
      await connection.send(json());
    });
    const { port } = await bench.gateway([`${server.url}/mcp`]);
    const client = await bench.client(port);
    await client.send(
      'POST /mcp HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n' + chunk('first'),
    );
    await vi.waitFor(() => expect(server.connections[0]?.received().toString()).toContain('first'));
    await client.send(`${chunk('second')}0\r\nX-Sum: 1\r\n\r\n`);
    await vi.waitFor(() => expect(client.received().toString()).toContain(RESULT));
    const detail = await bench.only();
    expect(detail.request.body.text).toBe('firstsecond');
    expect(detail.gateway?.client?.request.bodyBytes).toBe(11);
  });

  it('a body of any length goes through; of the request the first 8 MB are kept, and that is said', async () => {
    const size = 9 * 1024 * 1024;
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send(json());
    });
    const { port } = await bench.gateway([`${server.url}/mcp`]);
    const client = await bench.client(port);
    await client.send(post('x'.repeat(size)));
    await vi.waitFor(() => expect(client.received().toString()).toContain(RESULT), 20_000);
    const detail = await bench.only();
    expect(detail.row.requestBytes).toBeGreaterThan(size);
    expect(detail.request.body.bytes).toBe(8 * 1024 * 1024);
    expect(detail.findings).toMatchObject([{ rule: 'gateway.body-cut', severity: 'note' }]);
  });

  it('what is compressed goes on as it is, and is recorded as it reads', async () => {
    const { gzipSync } = await import('node:zlib');
    const zipped = gzipSync(RESULT);
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send(
        `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${String(zipped.length)}\r\n\r\n`,
      );
      await connection.send(zipped);
    });
    const { port } = await bench.gateway([`${server.url}/mcp`]);
    const client = await bench.client(port);
    await client.send(post(CALL));
    await vi.waitFor(() => expect(client.received().subarray(-zipped.length)).toEqual(zipped));
    const detail = await bench.only();
    expect(detail.response?.body).toMatchObject({ text: RESULT, decodedFrom: 'gzip' });
  });

  it('the instance’s own headers come where the client sends none of that name', async () => {
    const server = await bench.answering(json());
    const instance = await bench.addInstance('a', `${server.url}/mcp`, {
      headers: [
        ['Authorization', 'Bearer of the instance'],
        ['X-Extra', '1'],
      ],
    });
    const { port } = await bench.gateway([], { instanceIds: [instance.id], nameInstance: true });
    const client = await bench.client(port);
    await client.send(post(CALL, ['x-extra: mine']));
    await vi.waitFor(() => expect(client.received().toString()).toContain(RESULT));
    const seen = server.connections[0]?.received().toString() ?? '';
    expect(seen).toContain('x-extra: mine\r\n');
    expect(seen).not.toContain('X-Extra: 1');
    expect(seen).toContain('Authorization: Bearer of the instance\r\n');
    expect(client.received().toString()).toContain('X-Hopscope-Instance: a\r\n');
  });

  it.each([
    ['/mcp', '/v1/rpc?k=1'],
    ['/mcp?q=2', '/v1/rpc?k=1&q=2'],
    ['/mcp/below', '/v1/rpc/below?k=1'],
    ['/.well-known/x', '/.well-known/x'],
  ])('the path %s of the gateway is %s of an instance that lies elsewhere', async (asked, got) => {
    const server = await bench.answering(json());
    const other = await bench.answering(json());
    const { port } = await bench.gateway([`${other.url}/mcp`, `${server.url}/v1/rpc?k=1`]);
    const client = await bench.client(port);
    await client.send(post(CALL));
    await vi.waitFor(() => expect(client.received().toString()).toContain(RESULT));
    await client.send(post(CALL, [], asked));
    await vi.waitFor(() =>
      expect(server.connections[0]?.received().toString()).toContain(`POST ${got} HTTP/1.1`),
    );
  });

  it('a client of HTTP/1.0 gets no chunks', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send(`${STREAM}${chunk('data: 1\n\n')}0\r\n\r\n`);
    });
    const { port } = await bench.gateway([`${server.url}/mcp`]);
    const answer = await bench.talk(port, 'GET /mcp HTTP/1.0\r\nHost: localhost\r\n\r\n');
    expect(answer).not.toMatch(/transfer-encoding/i);
    expect(answer).toMatch(/\r\n\r\ndata: 1\n\n$/);
  });
});

describe('ends', () => {
  it('the client’s leaving reaches the server, and the row says so', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send(STREAM + chunk('data: {"jsonrpc":"2.0","method":"notifications/x"}\n\n'));
      await connection.untilEnded();
    });
    const { port, id } = await bench.gateway([`${server.url}/mcp`]);
    const client = await bench.client(port);
    await client.send(post(CALL));
    await vi.waitFor(() => expect(client.received().toString()).toContain('notifications/x'));
    client.socket.destroy();
    await server.connections[0]?.untilEnded();
    const detail = await bench.only();
    expect(detail.row).toMatchObject({ state: 'failed', failureKind: 'cancelled' });
    expect(detail.gateway?.client?.end).toBe('client-left');
    expect((await bench.state(id)).instances[0]).toMatchObject({ pending: 0, failures: 0 });
  });

  it('a stream for what the server has to say may be closed by its client without a fault', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send(STREAM + chunk('data: {"jsonrpc":"2.0","method":"notifications/x"}\n\n'));
    });
    const { port } = await bench.gateway([`${server.url}/mcp`]);
    const client = await bench.client(port);
    await client.send('GET /mcp HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n');
    await vi.waitFor(() => expect(client.received().toString()).toContain('notifications/x'));
    client.socket.destroy();
    const detail = await bench.only();
    expect(detail.row).toMatchObject({ state: 'done', method: 'GET /mcp', era: 'legacy' });
    expect(detail.gateway?.client?.end).toBe('client-left');
  });

  it.each([
    ['chunks', STREAM + chunk('data: 1\n\n')],
    ['a length', 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"half":'],
  ])('a server that breaks off breaks the client’s answer off, with %s', async (_framing, part) => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send(part);
      connection.reset();
    });
    const { port } = await bench.gateway([`${server.url}/mcp`]);
    await expect(
      fetch(`http://127.0.0.1:${String(port)}/mcp`).then((answer) => answer.text()),
    ).rejects.toThrow();
    const detail = await bench.only();
    expect(detail.row).toMatchObject({ state: 'failed', failureKind: 'cut', status: 200 });
    expect(detail.gateway?.client).toMatchObject({ end: 'cut', answer: { status: 200 } });
  });

  it('a server that is not there is explained to the client, and to whoever looks', async () => {
    const server = await bench.answering(json());
    const { port, id } = await bench.gateway([`${server.url}/mcp`]);
    await server.close();
    const answer = await fetch(`http://127.0.0.1:${String(port)}/mcp`, { method: 'POST', body: CALL });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringMatching(/Nothing listens at/) as string },
    });
    const detail = await bench.only();
    expect(detail.row).toMatchObject({ state: 'failed', failureKind: 'refused', method: 'tools/call' });
    expect(detail.gateway?.client).toMatchObject({ end: 'gateway-error', answer: { status: 502 } });
    expect((await bench.state(id)).instances[0]).toMatchObject({ requests: 1, failures: 1, pending: 0 });
  });

  it.each([
    [
      'a control character on the status line',
      'HTTP/1.1 200 O\x01K\r\nContent-Length: 2\r\n\r\nok',
      /^HTTP\/1.1 200 O K\r\n[^]*ok$/,
    ],
    [
      'a status that is none',
      'HTTP/1.1 042 Odd\r\nContent-Length: 2\r\n\r\nok',
      /^HTTP\/1.1 502 [^]*cannot be passed on/,
    ],
    ['no HTTP', 'hello\r\n\r\n', /^HTTP\/1.1 502 /],
    [
      'another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
      /^HTTP\/1.1 502 /,
    ],
  ])('a server that sends %s harms nobody', async (_what, bytes, answer) => {
    const server = await bench.answering(bytes);
    const { port } = await bench.gateway([`${server.url}/mcp`]);
    expect(await bench.talk(port, post(CALL, ['Connection: close']))).toMatch(answer);
    await bench.settled(1);
  });

  it('stopping ends what is open on both sides, records it, and frees the port', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send(STREAM + chunk('data: 1\n\n'));
      await connection.untilEnded();
    });
    const { port, id } = await bench.gateway([`${server.url}/mcp`]);
    const client = await bench.client(port);
    await client.send(post(CALL));
    await vi.waitFor(() => expect(client.received().toString()).toContain('data: 1'));
    const stopped = await bench.ask('gateway.stop', { id });
    expect(stopped).toMatchObject({ state: 'off', openConnections: 0 });
    await client.untilEnded();
    await server.connections[0]?.untilEnded();
    const detail = await bench.only();
    expect(detail.failure?.message).toMatch(/gateway was stopped/);
    await expect(bench.client(port)).rejects.toThrow('ECONNREFUSED');
  });

  it('many requests of one client come one after the other on its connection', async () => {
    const server = await bench.answering(json());
    const { port } = await bench.gateway([`${server.url}/mcp`]);
    const client = await bench.client(port);
    await client.send(post(CALL).repeat(5));
    await vi.waitFor(() => expect(client.received().toString().split(RESULT)).toHaveLength(6));
    await bench.settled(5);
  });
});

it('a port that is taken is said', async () => {
  const server = await bench.answering(json());
  const instance = await bench.addInstance('a', `${server.url}/mcp`);
  await expect(
    bench.gateway([], { instanceIds: [instance.id], listen: { host: '127.0.0.1', port: server.port } }),
  ).rejects.toThrow(/IO Another program listens at/);
});
