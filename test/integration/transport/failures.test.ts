import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RecordingSink } from '../../support/recording-sink.ts';
import { findClosedPort } from '../../support/tcp-server.ts';
import { ExchangeBench, get, isRelayed, ok, post } from './exchange-bench.ts';

/** Registers a test of what is so in Node's HTTP client only. */
function onlyByNode(name: string, run: () => Promise<void>): void {
  if (!isRelayed()) test(name, run);
}

let bench: ExchangeBench;
beforeEach(() => {
  bench = new ExchangeBench();
});
afterEach(() => bench.tidyUp());

test('refused: nobody listens', async () => {
  const port = await findClosedPort();
  const sink = await bench.send(post(`http://127.0.0.1:${String(port)}/`));
  expect(sink.ended?.failure).toMatchObject({ kind: 'refused', code: 'ECONNREFUSED' });
  expect(sink.ended?.failure?.message).toContain(`127.0.0.1:${String(port)}`);
  expect(sink.requestChunks).toEqual([]);
  expect(sink.breaches).toEqual([]);
});

test('unreachable: the name does not exist', async () => {
  const sink = await bench.send(post('http://no-such-host.invalid/'));
  expect(sink.ended?.failure?.kind).toBe('unreachable');
  expect(sink.ended?.failure?.message).toContain('no-such-host.invalid');
});

describe('cut', () => {
  test('the connection closes without an answer', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      connection.end();
    });
    const sink = await bench.send(post(server.url));
    expect(sink.ended?.failure?.kind).toBe('cut');
    expect(sink.ended?.failure?.message).toContain('without answering');
  });

  test('the connection closes within the head', async () => {
    const server = await bench.answeringOnce('HTTP/1.1 200 OK\r\nContent-Ty');
    const sink = await bench.send(post(server.url));
    expect(sink.ended?.failure?.kind).toBe('cut');
    expect(sink.ended?.failure?.message).toContain("answer's head");
    expect(sink.response).toBe('HTTP/1.1 200 OK\r\nContent-Ty');
  });

  test('Content-Length is not reached: bytes so far are kept', async () => {
    const server = await bench.answeringOnce('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc');
    const sink = await bench.send(post(server.url));
    expect(sink.ended?.failure?.kind).toBe('cut');
    expect(sink.ended?.failure?.message).toContain('after 3 of the 10 bytes');
    expect(sink.body).toBe('abc');
  });

  test('the last chunk is missing', async () => {
    const server = await bench.answeringOnce(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
    );
    const sink = await bench.send(post(server.url));
    expect(sink.ended?.failure?.kind).toBe('cut');
    expect(sink.ended?.failure?.message).toContain('after 3 bytes of the body');
    expect(sink.body).toBe('abc');
  });

  test('a reset in the middle of the body', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send('HTTP/1.1 200 OK\r\n\r\nabc');
      await connection.readRequest().catch(() => undefined);
    });
    const sink = new RecordingSink();
    sink.onBody = () => server.connections[0]?.reset();
    await bench.send(post(server.url), { sink });
    expect(sink.ended?.failure).toMatchObject({ kind: 'cut', code: 'ECONNRESET' });
    expect(sink.body).toBe('abc');
  });

  test('the server closes while a large request is being sent', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readBytes(1000);
      connection.reset();
    });
    const sink = await bench.send(post(server.url, 'x'.repeat(20_000_000)));
    expect(sink.ended?.failure?.kind).toBe('cut');
    expect(sink.ended?.failure?.message).toContain('while the request was still being sent');
    expect(sink.request.length).toBeGreaterThan(1000);
    expect(sink.request.length).toBeLessThan(20_000_000);
  });
});

describe('malformed', () => {
  test('what answers is not HTTP', async () => {
    const server = await bench.answering('SSH-2.0-OpenSSH_9.6\r\n');
    const sink = await bench.send(post(server.url));
    expect(sink.ended?.failure?.kind).toBe('malformed');
    expect(sink.ended?.failure?.message).toContain('SSH-2.0-OpenSSH_9.6');
    expect(sink.response).toBe('SSH-2.0-OpenSSH_9.6\r\n');
  });

  test('TLS answers on plain HTTP', async () => {
    const server = await bench.answering(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]));
    const sink = await bench.send(post(server.url));
    expect(sink.ended?.failure?.kind).toBe('malformed');
    expect(sink.ended?.failure?.message).toContain('https://');
  });

  test('chunks are framed wrongly: the part before is kept', async () => {
    const server = await bench.answering(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n',
    );
    const sink = await bench.send(post(server.url));
    expect(sink.ended?.failure).toMatchObject({ kind: 'malformed', code: 'HPE_INVALID_CHUNK_SIZE' });
    expect(sink.body).toBe('abc');
  });

  test.each([
    [
      'an upgrade',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nmore',
    ],
    ['a 101 that names no protocol', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ])('%s is told with its head', async (_case, answer) => {
    const server = await bench.answering(answer);
    const sink = await bench.send(post(server.url));
    expect(sink.head?.status).toBe(101);
    expect(sink.ended?.failure?.kind).toBe('malformed');
    expect(sink.response).toBe(answer);
    await server.connections[0]?.untilEnded();
  });

  test.each([
    ['a line feed', ['X-A', 'a\nb'], 'header X-A holds a line feed'],
    ['a character beyond Latin-1', ['Mcp-Name', 'a\u2603'], 'header Mcp-Name holds \u2603'],
    ['a header name with a space', ['X A', 'a'], 'it holds a space'],
  ] as const)('a request with %s does not leave', async (_case, header, sentence) => {
    const server = await bench.answering(ok('{}'));
    const sink = await bench.send(post(server.url, '{}', [header]));
    expect(sink.ended?.failure?.kind).toBe('malformed');
    expect(sink.ended?.failure?.message).toContain(sentence);
    expect(server.connections).toEqual([]);
  });

  // Of Node's client alone: a gateway takes Trailer away.
  onlyByNode('a Trailer header without chunks does not leave, and says so', async () => {
    const server = await bench.answering(ok('{}'));
    const sink = await bench.send(post(server.url, '{}', [['Trailer', 'X-A']]));
    expect(sink.ended?.failure?.kind).toBe('malformed');
    expect(sink.ended?.failure?.message).toContain('did not leave');
  });
});

describe('too large', () => {
  test('5 MB of header', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send(`HTTP/1.1 200 OK\r\nX-Big: ${'x'.repeat(5_000_000)}\r\n\r\n`);
    });
    const sink = await bench.send(post(server.url));
    expect(sink.ended?.failure?.kind).toBe('too-large');
    expect(sink.ended?.failure?.message).toContain('262144 bytes');
    expect(sink.response.startsWith('HTTP/1.1 200 OK\r\nX-Big: xxx')).toBe(true);
    expect(sink.response.length).toBeLessThan(1_000_000);
  });

  test('1xx heads without end', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      while (!connection.ended) await connection.send('HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000));
    });
    const sink = await bench.send(post(server.url), { limits: { maxHeaderBytes: 16_384 } });
    expect(sink.ended?.failure?.kind).toBe('too-large');
  });

  onlyByNode('a body beyond the limit is cut there, and the connection closed', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send('HTTP/1.1 200 OK\r\n\r\n');
      while (!connection.ended) await connection.send('0123456789');
    });
    const sink = await bench.send(post(server.url), { limits: { maxBodyBytes: 25 } });
    expect(sink.body).toBe('0123456789012345678901234');
    expect(sink.ended).toMatchObject({ cutAtLimit: true, failure: { kind: 'too-large' } });
  });

  test('a body exactly as long as the limit is whole', async () => {
    const server = await bench.answering(ok('12345'));
    const sink = await bench.send(post(server.url), { limits: { maxBodyBytes: 5 } });
    expect(sink.body).toBe('12345');
    expect(sink.ended?.failure).toBeUndefined();
    expect(sink.ended?.cutAtLimit).toBeUndefined();
  });
});

describe('timeout', () => {
  test('no answer', async () => {
    const server = await bench.serve((connection) => connection.untilEnded());
    const sink = await bench.send(post(server.url), { limits: { idleTimeoutMs: 50 } });
    expect(sink.ended?.failure?.kind).toBe('timeout');
    expect(sink.ended?.failure?.message).toContain('50 ms while waiting for the answer');
    expect(sink.request).toContain('POST / HTTP/1.1');
    await server.connections[0]?.untilEnded();
  });

  test('an answer that stops half way: what came is kept', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n');
      await connection.untilEnded();
    });
    const sink = await bench.send(post(server.url), { limits: { idleTimeoutMs: 50 } });
    expect(sink.ended?.failure?.message).toContain('for the rest of the answer');
    expect(sink.body).toBe('data: 1\n\n');
  });

  test('silence counts from the last byte, not from the start', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send('HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n');
      for (let index = 0; index < 12; index += 1) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        await connection.send('x');
      }
    });
    const sink = await bench.send(post(server.url), { limits: { idleTimeoutMs: 500 } });
    expect(sink.ended?.failure).toBeUndefined();
    expect(sink.body).toBe('x'.repeat(12));
  });

  test('an event stream may have a limit of its own, or none', async () => {
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n');
      await new Promise((resolve) => setTimeout(resolve, 400));
      await connection.send('data: 2\n\n');
      connection.end();
    });
    const patient = { idleTimeoutMs: 100, streamIdleTimeoutMs: 0 };
    const sink = await bench.send(post(server.url), { limits: patient });
    expect(sink.ended?.failure).toBeUndefined();
    expect(sink.body).toBe('data: 1\n\ndata: 2\n\n');
    const short = await bench.send(post(server.url), {
      limits: { idleTimeoutMs: 60_000, streamIdleTimeoutMs: 50 },
    });
    expect(short.ended?.failure).toMatchObject({ kind: 'timeout' });
    expect(short.ended?.failure?.message).toContain('50 ms');
  });

  test('a server that does not read the request', async () => {
    const server = await bench.serve((connection) => {
      connection.socket.pause();
    });
    const sink = await bench.send(post(server.url, 'x'.repeat(20_000_000)), {
      limits: { idleTimeoutMs: 200 },
    });
    expect(sink.ended?.failure?.message).toContain('to send the request');
  });

  test('a TLS handshake that is never answered', async () => {
    const server = await bench.serve((connection) => connection.untilEnded());
    const sink = await bench.send(post(`https://127.0.0.1:${String(server.port)}/`), {
      limits: { idleTimeoutMs: 50 },
    });
    expect(sink.ended?.failure?.kind).toBe('timeout');
    expect(sink.ended?.failure?.message).toContain('TLS handshake');
    expect(sink.ended?.timing.connectMs).toBeGreaterThan(0);
  });
});

describe('cancelled', () => {
  test('before it began', async () => {
    const server = await bench.answering(ok('{}'));
    const sink = await bench.send(post(server.url), { signal: AbortSignal.abort() });
    expect(sink.ended?.failure?.kind).toBe('cancelled');
    expect(server.connections).toEqual([]);
  });

  test('while connecting', async () => {
    const server = await bench.answering(ok('{}'));
    const controller = new AbortController();
    const sending = bench.send(post(server.url), { signal: controller.signal });
    await Promise.resolve();
    controller.abort();
    const sink = await sending;
    expect(sink.ended?.failure?.kind).toBe('cancelled');
    expect(sink.requestChunks).toEqual([]);
  });

  test('during the TLS handshake', async () => {
    const controller = new AbortController();
    const server = await bench.serve(async (connection) => {
      await connection.readBytes(10);
      controller.abort();
      await connection.untilEnded();
    });
    const sink = await bench.send(post(`https://127.0.0.1:${String(server.port)}/`), {
      signal: controller.signal,
    });
    expect(sink.ended?.failure).toMatchObject({ kind: 'cancelled' });
    expect(sink.breaches).toEqual([]);
  });

  test('while waiting for the answer', async () => {
    const controller = new AbortController();
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      controller.abort();
      await connection.untilEnded();
    });
    const sink = await bench.send(post(server.url), { signal: controller.signal });
    expect(sink.ended?.failure?.message).toBe('Cancelled while waiting for the answer.');
  });

  test('while the answer arrives: the server sees the connection close', async () => {
    const controller = new AbortController();
    const server = await bench.serve(async (connection) => {
      await connection.readRequest();
      await connection.send('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: hi\n\n');
      await connection.untilEnded();
    });
    const sink = new RecordingSink();
    sink.onBody = () => {
      controller.abort();
    };
    await bench.send(post(server.url), { signal: controller.signal, sink });
    expect(sink.ended?.failure?.kind).toBe('cancelled');
    expect(sink.body).toBe(': hi\n\n');
    await server.connections[0]?.untilEnded();
  });

  test('after the end it changes nothing', async () => {
    const controller = new AbortController();
    const server = await bench.answering(ok('{}'));
    const sink = await bench.send(get(server.url), { signal: controller.signal });
    controller.abort();
    expect(sink.ended?.failure).toBeUndefined();
    expect(sink.breaches).toEqual([]);
  });
});

test('an answer before the request was sent completely is taken, and the connection not used again', async () => {
  const server = await bench.serve(async (connection) => {
    await connection.readBytes(100);
    connection.socket.pause();
    await connection.send('HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno');
  });
  const sink = await bench.send(post(server.url, 'x'.repeat(20_000_000)));
  expect(sink.head?.status).toBe(413);
  expect(sink.body).toBe('no');
  expect(sink.ended?.failure).toBeUndefined();
  expect(sink.ended?.timing.requestSentMs).toBeUndefined();
  const second = await bench.send(post(server.url, 'x'.repeat(200)));
  expect(second.ended?.timing.socketReused).toBe(false);
});
