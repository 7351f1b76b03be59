import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findClosedPort } from '../../support/tcp-server.ts';
import type { TcpServer } from '../../support/tcp-server.ts';
import { ExchangeBench, ok, post } from './exchange-bench.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/tls', import.meta.url));
const read = (name: string): Buffer => readFileSync(join(FIXTURES, name));

let bench: ExchangeBench;
beforeEach(() => {
  bench = new ExchangeBench();
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']) {
    vi.stubEnv(name, undefined);
  }
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await bench.tidyUp();
});

/** A proxy: answers absolute-form requests itself, and opens tunnels to 127.0.0.1 unless told to refuse. */
function startProxy(refusal?: string): Promise<TcpServer> {
  return bench.serve(async (connection) => {
    for (;;) {
      const request = await connection.readRequest();
      if (!request.line.startsWith('CONNECT ')) {
        await connection.send(ok(`proxied ${request.line}`));
        continue;
      }
      if (refusal !== undefined) {
        await connection.send(refusal);
        connection.end();
        return;
      }
      const port = Number(/:(\d+) HTTP/.exec(request.line)?.[1]);
      const upstream = connect(port, '127.0.0.1');
      upstream.on('error', () => connection.socket.destroy());
      connection.socket.on('close', () => upstream.destroy());
      upstream.on('connect', () => void connection.send('HTTP/1.1 200 Connection established\r\n\r\n'));
      upstream.pipe(connection.socket).pipe(upstream);
      return;
    }
  });
}

function startTlsServer(): Promise<TcpServer> {
  return bench.serve(
    async (connection) => {
      for (;;) {
        await connection.readRequest();
        await connection.send(ok('secret'));
      }
    },
    { tls: { cert: read('server.crt'), key: read('server.key') } },
  );
}

const tls = { caFile: join(FIXTURES, 'ca.crt') };

test('the environment is left alone unless asked', async () => {
  const server = await bench.answering(ok('direct'));
  vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${String(await findClosedPort())}`);
  const sink = await bench.send(post(server.url));
  expect(sink.body).toBe('direct');
});

test('http goes to the proxy with the whole address and the headers as they were', async () => {
  const proxy = await startProxy();
  vi.stubEnv('HTTP_PROXY', proxy.url);
  const request = {
    ...post('http://mcp.example:8080/mcp?a=b', '{}', [['X-cAse', '1']]),
    useSystemProxy: true,
  };
  const sink = await bench.send(request);
  expect(sink.body).toBe('proxied POST http://mcp.example:8080/mcp?a=b HTTP/1.1');
  expect(sink.request).toBe(
    'POST http://mcp.example:8080/mcp?a=b HTTP/1.1\r\nX-cAse: 1\r\nHost: mcp.example:8080\r\nContent-Length: 2\r\n\r\n{}',
  );
  expect(proxy.connections[0]?.received().toString('latin1')).toBe(sink.request);
  expect(sink.ended?.remoteAddress).toBe(`127.0.0.1:${String(proxy.port)}`);
});

test('the credentials of the proxy go to the proxy', async () => {
  const proxy = await startProxy();
  vi.stubEnv('http_proxy', `http://me:p%40ss@127.0.0.1:${String(proxy.port)}`);
  const sink = await bench.send({ ...post('http://mcp.example/'), useSystemProxy: true });
  const credentials = Buffer.from('me:p@ss').toString('base64');
  expect(sink.request).toContain(`\r\nProxy-Authorization: Basic ${credentials}\r\n`);
});

test('https goes through a tunnel, whose own bytes are not part of the exchange', async () => {
  const [proxy, server] = await Promise.all([startProxy(), startTlsServer()]);
  vi.stubEnv('HTTPS_PROXY', `http://me:secret@127.0.0.1:${String(proxy.port)}`);
  const sink = await bench.send({ ...post(`${server.url}/mcp`), tls, useSystemProxy: true });
  expect(sink.ended?.failure).toBeUndefined();
  expect(sink.body).toBe('secret');
  expect(sink.request).toBe(server.connections[0]?.received().toString('latin1'));
  expect(sink.request).not.toContain('Proxy-Authorization');
  const asked = proxy.connections[0]?.received().toString('latin1') ?? '';
  expect(
    asked.startsWith(
      `CONNECT localhost:${String(server.port)} HTTP/1.1\r\nHost: localhost:${String(server.port)}\r\nProxy-Authorization: Basic `,
    ),
  ).toBe(true);
  const second = await bench.send({ ...post(server.url), tls, useSystemProxy: true });
  expect(second.ended?.timing.socketReused).toBe(true);
  expect(proxy.connections.length).toBe(1);
});

test('a proxy that speaks TLS itself must be trusted too', async () => {
  const proxy = await startTlsServer();
  vi.stubEnv('HTTP_PROXY', proxy.url);
  const sink = await bench.send({ ...post('http://mcp.example/'), useSystemProxy: true });
  expect(sink.ended?.failure?.kind).toBe('tls');
  expect(sink.ended?.failure?.message).toContain('The proxy localhost:');
});

test('a tunnel that is refused is unreachable, with the answer of the proxy', async () => {
  const proxy = await startProxy('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
  vi.stubEnv('HTTPS_PROXY', proxy.url);
  const sink = await bench.send({ ...post('https://mcp.example/'), useSystemProxy: true });
  expect(sink.ended?.failure?.kind).toBe('unreachable');
  expect(sink.ended?.failure?.message).toContain('407 Proxy Authentication Required');
});

test('a proxy that closes instead of opening a tunnel is unreachable', async () => {
  const proxy = await bench.serve(async (connection) => {
    await connection.readRequest();
    connection.end();
  });
  vi.stubEnv('HTTPS_PROXY', proxy.url);
  const sink = await bench.send({ ...post('https://mcp.example/'), useSystemProxy: true });
  expect(sink.ended?.failure?.kind).toBe('unreachable');
  expect(sink.ended?.failure?.message).toContain('(from HTTPS_PROXY)');
});

test('a proxy that never answers is a timeout', async () => {
  const proxy = await bench.serve((connection) => connection.untilEnded());
  vi.stubEnv('HTTPS_PROXY', proxy.url);
  const sink = await bench.send(
    { ...post('https://mcp.example/'), useSystemProxy: true },
    { limits: { idleTimeoutMs: 50 } },
  );
  expect(sink.ended?.failure?.kind).toBe('timeout');
  await proxy.connections[0]?.untilEnded();
});

test('a proxy that is not there is unreachable, and named', async () => {
  const port = await findClosedPort();
  vi.stubEnv('HTTP_PROXY', `127.0.0.1:${String(port)}`);
  const sink = await bench.send({ ...post('http://mcp.example/'), useSystemProxy: true });
  expect(sink.ended?.failure).toMatchObject({ kind: 'unreachable', code: 'ECONNREFUSED' });
  expect(sink.ended?.failure?.message).toContain(`The proxy 127.0.0.1:${String(port)} (from HTTP_PROXY)`);
});

test('a variable without a usable address is unreachable, and named', async () => {
  vi.stubEnv('HTTP_PROXY', 'socks5://127.0.0.1:1');
  const sink = await bench.send({ ...post('http://mcp.example/'), useSystemProxy: true });
  expect(sink.ended?.failure?.kind).toBe('unreachable');
  expect(sink.ended?.failure?.message).toContain('HTTP_PROXY');
});

test('NO_PROXY goes directly, over a connection of its own', async () => {
  const [proxy, server] = await Promise.all([startProxy(), bench.answering(ok('direct'))]);
  vi.stubEnv('HTTP_PROXY', proxy.url);
  const request = { ...post(server.url), useSystemProxy: true };
  expect((await bench.send(request)).body).toMatch(/^proxied/);
  vi.stubEnv('NO_PROXY', 'localhost,127.0.0.1');
  expect((await bench.send(request)).body).toBe('direct');
});
