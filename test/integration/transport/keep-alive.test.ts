import { afterEach, beforeEach, expect, test } from 'vitest';
import { ExchangeBench, get, ok, post } from './exchange-bench.ts';

let bench: ExchangeBench;
beforeEach(() => {
  bench = new ExchangeBench();
});
afterEach(() => bench.tidyUp());

/** Stops the process's event loop, so that what the network does meanwhile is seen by nobody. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

test('the second exchange uses the same connection, and each has its own bytes', async () => {
  const server = await bench.answering(ok('{"n":1}'), ok('{"n":22}'));
  const first = await bench.send(post(server.url, '{"a":1}'));
  const second = await bench.send(post(server.url, '{"b":2}'));
  expect(server.connections.length).toBe(1);
  expect(first.request + second.request).toBe(server.connections[0]?.received().toString('latin1'));
  expect(first.request.endsWith('{"a":1}')).toBe(true);
  expect(first.response).toBe(ok('{"n":1}'));
  expect(second.response).toBe(ok('{"n":22}'));
  expect(first.ended?.timing).toMatchObject({ socketReused: false, connectMs: expect.any(Number) as number });
  expect(second.ended?.timing.socketReused).toBe(true);
  expect(second.ended?.timing.connectMs).toBeUndefined();
  expect(second.ended?.remoteAddress).toBe(`127.0.0.1:${String(server.port)}`);
});

test.each(['answer', 'request'])('Connection: close in the %s ends the connection', async (side) => {
  const server = await bench.answering(ok('{}', side === 'answer' ? 'Connection: close\r\n' : ''));
  await bench.send(post(server.url, '{}', side === 'request' ? [['Connection', 'close']] : []));
  const second = await bench.send(post(server.url));
  expect(second.ended?.timing.socketReused).toBe(false);
  expect(server.connections.length).toBe(2);
  await server.connections[0]?.untilEnded();
});

test('200 exchanges at once each get their own answer', async () => {
  const server = await bench.serve(async (connection) => {
    for (;;) {
      const { body } = await connection.readRequest();
      await connection.send(ok(`answer to ${body.toString()}`));
    }
  });
  const names = Array.from({ length: 200 }, (_, index) => `r${String(index)}`);
  for (let round = 0; round < 3; round += 1) {
    const sinks = await Promise.all(names.map((name) => bench.send(post(server.url, name))));
    for (const [index, sink] of sinks.entries()) {
      const name = names[index] ?? '';
      expect(sink.ended?.failure).toBeUndefined();
      expect(sink.request.endsWith(`\r\n\r\n${name}`)).toBe(true);
      expect(sink.response).toBe(ok(`answer to ${name}`));
      expect(sink.breaches).toEqual([]);
    }
  }
  expect(server.connections.length).toBeLessThanOrEqual(200);
});

test('a close that arrived while nobody looked is seen before the connection is used again', async () => {
  const server = await bench.answering(ok('{}'));
  await bench.send(post(server.url));
  server.connections[0]?.socket.destroy();
  block(30);
  const second = await bench.send(post(server.url));
  expect(second.ended?.failure).toBeUndefined();
  expect(second.ended?.timing.socketReused).toBe(false);
  expect(server.connections.length).toBe(2);
});

test('a GET that meets a dying connection is sent once more, and only that attempt is told', async () => {
  const server = await bench.serve(async (connection) => {
    await connection.readRequest();
    await connection.send(ok('{}'));
    await connection.readRequest();
    // The first connection dies now, when it has got its second request; the next one answers.
    if (server.connections.length === 1) connection.reset();
    else await connection.send(ok('{}'));
  });
  await bench.send(get(server.url));
  const second = await bench.send(get(server.url, [['X-Attempt', 'second']]));
  expect(second.ended?.failure).toBeUndefined();
  expect(second.request).toBe(
    `GET / HTTP/1.1\r\nX-Attempt: second\r\nHost: 127.0.0.1:${String(server.port)}\r\n\r\n`,
  );
  expect(second.response).toBe(ok('{}'));
  expect(second.ended?.timing.socketReused).toBe(false);
  expect(second.breaches).toEqual([]);
  expect(server.connections.length).toBe(2);
});

test('a GET is repeated once, not for ever', async () => {
  const server = await bench.serve(async (connection) => {
    await connection.readRequest();
    if (server.connections.length > 1) {
      connection.reset();
      return;
    }
    await connection.send(ok('{}'));
    await connection.readRequest();
    connection.reset();
  });
  await bench.send(get(server.url));
  const second = await bench.send(get(server.url));
  expect(second.ended?.failure?.kind).toBe('cut');
  expect(server.connections.length).toBe(2);
});

test('a POST that the server may have acted on is not sent twice', async () => {
  const server = await bench.serve(async (connection) => {
    await connection.readRequest();
    await connection.send(ok('{}'));
    await connection.readRequest();
    connection.reset();
  });
  await bench.send(post(server.url));
  const second = await bench.send(post(server.url, '{"pay":1}'));
  expect(server.connections.length).toBe(1);
  expect(second.ended?.failure?.kind).toBe('cut');
  expect(second.ended?.failure?.message).toContain('not sent again by itself');
  expect(second.request.endsWith('{"pay":1}')).toBe(true);
});

test('bytes that come while nobody has asked end the connection, and reach no exchange', async () => {
  const server = await bench.answering(ok('{}'));
  await bench.send(post(server.url));
  await server.connections[0]?.send(ok('{"poison":1}'));
  await server.connections[0]?.untilEnded();
  const second = await bench.send(post(server.url));
  expect(second.response).toBe(ok('{}'));
  expect(server.connections.length).toBe(2);
});

test('closing the pool closes idle connections', async () => {
  const server = await bench.answering(ok('{}'));
  await bench.send(post(server.url));
  bench.pool.close();
  await server.connections[0]?.untilEnded();
  expect(server.connections[0]?.ended).toBe(true);
});

test('nothing leaves over a connection that opens after the pool was closed, and none is opened then', async () => {
  const server = await bench.answering(ok('{}'));
  const sending = bench.send(post(server.url, '{"pay":1}'));
  bench.pool.close();
  for (const sink of [await sending, await bench.send(post(server.url, '{"pay":2}'))]) {
    expect(sink.ended?.failure).toMatchObject({ kind: 'cut' });
    expect(sink.ended?.failure?.message).toContain('Hopscope has closed its connections');
    expect(sink.request).toBe('');
  }
  expect(server.connections.length).toBeLessThanOrEqual(1);
  expect(server.connections[0]?.received().toString('latin1') ?? '').not.toContain('pay');
});

test('closing the pool fails what is under way as cut', async () => {
  const server = await bench.serve(async (connection) => {
    await connection.readRequest();
    bench.pool.close();
  });
  const sink = await bench.send(post(server.url));
  expect(sink.ended?.failure?.kind).toBe('cut');
});

test('among very many kinds of connection an idle one is closed, and one with an exchange under way is not', async () => {
  const otherKinds = (): void => {
    for (let index = 0; index < 100; index += 1) bench.pool.agent(`kind ${String(index)}`);
  };
  const server = await bench.serve(async (connection) => {
    await connection.readRequest();
    otherKinds();
    await connection.send(ok('{}'));
  });
  const sink = await bench.send(post(server.url));
  expect(sink.ended?.failure).toBeUndefined();
  expect(sink.response).toBe(ok('{}'));
  expect(server.connections[0]?.ended).toBe(false);
  // Now that nothing is under way on it.
  otherKinds();
  await server.connections[0]?.untilEnded();
  expect(server.connections[0]?.ended).toBe(true);
});
