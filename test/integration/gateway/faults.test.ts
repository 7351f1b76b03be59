import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fault, FaultAction } from '../../../shared/model/gateway.ts';
import type { TcpServer } from '../../support/tcp-server.ts';
import { always, CALL, chunk, GatewayBench, json, post, RESULT, STREAM } from './gateway-bench.ts';

const EVENT = 'data: {"jsonrpc":"2.0","method":"notifications/x"}\n\n';

let bench: GatewayBench;
beforeEach(async () => {
  bench = await GatewayBench.open();
});
afterEach(() => bench.close());

async function behind(server: TcpServer, ...faults: readonly (Fault | FaultAction)[]) {
  return bench.gateway([`${server.url}/mcp`], {
    faults: faults.map((fault) => ('does' in fault ? fault : always(fault))),
  });
}

/** What a client gets that closes after one answer. */
function exchange(port: number, headers: readonly string[] = []): Promise<string> {
  return bench.talk(port, post(CALL, ['Connection: close', ...headers]));
}

describe('each fault is exactly what the client sees, and the capture says that it was injected', () => {
  it('delay', async () => {
    const server = await bench.answering(json());
    const { port, id } = await behind(server, { kind: 'delay', ms: 120 });
    const startedAt = performance.now();
    expect(await exchange(port)).toContain(RESULT);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(119);
    const { gateway } = await bench.only();
    expect(gateway?.faults).toEqual([
      { faultId: 'f-delay', kind: 'delay', says: 'Held back for 120 ms before it was forwarded.' },
    ]);
    expect(gateway?.client?.answer?.firstByteMs).toBeGreaterThanOrEqual(119);
    expect((await bench.state(id)).faultHits).toEqual({ 'f-delay': 1 });
  });

  it('delay ends with the client', async () => {
    const server = await bench.answering(json());
    const { port } = await behind(server, { kind: 'delay', ms: 600_000 });
    const client = await bench.client(port);
    await client.send(post(CALL));
    await vi.waitFor(async () =>
      expect(await bench.state('door')).toMatchObject({ faultHits: { 'f-delay': 1 } }),
    );
    client.socket.destroy();
    expect((await bench.only()).row).toMatchObject({
      state: 'failed',
      failureKind: 'cancelled',
      method: 'tools/call',
    });
    expect(server.connections).toHaveLength(0);
  });

  it('refuse', async () => {
    const server = await bench.answering(json());
    const { port } = await behind(server, { kind: 'refuse' });
    expect(await exchange(port)).toBe('');
    const detail = await bench.only();
    expect(detail.row).toMatchObject({
      state: 'failed',
      failureKind: 'refused',
      method: 'tools/call',
      name: 'echo',
    });
    expect(detail.row.gateway?.faults).toEqual(['refuse']);
    expect(detail.gateway?.client?.end).toBe('refused');
    expect(detail.gateway?.client?.answer).toBeUndefined();
    expect(server.connections).toHaveLength(0);
  });

  it('status', async () => {
    const server = await bench.answering(json());
    const { port } = await behind(server, { kind: 'status', status: 429, text: 'slow down' });
    expect(await exchange(port)).toBe(
      'HTTP/1.1 429 Too Many Requests\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 9\r\nConnection: close\r\n\r\nslow down',
    );
    const detail = await bench.only();
    expect(detail.row).toMatchObject({ status: 429 });
    expect(detail.gateway?.faults).toMatchObject([{ kind: 'status' }]);
    expect(detail.gateway?.client).toMatchObject({ end: 'refused', answer: { status: 429, bodyBytes: 9 } });
    expect(server.connections).toHaveLength(0);
  });

  it.each([
    [{ kind: 'cut', after: 'events', count: 2 }, `${EVENT}${EVENT}`],
    [{ kind: 'cut', after: 'events', count: 0 }, ''],
    [{ kind: 'cut', after: 'bytes', count: 60 }, `${EVENT}${EVENT}${EVENT}`.slice(0, 60)],
  ] as const)('cut: %j', async (does, body) => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send(`${STREAM}${chunk(`: ping\n\n${EVENT}`.slice(8) + EVENT + EVENT)}`);
      await connection.untilEnded();
    });
    const { port } = await behind(server, does);
    const got = await bench.talk(port, post(CALL));
    const parts = got.slice(got.indexOf('\r\n\r\n') + 4);
    // Chunks without the last one: no proper end.
    expect(parts).toBe(body === '' ? '' : chunk(body));
    await server.connections[0]?.untilEnded();
    const detail = await bench.only();
    expect(detail.gateway?.faults).toMatchObject([{ kind: 'cut' }]);
    expect(detail.gateway?.client).toMatchObject({ end: 'cut', answer: { bodyBytes: body.length } });
    expect(detail.failure?.message).toMatch(/^Injected: the client’s connection was cut/);
  });

  it('cut that is never reached is not done, nor noted', async () => {
    const server = await bench.answering(json());
    const { port } = await behind(server, { kind: 'cut', after: 'events', count: 1 });
    expect(await exchange(port)).toContain(RESULT);
    expect((await bench.only()).gateway?.faults).toEqual([]);
  });

  it('duplicate: the next instance gets the same request, the client the first answer', async () => {
    const [one, two] = [await bench.answering(json()), await bench.answering(json('{"second":true}'))];
    const { port } = await bench.gateway([`${one.url}/mcp`, `${two.url}/mcp`], {
      faults: [always({ kind: 'duplicate' })],
    });
    expect(await exchange(port)).toContain(RESULT);
    const [first, second] = await bench.settled(2);
    expect(first).toMatchObject({ instanceName: 'a' });
    expect(second).toMatchObject({ instanceName: 'b', link: { kind: 'duplicate', to: first?.number } });
    expect((await bench.detail(first?.number ?? 0)).gateway?.faults).toMatchObject([{ kind: 'duplicate' }]);
    const detail = await bench.detail(second?.number ?? 0);
    expect(detail.request.body.text).toBe(CALL);
    expect(detail.response?.body.text).toBe('{"second":true}');
    expect(detail.gateway?.trace.why).toMatch(/^Injected: the same request as #/);
  });

  it.each([
    [{ op: 'strip', name: 'mcp-name' }, [], ['X-Other: 1']],
    [{ op: 'change', name: 'Mcp-Name', value: 'other' }, ['Mcp-Name: other'], ['X-Other: 1']],
    [{ op: 'recase', name: 'MCP-NAME' }, ['MCP-NAME: echo'], ['X-Other: 1']],
    [{ op: 'add', name: 'X-New', value: 'v' }, ['Mcp-Name: echo'], ['X-Other: 1', 'X-New: v']],
  ] as const)('header of the request: %j', async (part, before, after) => {
    const server = await bench.answering(json());
    const { port } = await behind(server, { kind: 'header', side: 'request', ...part });
    expect(await exchange(port, ['Mcp-Name: echo', 'X-Other: 1'])).toContain(RESULT);
    const request = server.connections[0]?.received().toString() ?? '';
    const lines = request.split('\r\n').filter((line) => /^(mcp-name|x-)/i.test(line));
    expect(lines).toEqual([...before, ...after]);
    expect((await bench.only()).gateway?.faults).toMatchObject([{ kind: 'header' }]);
  });

  it.each([
    [{ op: 'strip', name: 'x-one' }, []],
    [{ op: 'change', name: 'x-one', value: '2' }, ['X-One: 2']],
    [{ op: 'recase', name: 'x-oNE' }, ['x-oNE: 1']],
    [{ op: 'add', name: 'X-Two', value: '2' }, ['X-One: 1', 'X-Two: 2']],
  ] as const)('header of the answer: %j', async (part, lines) => {
    const server = await bench.answering(json(RESULT, ['X-One: 1']));
    const { port } = await behind(server, { kind: 'header', side: 'answer', ...part });
    const answer = await exchange(port);
    expect(answer.split('\r\n').filter((line) => /^x-/i.test(line))).toEqual(lines);
    const detail = await bench.only();
    expect(detail.gateway?.faults).toMatchObject([{ kind: 'header' }]);
    // The server's half shows what the server sent.
    expect(detail.response?.headers).toContainEqual(['X-One', '1']);
  });

  it('change of a header that is not there is nothing', async () => {
    const server = await bench.answering(json());
    const { port } = await behind(server, {
      kind: 'header',
      side: 'answer',
      op: 'change',
      name: 'X-None',
      value: '1',
    });
    expect(await exchange(port)).not.toContain('X-None');
    expect((await bench.only()).gateway?.faults).toEqual([]);
  });

  it('swap: the second answer leaves first', async () => {
    const arrived: string[] = [];
    const server = await bench.serve(async (connection) => {
      for (;;) {
        const { line } = await connection.readRequest();
        await connection.send(json(JSON.stringify(line)));
      }
    });
    const { port } = await behind(server, { kind: 'swap', maxHoldMs: 600_000 });
    const first = bench.talk(port, post(CALL, ['Connection: close'], '/mcp/first'));
    void first.then(() => arrived.push('first'));
    await vi.waitFor(async () => expect((await bench.state('door')).faultHits).toEqual({ 'f-swap': 1 }));
    expect(arrived).toEqual([]);
    const second = await bench.talk(port, post(CALL, ['Connection: close'], '/mcp/second'));
    arrived.push('second');
    expect(second).toContain('/mcp/second');
    expect(await first).toContain('/mcp/first');
    const rows = await bench.settled(2);
    expect(rows.map((row) => row.gateway?.faults)).toEqual([['swap'], undefined]);
    const details = await Promise.all(rows.map(({ number }) => bench.detail(number)));
    const [held = 0, free = 0] = details.map(
      ({ row, gateway }) => row.startedAt + (gateway?.client?.endMs ?? 0),
    );
    expect(held).toBeGreaterThanOrEqual(free - 2);
  });

  it('swap holds no answer for longer than it says', async () => {
    const server = await bench.answering(json());
    const { port } = await behind(server, { kind: 'swap', maxHoldMs: 50 });
    expect(await exchange(port)).toContain(RESULT);
    expect((await bench.only()).gateway?.faults).toMatchObject([{ kind: 'swap' }]);
  });

  it('down: the instance takes no connection for a while, then it does', async () => {
    const server = await bench.answering(json());
    const { port, id, instanceIds } = await bench.gateway([`${server.url}/mcp`], {
      faults: [],
      rules: [
        {
          id: 'r',
          name: 'trip',
          enabled: true,
          match: [{ header: 'X-Trip', test: 'present' }],
          action: { kind: 'route', strategy: { kind: 'round-robin' } },
          faults: [always({ kind: 'down', forMs: 200 })],
        },
      ],
    });
    expect(await exchange(port, ['X-Trip: 1'])).toMatch(/^HTTP\/1.1 502 /);
    expect((await bench.state(id)).instances[0]).toMatchObject({
      instanceId: instanceIds[0],
      availability: 'refuses',
    });
    expect(await exchange(port)).toMatch(
      /^HTTP\/1.1 502 [^]*a takes no connection: it was taken down on purpose/,
    );
    await vi.waitFor(async () => expect((await bench.state(id)).instances[0]?.availability).toBe('up'));
    expect(await exchange(port)).toContain(RESULT);
    const rows = await bench.settled(3);
    expect(rows.map((row) => row.gateway?.faults)).toEqual([['down'], ['down'], undefined]);
    expect(rows.map(({ failureKind }) => failureKind)).toEqual(['refused', 'refused', undefined]);
    expect(server.connections).toHaveLength(1);
  });
});

describe('by hand', () => {
  it('an instance that refuses is still chosen, one that is drained is not', async () => {
    const [one, two] = [await bench.answering(json()), await bench.answering(json())];
    const { port, id, instanceIds } = await bench.gateway([`${one.url}/mcp`, `${two.url}/mcp`]);
    const set = (availability: 'up' | 'refuses' | 'drained') =>
      bench.ask('gateway.availability', { id, instanceId: instanceIds[0] ?? '', availability });
    await set('refuses');
    expect(await exchange(port)).toMatch(/^HTTP\/1.1 502 /);
    expect(await exchange(port)).toContain(RESULT);
    await set('drained');
    for (let count = 0; count < 3; count += 1) expect(await exchange(port)).toContain(RESULT);
    await bench.ask('gateway.availability', {
      id,
      instanceId: instanceIds[1] ?? '',
      availability: 'drained',
    });
    expect(await exchange(port)).toMatch(/^HTTP\/1.1 503 [^]*all are drained/);
    const rows = await bench.settled(6);
    expect(rows.map(({ instanceName }) => instanceName)).toEqual(['a', 'b', 'b', 'b', 'b', 'door']);
    const refused = await bench.detail(rows[0]?.number ?? 0);
    expect(refused.gateway).toMatchObject({
      faults: [],
      explanation: expect.stringMatching(/by hand/) as string,
    });
    expect(one.connections).toHaveLength(0);
  });

  it('a rule that refuses answers with its own words', async () => {
    const server = await bench.answering(json());
    const { port } = await bench.gateway([`${server.url}/mcp`], {
      rules: [
        {
          id: 'no',
          name: 'no deletes',
          enabled: true,
          match: [{ header: 'Mcp-Name', test: 'prefix', value: 'delete' }],
          action: { kind: 'refuse', status: 403, text: '{"no":1}' },
          faults: [],
        },
      ],
    });
    expect(await exchange(port, ['Mcp-Name: delete_all'])).toMatch(
      /^HTTP\/1.1 403 Forbidden\r\nContent-Type: application\/json[^]*\{"no":1\}$/,
    );
    expect(await exchange(port, ['Mcp-Name: echo'])).toContain(RESULT);
    const [refused] = await bench.settled(2);
    expect(refused).toMatchObject({ status: 403, gateway: { rule: 'no' }, method: 'tools/call' });
  });
});

describe('stopping while something is held back on purpose', () => {
  it.each([
    { kind: 'delay', ms: 600_000 },
    { kind: 'swap', maxHoldMs: 600_000 },
  ] as const)('%j', async (does) => {
    const server = await bench.answering(json());
    const { port, id } = await behind(server, does);
    const client = await bench.client(port);
    await client.send(post(CALL));
    await vi.waitFor(async () =>
      expect((await bench.state(id)).faultHits).toEqual({ [`f-${does.kind}`]: 1 }),
    );
    await bench.ask('gateway.stop', { id });
    await client.untilEnded();
    expect((await bench.only()).row.state).not.toBe('open');
  });

  it('a request that is to be sent twice and never ends', async () => {
    const server = await bench.answering(json());
    const { port, id } = await behind(server, { kind: 'duplicate' });
    const client = await bench.client(port);
    await client.send('POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{"half":');
    await vi.waitFor(async () => expect((await bench.state(id)).instances[0]).toMatchObject({ pending: 1 }));
    await bench.ask('gateway.stop', { id });
    await client.untilEnded();
    expect((await bench.only()).failure?.message).toMatch(/gateway was stopped/);
    expect(server.connections).toHaveLength(0);
  });
});
