import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KeptConnection } from '../../../engine/transport/kept-connections.ts';
import { ExchangeBench, ok, post, relayAll } from './exchange-bench.ts';

// A request waits on its kept connection until the turn is over. What that connection does meanwhile is no answer to it.

relayAll();

let bench: ExchangeBench;
beforeEach(() => {
  bench = new ExchangeBench();
});
afterEach(() => bench.tidyUp());

const lost = (): Error =>
  Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });

/** What the network brings, told as the socket tells it. */
const events: readonly (readonly [string, (kept: KeptConnection) => unknown])[] = [
  ['its end', ({ socket }) => socket.emit('end')],
  ['its close', ({ socket }) => socket.emit('close', false)],
  ['an error', ({ socket }) => socket.emit('error', lost())],
  [
    'bytes that nobody asked for',
    ({ connection }) => {
      const bytes = Buffer.from(ok('{"poison":1}'));
      // On Windows it is read as a stream.
      const { onread } = connection.reader ?? {};
      return onread ? onread.callback(bytes.length, bytes) : connection.socket.emit('data', bytes);
    },
  ],
];

/** As soon as a kept connection was chosen, this happens on it. */
function meanwhile(happens: (kept: KeptConnection) => void): void {
  const { kept } = bench.pool;
  const take = kept.take.bind(kept);
  kept.take = (key) => {
    const taken = take(key);
    if (taken)
      queueMicrotask(() => {
        happens(taken);
      });
    return taken;
  };
}

test.each(events)('%s before a POST has left makes it leave on another connection, once', async (_, tell) => {
  const server = await bench.answering(ok('{"n":1}'));
  await bench.send(post(server.url, '{"first":1}'));
  let happened = 0;
  meanwhile((kept) => {
    happened += 1;
    tell(kept);
  });
  const second = await bench.send(post(server.url, '{"pay":1}'));
  expect(happened).toBe(1);
  expect(second.ended?.failure).toBeUndefined();
  expect(second.response).toBe(ok('{"n":1}'));
  expect(second.request.endsWith('{"pay":1}')).toBe(true);
  expect(second.ended?.timing.socketReused).toBe(false);
  expect(second.breaches).toEqual([]);
  const got = server.connections.map((connection) => connection.received().toString('latin1'));
  expect(got.map((text) => text.split('{"pay":1}').length - 1)).toEqual([0, 1]);
});

test('a request that is cancelled before it has left never reaches its server', async () => {
  const server = await bench.answering(ok('{}'));
  await bench.send(post(server.url));
  const cancel = new AbortController();
  meanwhile(() => {
    cancel.abort();
  });
  const second = await bench.send(post(server.url, '{"pay":1}'), { signal: cancel.signal });
  expect(second.ended?.failure).toMatchObject({ kind: 'cancelled' });
  expect(second.request).toBe('');
  await server.connections[0]?.untilEnded();
  expect(server.connections[0]?.received().toString('latin1')).not.toContain('pay');
});

test('requests of one turn leave one after the other, once all of them are there', async () => {
  const server = await bench.answering(ok('{}'));
  const three = ['{"a":1}', '{"b":1}', '{"c":1}'];
  await Promise.all(three.map((body) => bench.send(post(server.url, body))));
  const written: number[] = [];
  let prepared = 0;
  meanwhile(({ socket }) => {
    prepared += 1;
    const write = socket.write.bind(socket);
    socket.write = ((...args: Parameters<typeof write>) => {
      written.push(prepared);
      return write(...args);
    }) as typeof socket.write;
  });
  await Promise.all(three.map((body) => bench.send(post(server.url, body))));
  expect(written).toEqual([3, 3, 3]);
});

test('closing the pool in that very turn fails the request, of which nothing left', async () => {
  const server = await bench.answering(ok('{}'));
  await bench.send(post(server.url));
  meanwhile(() => {
    bench.pool.close();
  });
  const second = await bench.send(post(server.url, '{"pay":1}'));
  expect(second.ended?.failure).toMatchObject({ kind: 'cut' });
  expect(second.ended?.failure?.message).toContain('Hopscope has closed its connections');
  expect(second.request + second.response).toBe('');
  expect(server.connections).toHaveLength(1);
});
