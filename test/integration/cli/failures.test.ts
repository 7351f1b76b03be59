import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  findClosedPort,
  startTcpServer,
  type TcpConnection,
  type TcpServer,
} from '../../support/tcp-server.ts';
import { runCli, startCli } from './run-cli.ts';

let home: string;
let server: TcpServer | undefined;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  expect(await readdir(home)).toEqual([]);
  await rm(home, { recursive: true, force: true });
});

async function serve(handle: (connection: TcpConnection) => Promise<void>): Promise<string> {
  server = await startTcpServer(handle);
  return `${server.url}/mcp`;
}

/** Answers one request with these bytes and closes. */
function answering(head: string, body: string, promised = Buffer.byteLength(body)): Promise<string> {
  return serve(async (connection) => {
    await connection.readRequest();
    await connection.send(
      `HTTP/1.1 ${head}\r\nContent-Length: ${String(promised)}\r\nConnection: close\r\n\r\n${body}`,
    );
    connection.end();
  });
}

const JSON_200 = '200 OK\r\nContent-Type: application/json';

test('nobody listens', async () => {
  const url = `http://127.0.0.1:${String(await findClosedPort())}/mcp`;
  const end = await runCli(['discover', url], home);
  expect(end.stdout).toContain('ECONNREFUSED');
  expect(end.code).toBe(3);
  const document = await runCli(['call', url, 'x', '--json'], home);
  expect(document.code).toBe(3);
  expect(JSON.parse(document.stdout)).toMatchObject({
    exchanges: [{ response: null, failure: { kind: 'refused' } }],
  });
});

test.each([
  ['a page with 200', '200 OK\r\nContent-Type: text/html', '<html>', 3],
  ['a page with 404', '404 Not Found\r\nContent-Type: text/html', '<html>', 1],
  ['no JSON', JSON_200, '{"jsonrpc":', 3],
  ['an error', JSON_200, '{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"no"}}', 1],
])('%s', async (_what, head, body, code) => {
  const end = await runCli(['send', await answering(head, body), 'tools/list'], home);
  expect(end.code).toBe(code);
  expect(end.stdout).toMatch(/^✗ /);
});

test('a cut answer', async () => {
  const end = await runCli(
    ['send', await answering(JSON_200, '{"jsonrpc"', 400), 'tools/list', '--json'],
    home,
  );
  expect(end.code).toBe(3);
  expect(JSON.parse(end.stdout)).toMatchObject({
    exchanges: [{ failure: { kind: 'cut' }, response: { status: 200, body: '{"jsonrpc"' } }],
  });
});

test('a header that does not end: what came of it is told', async () => {
  const url = await serve(async (connection) => {
    await connection.readRequest();
    // Hopscope hangs up at its limit, which may break the sending.
    await connection.send(`HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(5_000_000)}`).catch(() => undefined);
  });
  const end = await runCli(['send', url, 'x/y', '--json'], home);
  expect(end.code).toBe(3);
  const { exchanges } = JSON.parse(end.stdout) as {
    exchanges: { response: unknown; failure: { kind: string; receivedBytes: number } }[];
  };
  expect(exchanges).toMatchObject([{ response: null, failure: { kind: 'too-large' } }]);
  expect(exchanges[0]?.failure.receivedBytes).toBeGreaterThanOrEqual(262_144);
  expect((await runCli(['send', url, 'x/y'], home)).stdout).toMatch(/Received until then: \d+\.\d [kM]B\./);
});

test('a legacy server that was spoken to in the modern era is named as one', async () => {
  const body =
    '{"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"Bad Request: Server not initialized"}}';
  const head = '400 Bad Request\r\nContent-Type: application/json';
  const end = await runCli(['discover', await answering(head, body), '--era', 'modern'], home);
  expect(end.code).toBe(1);
  expect(end.stderr).toContain('looks like a server of the legacy era');
  await server?.close();
  const called = await runCli(
    ['call', await answering(head, body), 'whoami', '--era', 'modern', '--quiet'],
    home,
  );
  expect(called.code).toBe(1);
  expect(called.stderr).toContain('looks like a server of the legacy era');
});

test('silence fails after the limit, for a list too', async () => {
  const url = await serve(async (connection) => {
    await connection.readRequest();
    await connection.untilEnded();
  });
  for (const args of [
    ['discover', url],
    ['list', url, 'tools'],
    ['call', url, 'whoami'],
  ]) {
    const end = await runCli([...args, '--timeout', '200', '--json'], home);
    expect(end.code).toBe(3);
    expect(JSON.parse(end.stdout)).toMatchObject({ exchanges: [{ failure: { kind: 'timeout' } }] });
  }
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s cancels what is on its way', async (signal) => {
  const arrived = Promise.withResolvers<undefined>();
  const url = await serve(async (connection) => {
    await connection.readRequest();
    arrived.resolve(undefined);
    await connection.untilEnded();
  });
  const running = startCli(['discover', url, '--json'], home);
  await arrived.promise;
  running.child.kill(signal);
  const end = await running.ended;
  expect(end.code).toBe(3);
  expect(JSON.parse(end.stdout)).toMatchObject({ exchanges: [{ failure: { kind: 'cancelled' } }] });
});

test('Ctrl-C while the list is fetched', async () => {
  const arrived = Promise.withResolvers<undefined>();
  const url = await serve(async (connection) => {
    await connection.readRequest();
    arrived.resolve(undefined);
    await connection.untilEnded();
  });
  const running = startCli(['call', url, 'whoami'], home);
  await arrived.promise;
  running.child.kill('SIGINT');
  expect(await running.ended).toEqual({ code: 3, stdout: '', stderr: 'Cancelled.\n' });
});

test('with --expect-same a proven difference weighs more than a target that is not reached', async () => {
  let answers = 0;
  const url = await serve(async (connection) => {
    const { id } = JSON.parse((await connection.readRequest()).body.toString()) as { id: number };
    answers += 1;
    const body = `{"jsonrpc":"2.0","id":${String(id)},"result":{"resultType":"complete","n":${String(answers)}}}`;
    await connection.send(
      `HTTP/1.1 ${JSON_200}\r\nContent-Length: ${String(body.length)}\r\nConnection: close\r\n\r\n${body}`,
    );
    connection.end();
  });
  const closed = `http://127.0.0.1:${String(await findClosedPort())}/mcp`;
  const to = ['--to', `b=${url}`, '--to', `c=${closed}`];
  expect((await runCli(['send', url, 'x/y', ...to], home)).code).toBe(3);
  const differ = await runCli(['send', url, 'x/y', ...to, '--expect-same'], home);
  expect(differ.stdout).toContain('/result/n  b: changed');
  expect(differ.code).toBe(1);
});

test('control characters of a server do not reach the terminal', async () => {
  const body = '{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"\\u001b[2J\\u0007"}}';
  const end = await runCli(['send', await answering(JSON_200, body), 'x/y'], home);
  expect(end.stdout).toContain('\\x1b[2J\\x07');
  expect(end.stdout).not.toContain('\u001b');
});

test('an answer that is nested 20,000 levels deep is shown in part, and is whole as text in the document', async () => {
  const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const body = `{"jsonrpc":"2.0","id":1,"result":{"resultType":"complete","content":${nested}}}`;
  const url = await answering(JSON_200, body);
  const shown = await runCli(['send', url, 'x/y'], home);
  expect(shown.stderr).toBe('');
  expect(shown.stdout).toContain('[[[[[[');
  expect(shown.stdout).toContain('nested too deeply');
  expect(shown.stdout.length).toBeLessThan(2_000);
  expect(shown.code).toBe(0);
  const called = await runCli(['call', url, 'x'], home);
  expect(called.stderr).not.toContain('Hopscope made a mistake');
  expect(called.stdout).not.toBe('');
  const document = await runCli(['send', url, 'x/y', '--json'], home);
  expect(document).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(document.stdout)).toMatchObject({
    exchanges: [
      { response: { body, messages: [{ note: expect.stringContaining('2000') as string, text: body }] } },
    ],
  });
});

test('an error whose data is nested deeply is an error', async () => {
  const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const body = `{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no","data":${nested}}}`;
  const head = '400 Bad Request\r\nContent-Type: application/json';
  const end = await runCli(['send', await answering(head, body), 'x/y'], home);
  expect(end.stderr).not.toContain('mistake');
  expect(end.stdout).toContain('[[[[');
  expect(end.code).toBe(1);
});

test.each([
  ['tools', 'tools', 'name'],
  ['resources', 'resources', 'uri'],
  ['templates', 'resourceTemplates', 'uriTemplate'],
  ['prompts', 'prompts', 'name'],
])('%s without a name are named by their places', async (kind, member, naming) => {
  const body = `{"jsonrpc":"2.0","id":1,"result":{"resultType":"complete","${member}":[{},{"${naming}":"a"},7]}}`;
  const url = await answering(JSON_200, body);
  for (const flags of [[], ['--json']]) {
    const end = await runCli(['list', url, kind, '--quiet', ...flags], home);
    expect(end.stderr).toContain(`2 malformed ${kind}, without a string "${naming}": entry 1, 3.`);
    expect(end.code).toBe(1);
  }
});
