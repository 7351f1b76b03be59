import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { curlCommand, type CurlRequest } from '../../../engine/protocol/curl-command.ts';
import { startTcpServer, type RawRequest, type TcpServer } from '../../support/tcp-server.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
let server: TcpServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** What arrives when a shell runs the command, without the progress meter of curl. */
async function runCurl(request: (at: TcpServer) => CurlRequest): Promise<RawRequest[]> {
  const requests: RawRequest[] = [];
  const started = await startTcpServer(async (connection) => {
    requests.push(await connection.readRequest());
    await connection.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    connection.end();
  });
  server = started;
  // -q: what the person who runs this test keeps in a .curlrc is no part of it.
  const command = curlCommand(request(started)).replace(/(^|\| )curl -i/, '$1curl -q -sS --noproxy "*" -i');
  const running = promisify(execFile)('sh', [], { timeout: 30_000 });
  running.child.stdin?.end(`${command}\n`);
  await running;
  return requests;
}

type Case = Omit<CurlRequest, 'url' | 'headers'> & {
  readonly target?: string;
  readonly headers: (host: string) => CurlRequest['headers'];
  /** Body on the wire, where it is not the request's. */
  readonly wireBody?: string;
};

const ORDINARY: CurlRequest['headers'] = [
  ['Accept', 'application/json, text/event-stream'],
  ['Content-Type', 'application/json'],
  ['User-Agent', 'hopscope/1'],
  ['Accept-Encoding', 'gzip, deflate, br'],
  ['Mcp-Method', 'tools/call'],
  ['Connection', 'keep-alive'],
];

const ordinary = (body: string): Case => ({
  httpMethod: 'POST',
  headers: (host) => [['Host', host], ...ORDINARY, ['Content-Length', String(Buffer.byteLength(body))]],
  body,
});

const CASES: Record<string, Case> = {
  'an ordinary request': ordinary('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"a":"it\'s €"}}'),
  'a body that begins like the name of a file': ordinary('@/etc/hostname'),
  'a body with line breaks, backslashes and per cent signs': ordinary('%s\r\n\\n\t%%\n\n'),
  'a body with a NUL': ordinary("%d a\0b\\0 '$(id)"),
  'a body with a NUL that begins like an option': ordinary('-v\u00001'),
  'a body longer than an argument may be, and than curl sends unasked': ordinary(
    `'%\\"${'x€'.repeat(600_000)}`,
  ),
  'an address with patterns': { ...ordinary('{}'), target: '/mcp?f={a,b}&g=[1-3]&h=%7B' },
  'an address with encoded dots': { ...ordinary('{}'), target: '/a/%2Fb/.%2e/c' },
  'no header that curl would add': {
    httpMethod: 'POST',
    headers: (host) => [
      ['Host', host],
      ['Content-Length', '2'],
    ],
    body: '{}',
  },
  'names in lower case': {
    httpMethod: 'POST',
    headers: (host) => [
      ['host', host],
      ['accept', '*/*'],
      ['content-length', '2'],
      ['content-type', 'text/plain'],
      ['user-agent', 'x'],
    ],
    body: '{}',
  },
  'no header at all': { httpMethod: 'GET', headers: () => [], body: '' },
  'a request without a body that says so': {
    httpMethod: 'POST',
    headers: (host) => [
      ['Host', host],
      ['Content-Length', '0'],
    ],
    body: '',
  },
  'header lines that were tampered with': {
    httpMethod: 'POST',
    headers: (host) => [
      ['Host', host],
      ['Host', 'evil.example'],
      ['host', 'third.example'],
      ...ORDINARY,
      ['accept', 'text/html'],
      ['Accept-Encoding', 'identity'],
      ['Mcp-Method', ''],
      ['X-Space', '  '],
      ['X-Latin', "é'\u00ff ÿ"],
      ['X-Shell', '`id` $HOME "$(id)" \\ !'],
      ['Connection', 'close'],
      ['Content-Length', '2'],
      ['Content-Length', '3'],
    ],
    body: '{}',
  },
  'a body in chunks': {
    httpMethod: 'POST',
    headers: (host) => [['Host', host], ...ORDINARY, ['Transfer-Encoding', 'chunked']],
    body: 'hello',
    wireBody: '5\r\nhello\r\n0\r\n\r\n',
  },
  'another method, with a body': { ...ordinary('{}'), httpMethod: 'GET' },
  'a method that is none of the known ones': { ...ordinary('{}'), httpMethod: "x|`id`'$A" },
  HEAD: { httpMethod: 'HEAD', headers: (host) => [['Host', host]], body: '' },
};

test.skipIf(!hasCurl).each(Object.entries(CASES))('curl sends the same: %s', async (_name, given) => {
  const host = (at: TcpServer): string => `127.0.0.1:${String(at.port)}`;
  const target = given.target ?? '/mcp';
  const requests = await runCurl((at) => ({
    ...given,
    url: `http://${host(at)}${target}`,
    headers: given.headers(host(at)),
  }));
  expect(requests.length).toBe(1);
  const [request] = requests;
  const expectedTarget = new URL(`http://x${target}`);
  expect(request?.line).toBe(
    `${given.httpMethod} ${expectedTarget.pathname}${expectedTarget.search} HTTP/1.1`,
  );
  const asked = given.headers(server === undefined ? '' : host(server));
  const sorted = (lines: CurlRequest['headers']): string[] =>
    lines.map(([name, value]) => `${name}: ${value.trim()}`).sort();
  expect(sorted(request?.headers ?? [])).toEqual(sorted(asked));
  expect(request?.body.toString()).toBe(given.wireBody ?? given.body);
});
