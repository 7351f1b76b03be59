import { afterEach, describe, expect, it, vi } from 'vitest';
import { ROUTES } from '../../../shared/bridge/wire.ts';
import { startWebHost, type WebHost } from '../../../web/host.ts';
import { CALL, GatewayBench, json, post, RESULT } from './gateway-bench.ts';

let bench: GatewayBench;
afterEach(() => bench.close());

async function open(settings: Parameters<GatewayBench['gateway']>[1] = {}) {
  bench = await GatewayBench.open();
  const server = await bench.answering(json());
  return { server, ...(await bench.gateway([`${server.url}/mcp`], settings)) };
}

describe('who is turned away, before anything is forwarded', () => {
  it.each([
    ['an absolute target', 'GET http://example.com/ HTTP/1.1\r\nHost: localhost\r\n', 400],
    ['an absolute target that is its own', 'GET http://localhost/mcp HTTP/1.1\r\nHost: localhost\r\n', 400],
    ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nHost: localhost\r\n', 400],
    [
      'a WebSocket',
      'GET /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n',
      501,
    ],
    ['no Host', 'GET /mcp HTTP/1.1\r\n', 400],
    ['two Hosts', 'GET /mcp HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n', 400],
    ['a foreign Host', 'GET /mcp HTTP/1.1\r\nHost: evil.example\r\n', 403],
    ['a Host that only begins well', 'GET /mcp HTTP/1.1\r\nHost: localhost.evil.example\r\n', 403],
    ['another address', 'GET /mcp HTTP/1.1\r\nHost: 192.168.0.1\r\n', 403],
    ['a foreign Origin', 'GET /mcp HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n', 403],
    ['the Origin null', 'GET /mcp HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n', 403],
    [
      'an Origin that only begins well',
      'GET /mcp HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost.evil.example\r\n',
      403,
    ],
  ])('%s', async (_what, head, status) => {
    const { port, id, server } = await open();
    const answer = await bench.talk(port, `${head}Connection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} `));
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toMatchObject({
      jsonrpc: '2.0',
      error: { code: -32000 },
    });
    const detail = await bench.only();
    expect(detail.row).toMatchObject({ status, instanceId: '' });
    expect(detail.gateway?.client).toMatchObject({ end: 'refused', answer: { status } });
    expect(await bench.state(id)).toMatchObject({ turnedAway: 1 });
    expect(server.connections).toHaveLength(0);
  });

  it('what is no HTTP, and too long a head', async () => {
    const { port, id } = await open();
    expect(await bench.talk(port, 'hello\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
    expect(
      await bench.talk(port, `GET /mcp HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`),
    ).toMatch(/^HTTP\/1.1 431 [^]*65536 bytes/);
    expect(await bench.state(id)).toMatchObject({ turnedAway: 2 });
  });

  it('an offer of HTTP/2 is not taken, but the request is', async () => {
    const { port } = await open();
    const head = post(CALL, [
      'Connection: Upgrade, HTTP2-Settings, close',
      'Upgrade: h2c',
      'HTTP2-Settings: AAMAAABk',
    ]);
    expect(await bench.talk(port, head)).toContain(RESULT);
  });
});

describe('pages', () => {
  it('of an allowed origin, and of this machine, may ask and read', async () => {
    const { port, server } = await open({ allowOrigins: ['https://app.example'] });
    for (const origin of ['https://app.example', 'http://localhost:5173']) {
      const preflight = await bench.talk(
        port,
        `OPTIONS /mcp HTTP/1.1\r\nHost: localhost\r\nOrigin: ${origin}\r\nAccess-Control-Request-Method: POST\r\n` +
          'Access-Control-Request-Headers: content-type,mcp-session-id\r\nAccess-Control-Request-Private-Network: true\r\nConnection: close\r\n\r\n',
      );
      expect(preflight).toMatch(/^HTTP\/1.1 204 /);
      expect(preflight).toContain(
        `Access-Control-Allow-Origin: ${origin}\r\nAccess-Control-Allow-Methods: POST\r\n`,
      );
      expect(preflight).toContain('Access-Control-Allow-Headers: content-type,mcp-session-id\r\n');
      expect(preflight).toContain('Access-Control-Allow-Private-Network: true\r\n');
      const answer = await bench.talk(port, post(CALL, [`Origin: ${origin}`, 'Connection: close']));
      expect(answer).toContain(`Access-Control-Allow-Origin: ${origin}\r\n`);
      expect(answer).toMatch(/Access-Control-Expose-Headers: [^\r]*Mcp-Session-Id/);
    }
    expect(server.connections[0]?.received().toString()).not.toContain('OPTIONS');
    const rows = await bench.settled(4);
    expect(rows[0]).toMatchObject({ method: 'OPTIONS /mcp', status: 204 });
  });

  it('of no other origin', async () => {
    const { port } = await open({ allowOrigins: ['https://app.example'] });
    const preflight = await bench.talk(
      port,
      'OPTIONS /mcp HTTP/1.1\r\nHost: localhost\r\nOrigin: https://app.example.evil\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n',
    );
    expect(preflight).toMatch(/^HTTP\/1.1 403 /);
    expect(preflight).not.toMatch(/access-control/i);
  });
});

describe('Hopscope itself', () => {
  it('is not reached through its own gateway, by whatever name', async () => {
    bench = await GatewayBench.open();
    const server = await bench.answering(json());
    const target = await bench.gateway([`${server.url}/mcp`], { name: 'inner' });
    for (const [index, host] of [
      '127.0.0.1',
      'localhost',
      '0.0.0.0',
      '127.9.9.9',
      '[::ffff:127.0.0.1]',
    ].entries()) {
      const instance = await bench.addInstance(`own ${host}`, `http://${host}:${String(target.port)}/mcp`);
      const { port, problem } = await bench.gateway([], {
        name: `outer ${String(index)}`,
        instanceIds: [instance.id],
      });
      expect(problem).toMatch(/is Hopscope itself/);
      expect(await bench.talk(port, post(CALL, ['Connection: close']))).toMatch(
        /^HTTP\/1.1 508 [^]*is Hopscope itself/,
      );
    }
    expect(await bench.state('inner')).toMatchObject({ turnedAway: 0, ruleHits: {} });
    const rows = await bench.settled(5);
    expect(rows.map(({ failureKind }) => failureKind)).toEqual(
      Array.from({ length: 5 }, () => 'unreachable'),
    );
  });

  it('does not send a request round and round', async () => {
    // A server that is another program's gateway and leads back here.
    let back = 0;
    bench = await GatewayBench.open();
    const middle = await bench.serve(async (connection) => {
      const { raw } = await connection.readRequest();
      const answer = await bench.talk(
        back,
        raw.toString('latin1').replace('\r\n', '\r\nConnection: close\r\n'),
      );
      await connection.send(answer);
      connection.end();
    });
    const { port } = await bench.gateway([`${middle.url}/mcp`]);
    back = port;
    expect(await bench.talk(port, post(CALL, ['Connection: close']))).toMatch(/^HTTP\/1.1 508 /);
    const rows = await bench.settled(2);
    expect(rows.map(({ status }) => status)).toEqual([508, 508]);
    expect(middle.connections).toHaveLength(1);
  });

  describe('with a page of its own', () => {
    let host: WebHost | undefined;
    afterEach(() => host?.close());

    async function openHost() {
      bench = await GatewayBench.open({
        control: {
          ports: () => (host ? [host.port] : []),
          isToken: (candidate) => host?.isToken(candidate) ?? false,
        },
      });
      const { mkdtemp, writeFile } = await import('node:fs/promises');
      const assetsDirectory = await mkdtemp('/tmp/hopscope-assets-');
      await writeFile(`${assetsDirectory}/index.html`, '<!doctype html>');
      host = await startWebHost({ engine: bench.engine, assetsDirectory, log: () => undefined });
      return host;
    }

    it('its control interface is not forwarded to', async () => {
      const { port: control } = await openHost();
      const instance = await bench.addInstance('control', `http://127.0.0.1:${String(control)}/`);
      const { port } = await bench.gateway([], { instanceIds: [instance.id] });
      expect(
        await bench.talk(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
      ).toMatch(/^HTTP\/1.1 508 [^]*is Hopscope itself/);
    });

    it('its page refuses what comes through a gateway of any Hopscope', async () => {
      const { port: control } = await openHost();
      const answer = await bench.talk(
        control,
        `GET / HTTP/1.1\r\nHost: 127.0.0.1:${String(control)}\r\nVia: 1.1 hopscope-0123456789ab\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1.1 403 [^]*through a gateway/);
    });

    it('its key goes nowhere and is not kept', async () => {
      const { url, port: control } = await openHost();
      const code = new URL(url).hash.slice('#code='.length);
      const session = await fetch(`http://127.0.0.1:${String(control)}${ROUTES.session}`, {
        method: 'POST',
        headers: { origin: `http://127.0.0.1:${String(control)}` },
        body: JSON.stringify({ code }),
      });
      const { token } = (await session.json()) as { token: string };
      const server = await bench.answering(json());
      const { port } = await bench.gateway([`${server.url}/mcp`]);
      for (const header of [
        `Authorization: Bearer ${token}`,
        `Cookie: a=1; t=${token}`,
        `X: hopscope.token.${token}`,
      ]) {
        expect(await bench.talk(port, post(CALL, [header, 'Connection: close']))).toMatch(/^HTTP\/1.1 400 /);
      }
      expect(server.connections).toHaveLength(0);
      for (const { number } of await bench.settled(3)) {
        expect(JSON.stringify(await bench.detail(number))).not.toContain(token);
      }
      expect(
        await bench.talk(port, post(CALL, ['Authorization: Bearer mine', 'Connection: close'])),
      ).toContain(RESULT);
    });
  });
});

it('listens beyond this machine only when it is told to, and says so', async () => {
  const { state, port, listensBeyondLoopback } = await open({ listen: { host: '0.0.0.0', port: 0 } });
  expect(state).toBe('listening');
  expect(listensBeyondLoopback).toBe(true);
  expect(
    await bench.talk(port, post(CALL, ['Connection: close']).replace('Host: localhost', 'Host: 10.1.2.3:80')),
  ).toContain(RESULT);
  expect(
    await bench.talk(
      port,
      post(CALL, ['Connection: close']).replace('Host: localhost', 'Host: evil.example'),
    ),
  ).toMatch(/ 403 /);
  await vi.waitFor(async () => expect((await bench.rows()).length).toBe(2));
});
