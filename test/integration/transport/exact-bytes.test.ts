import { afterEach, beforeEach, expect, test } from 'vitest';
import { ExchangeBench, get, ok, post } from './exchange-bench.ts';

let bench: ExchangeBench;
beforeEach(() => {
  bench = new ExchangeBench();
});
afterEach(() => bench.tidyUp());

test('the bytes told to the sink are those that the server received, in order and case', async () => {
  const server = await bench.answering(ok('{}'));
  const request = {
    ...post(`${server.url}/mcp?x=%20y`, '{"a":"é"}'),
    headers: [
      ['mCp-METHOD', 'tools/call'],
      ['X-Twice', 'one'],
      ['Host', `127.0.0.1:${String(server.port)}`],
      ['x-twice', 'two'],
      ['X-Empty', ''],
      ['X-Latin', '\u00e9\u00ff'],
      ['Accept', 'application/json,  text/event-stream'],
      ['content-LENGTH', '10'],
      ['MCP-Protocol-Version', '2026-07-28'],
    ] as const,
  };
  const sink = await bench.send(request);
  const received = server.connections[0]?.received().toString('latin1');
  expect(received).toBe(
    'POST /mcp?x=%20y HTTP/1.1\r\n' +
      'mCp-METHOD: tools/call\r\nX-Twice: one\r\n' +
      `Host: 127.0.0.1:${String(server.port)}\r\n` +
      'x-twice: two\r\nX-Empty: \r\nX-Latin: \u00e9\u00ff\r\n' +
      'Accept: application/json,  text/event-stream\r\ncontent-LENGTH: 10\r\n' +
      'MCP-Protocol-Version: 2026-07-28\r\n\r\n' +
      Buffer.from('{"a":"é"}').toString('latin1'),
  );
  expect(sink.request).toBe(received);
  expect(sink.breaches).toEqual([]);
});

test.each([
  ['no header at all', []],
  [
    'Content-Length twice',
    [
      ['Content-Length', '2'],
      ['content-length', '2'],
    ],
  ],
  [
    'Host twice',
    [
      ['Host', 'one.example'],
      ['Host', 'two.example'],
      ['Content-Length', '2'],
    ],
  ],
  ['a wrong Content-Length', [['Content-Length', '7']]],
  [
    'a Connection header that is nothing special',
    [
      ['Connection', 'X-Foo'],
      ['X-Foo', 'a'],
      ['Content-Length', '2'],
    ],
  ],
  [
    'an Expect header',
    [
      ['Expect', '100-continue'],
      ['Content-Length', '2'],
    ],
  ],
] as const)('nothing is added or repaired: %s', async (_case, headers) => {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const wanted = `POST / HTTP/1.1\r\n${lines}\r\n{}`;
  const server = await bench.serve(async (connection) => {
    await connection.readBytes(wanted.length);
    await connection.send(ok('{}'));
  });
  const sink = await bench.send({ ...post(server.url), headers });
  expect(sink.ended?.failure).toBeUndefined();
  expect(server.connections[0]?.received().toString('latin1')).toBe(wanted);
  expect(sink.request).toBe(wanted);
});

test('a body is framed in chunks only where the headers say so', async () => {
  const server = await bench.answering(ok('{}'));
  const sink = await bench.send({
    ...post(server.url, '{"a":1}'),
    headers: [
      ['Host', 'h'],
      ['Transfer-Encoding', 'chunked'],
    ],
  });
  expect(sink.request).toBe(
    'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n0\r\n\r\n',
  );
  expect(server.connections[0]?.received().toString('latin1')).toBe(sink.request);
});

test('the answer comes out byte for byte, its headers in wire order, case and number', async () => {
  const answer =
    'HTTP/1.1 207 Sehr sch\u00f6n\r\nX-b: 1\r\nx-A:   two  words \r\nSET-cookie: a=1\r\nX-b: 2\r\nset-Cookie: b=2\r\n' +
    'content-type: application/json\r\nContent-Length: 2\r\nX-Latin: \u00e9\r\n\r\n{}';
  const server = await bench.answering(answer);
  const sink = await bench.send(post(server.url));
  expect(sink.response).toBe(answer);
  expect(sink.head).toEqual({
    status: 207,
    statusText: 'Sehr sch\u00f6n',
    httpVersion: '1.1',
    headers: [
      ['X-b', '1'],
      ['x-A', 'two  words'],
      ['SET-cookie', 'a=1'],
      ['X-b', '2'],
      ['set-Cookie', 'b=2'],
      ['content-type', 'application/json'],
      ['Content-Length', '2'],
      ['X-Latin', '\u00e9'],
    ],
  });
  expect(sink.body).toBe('{}');
  expect(sink.ended?.failure).toBeUndefined();
});

test('more header lines than Node keeps by itself are all there', async () => {
  const lines = Array.from({ length: 3000 }, (_, index) => `x-${String(index)}: v\r\n`).join('');
  const server = await bench.answering(ok('{}', lines));
  const sink = await bench.send(post(server.url));
  expect(sink.head?.headers.length).toBe(3001);
  expect(sink.head?.headers[2999]).toEqual(['x-2999', 'v']);
});

test('chunks with trailers: the body without framing, the trailers apart, the raw bytes as they came', async () => {
  const answer =
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n' +
    '3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 5\r\nx-SUM: five\r\n\r\n';
  const server = await bench.answering(answer);
  const sink = await bench.send(post(server.url));
  expect(sink.body).toBe('abcde');
  expect(sink.ended?.trailers).toEqual([
    ['X-Sum', '5'],
    ['x-SUM', 'five'],
  ]);
  expect(sink.response).toBe(answer);
});

test('an answer that comes byte by byte is told byte by byte, with a time for each', async () => {
  const body = 'data: {"n":1}\n\ndata: \u00e9\n\n';
  const bytes = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n${body}`);
  const server = await bench.serve(async (connection) => {
    await connection.readRequest();
    for (const byte of bytes) {
      await connection.send(Uint8Array.of(byte));
      // A turn for the client, which lives in this process, to read this byte alone.
      await new Promise((resolve) => setImmediate(resolve));
    }
    connection.end();
  });
  const sink = await bench.send(post(server.url));
  expect(Buffer.concat(sink.responseChunks.map((chunk) => chunk.bytes))).toEqual(bytes);
  expect(sink.body).toBe(body);
  expect(sink.bodyChunks.length).toBeGreaterThan(1);
  expect(sink.breaches).toEqual([]);
  const { requestSentMs = NaN, firstByteMs = NaN, endMs = NaN } = sink.ended?.timing ?? {};
  expect(requestSentMs).toBeLessThanOrEqual(firstByteMs);
  expect(firstByteMs).toBeLessThanOrEqual(endMs);
  expect(endMs).toBe(sink.responseChunks.at(-1)?.atMs);
});

test('1xx heads are in the raw bytes, the answer is the final one', async () => {
  const early = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n';
  const server = await bench.answering(early + ok('{}'));
  const sink = await bench.send(post(server.url));
  expect(sink.head?.status).toBe(200);
  expect(sink.response).toBe(early + ok('{}'));
  expect(sink.ended?.failure).toBeUndefined();
});

test.each([
  ['204', 'HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n', 'POST'],
  ['304', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n', 'GET'],
  ['the answer to HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Encoding: br\r\n\r\n', 'HEAD'],
  ['202 without a body', 'HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n', 'POST'],
])('%s has no body and no failure', async (_case, answer, httpMethod) => {
  const server = await bench.answering(answer);
  const sink = await bench.send({ ...get(server.url), httpMethod });
  expect(sink.ended?.failure).toBeUndefined();
  expect(sink.bodyChunks).toEqual([]);
  expect(sink.response).toBe(answer);
});

test('a body that ends with the connection is complete', async () => {
  const server = await bench.answeringOnce('HTTP/1.0 200 OK\r\n\r\nuntil the end');
  const sink = await bench.send(post(server.url));
  expect(sink.body).toBe('until the end');
  expect(sink.head?.httpVersion).toBe('1.0');
  expect(sink.ended?.failure).toBeUndefined();
});

test('a large body leaves complete, in pieces', async () => {
  const body = 'x'.repeat(3_000_000);
  const server = await bench.answering(ok('{}'));
  const sink = await bench.send(post(server.url, body));
  expect(sink.ended?.failure).toBeUndefined();
  expect(sink.request.endsWith(body)).toBe(true);
  expect(server.connections[0]?.received().toString('latin1')).toBe(sink.request);
  expect(sink.requestChunks.length).toBeGreaterThan(10);
});

test('bytes after the end of an answer are kept as raw bytes, harm nothing and end the connection', async () => {
  const server = await bench.serve(async (connection) => {
    await connection.readRequest();
    await connection.send(`${ok('{"n":1}')}HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n!garbage`);
    await connection.untilEnded();
  });
  const sink = await bench.send(post(server.url));
  expect(sink.body).toBe('{"n":1}');
  expect(sink.ended?.failure).toBeUndefined();
  expect(sink.response.endsWith('!garbage')).toBe(true);
  const second = await bench.send(post(server.url));
  expect(second.body).toBe('{"n":1}');
  expect(second.ended?.timing.socketReused).toBe(false);
});
