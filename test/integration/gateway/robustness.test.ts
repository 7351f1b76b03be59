import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TcpConnection } from '../../support/tcp-server.ts';
import { CALL, chunk, GatewayBench, json, post, RESULT, STREAM } from './gateway-bench.ts';

const MB = 1024 * 1024;

let bench: GatewayBench;
beforeEach(async () => {
  bench = await GatewayBench.open();
});
afterEach(() => bench.close());

it('a client that does not read holds its server back instead of filling the memory', async () => {
  const block = Buffer.alloc(256 * 1024, 120);
  const whole = 400;
  let written = 0;
  const server = await bench.serve(async (connection) => {
    await connection.readRequest();
    await connection.send(
      `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${String(whole * block.length)}\r\n\r\n`,
    );
    for (let count = 0; count < whole; count += 1) {
      // Resolves when the kernel has it: while nobody reads, it does not take all.
      await connection.send(block);
      written += block.length;
    }
  });
  // Not recorded: what is not kept must not pile up either.
  const { port } = await bench.gateway([`${server.url}/mcp`], { record: false });
  const client = await bench.client(port);
  await client.send('GET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await vi.waitFor(() => expect(client.received().length).toBeGreaterThan(0));
  client.socket.pause();
  const before = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
  // Until nothing moves any more.
  let last = -1;
  await vi.waitFor(
    () => {
      const now = written;
      const still = now === last;
      last = now;
      expect(still).toBe(true);
    },
    { timeout: 20_000, interval: 300 },
  );
  expect(written).toBeLessThan(40 * MB);
  const grown = process.memoryUsage().arrayBuffers + process.memoryUsage().external - before;
  expect(grown).toBeLessThan(40 * MB);
  let read = client.received().length;
  client.socket.removeAllListeners('data');
  client.socket.on('data', (bytes) => (read += bytes.length));
  client.socket.resume();
  await vi.waitFor(() => expect(read).toBeGreaterThan(whole * block.length), 30_000);
});

it('a server that does not read holds its client back', async () => {
  let reading: TcpConnection | undefined;
  const server = await bench.serve(async (connection) => {
    connection.socket.pause();
    reading = connection;
    await connection.untilEnded();
  });
  const { port } = await bench.gateway([`${server.url}/mcp`]);
  const client = await bench.client(port);
  const size = 100 * MB;
  client.socket.write(`POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${String(size)}\r\n\r\n`);
  const block = Buffer.alloc(MB, 120);
  for (let count = 0; count < 100; count += 1) client.socket.write(block);
  let last = -1;
  await vi.waitFor(
    () => {
      const now = client.socket.bytesWritten - client.socket.writableLength;
      const still = now === last && reading !== undefined;
      last = now;
      expect(still).toBe(true);
    },
    { timeout: 20_000, interval: 300 },
  );
  expect(last).toBeLessThan(40 * MB);
  client.socket.destroy();
});

it('1,000 cut connections, half-sent requests and slow readers leave no socket and no record behind', async () => {
  const open = new Set<TcpConnection>();
  const server = await bench.serve(async (connection) => {
    open.add(connection);
    connection.socket.once('close', () => open.delete(connection));
    for (;;) {
      await connection.readRequest();
      await connection.send(`${STREAM}${chunk('data: {"jsonrpc":"2.0","method":"notifications/x"}\n\n')}`);
      // More than the buffers on the way take.
      connection.socket.write(chunk('x'.repeat(64 * 1024)));
    }
  });
  const { port, id } = await bench.gateway([`${server.url}/mcp`]);
  const kinds: readonly ((client: TcpConnection) => Promise<void>)[] = [
    // Cut in the middle of the answer.
    async (client) => {
      await client.send(post(CALL));
      await client.readBytes(200);
      client.socket.destroy();
    },
    // Reset right behind the request.
    async (client) => {
      await client.send(post(CALL));
      client.reset();
    },
    // Half a head.
    async (client) => {
      await client.send('POST /mcp HTTP/1.1\r\nHost: loc');
      client.socket.destroy();
    },
    // Half a body.
    async (client) => {
      await client.send('POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{"half":');
      await nextTurn();
      client.reset();
    },
    // Reads nothing, and leaves.
    async (client) => {
      client.socket.pause();
      await client.send(post(CALL));
      await nextTurn();
      client.socket.destroy();
    },
  ];
  for (let round = 0; round < 25; round += 1) {
    await Promise.all(
      Array.from({ length: 40 }, async (_unused, index) => {
        const kind = kinds[(round + index) % kinds.length];
        await kind?.(await bench.client(port));
      }),
    );
  }
  await vi.waitFor(async () => expect((await bench.state(id)).openConnections).toBe(0), 20_000);
  await vi.waitFor(() => expect(open.size).toBe(0), 20_000);
  // Every request whose head had come is a row that has ended; one that was reset on its way may never have come.
  const state = await bench.state(id);
  const heads = state.ruleHits['otherwise'] ?? 0;
  expect(heads).toBeGreaterThan(400);
  expect(heads).toBeLessThanOrEqual(800);
  const rows = await bench.settled(heads);
  expect(new Set(rows.map(({ number }) => number)).size).toBe(heads);
  expect(state.instances[0]).toMatchObject({ pending: 0 });
  const details = await Promise.all(rows.slice(0, 20).map(({ number }) => bench.detail(number)));
  for (const { gateway } of details) expect(gateway?.client?.end).toBe('client-left');
}, 120_000);

it('events tell of the counts, at most four a second', async () => {
  const server = await bench.answering(json());
  const { port, id } = await bench.gateway([`${server.url}/mcp`]);
  bench.states.length = 0;
  const client = await bench.client(port);
  const startedAt = performance.now();
  for (let count = 1; count <= 60; count += 1) {
    await client.send(post(CALL));
    await client.readBytes(count * 100);
    await vi.waitFor(() => expect(client.received().toString().split(RESULT)).toHaveLength(count + 1), {
      interval: 1,
    });
  }
  await vi.waitFor(() =>
    expect(bench.states.at(-1)).toMatchObject({ id, instances: [{ requests: 60, pending: 0 }] }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  expect(bench.states.length).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 1);
});

it('a gateway that is removed, or an engine that closes, ends what it carries', async () => {
  const server = await bench.serve(async (connection) => {
    await connection.readRequest();
    await connection.send(STREAM + chunk('data: 1\n\n'));
    await connection.untilEnded();
  });
  const { port, id } = await bench.gateway([`${server.url}/mcp`]);
  const client = await bench.client(port);
  await client.send(post(CALL));
  await vi.waitFor(() => expect(client.received().toString()).toContain('data: 1'));
  await bench.ask('gateway.remove', { id });
  await client.untilEnded();
  await expect(bench.client(port)).rejects.toThrow('ECONNREFUSED');
  expect((await bench.only()).row.state).toBe('failed');
  expect(await bench.ask('gateway.list', null)).toEqual([]);
});
