import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startEverything, startSupergateway } from '../../support/real-servers/child-servers.ts';
import type { HttpServerUnderTest } from '../../support/real-servers/http-listener.ts';
import { runCli } from './run-cli.ts';

interface Entry {
  readonly era: string;
  readonly request: { readonly body: string };
  readonly link: { readonly kind: string } | null;
  readonly failure: { readonly kind: string } | null;
  readonly response: { readonly messages: { result?: Record<string, unknown> }[] } | null;
}

let everything: HttpServerUnderTest;
let home: string;

beforeAll(async () => {
  everything = await startEverything('streamableHttp');
});

afterAll(() => everything.stop());

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
  return () => rm(home, { recursive: true, force: true });
});

async function runJson(args: string[]) {
  const end = await runCli([...args, '--json'], home);
  return { ...end, exchanges: (JSON.parse(end.stdout) as { exchanges: Entry[] }).exchanges };
}

test('auto finds out that a server is of the legacy era, and discover says who it is', async () => {
  const { code, exchanges } = await runJson(['discover', everything.url]);
  expect(code).toBe(0);
  expect(exchanges[0]).toMatchObject({ era: 'modern' });
  expect(exchanges.at(-1)).toMatchObject({
    era: 'legacy',
    response: { messages: [{ result: { protocolVersion: '2025-11-25' } }] },
  });
  const shown = await runCli(['discover', everything.url, '--era', 'legacy'], home);
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  expect(shown.stdout).toMatch(/era +legacy: It opened a session by initialize with 2025-11-25\./);
});

test('discover asks a legacy server no more than it takes', async () => {
  const { exchanges } = await runJson(['discover', everything.url]);
  const methods = exchanges
    .map(({ request }) => request.body)
    .map((body) => /"method":"([^"]+)"/.exec(body)?.[1]);
  expect(methods.filter((method) => method === 'server/discover')).toHaveLength(1);
  expect(methods).not.toContain('ping');
});

test('discover finds a server that has HTTP+SSE only', async () => {
  const sse = await startEverything('sse');
  try {
    const shown = await runCli(['discover', sse.url], home);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout).toMatch(/era +legacy: /);
    expect(shown.stdout).toContain('mcp-servers/everything');
  } finally {
    await sse.stop();
  }
});

test('discover says that a server is half modern', async () => {
  const gateway = await startSupergateway();
  try {
    const shown = await runCli(['discover', gateway.url], home);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout).toMatch(/era +legacy: /);
    expect(shown.stdout).toMatch(/odd +It is half modern/);
  } finally {
    await gateway.stop();
  }
});

test.each(['auto', 'legacy'])('a call to a legacy server with --era %s', async (era) => {
  const args = ['call', everything.url, 'echo', '--args', '{"message":"hi"}', '--era', era];
  const end = await runCli(args, home);
  expect(end).toMatchObject({ code: 0, stderr: '' });
  expect(end.stdout).toContain('Echo: hi');
  expect((await runCli(['list', everything.url, 'prompts', '--era', era, '--quiet'], home)).code).toBe(0);
});

test('what a legacy server asks is answered by an exchange of its own', async () => {
  const call = ['call', everything.url, 'trigger-elicitation-request', '--era', 'legacy'];
  const { code, exchanges } = await runJson([...call, '--respond', 'elicitation=decline']);
  expect(code).toBe(0);
  expect(exchanges.map(({ link }) => link?.kind)).toContain('reply');
  expect(JSON.stringify(exchanges.at(-1)?.response?.messages.at(-1))).toContain('declined');
  const alone = await runCli(call, home);
  expect(alone.code).toBe(1);
  expect(alone.stderr).toContain('nobody answered: elicitation/create');
});

/** Breaks the stream of each call after an event with an id; the GET that goes on brings the answer and stays open. */
async function startBreakingServer() {
  const streams: ServerResponse[] = [];
  const lastEventIds: (string | string[] | undefined)[] = [];
  let called: number | undefined;
  const server = createServer((request, response) => {
    const json = (value: object): void => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Mcp-Session-Id': 's' });
      response.end(JSON.stringify(value));
    };
    if (request.method === 'GET') {
      const asked = request.headers['last-event-id'];
      if (asked === undefined) {
        response.writeHead(405).end();
        return;
      }
      lastEventIds.push(asked);
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const result = { content: [{ type: 'text', text: 'after all' }] };
      response.write(`id: e2\ndata: ${JSON.stringify({ jsonrpc: '2.0', id: called, result })}\n\n`);
      streams.push(response);
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (bytes: Buffer) => chunks.push(bytes));
    request.once('end', () => {
      const text = Buffer.concat(chunks).toString();
      const { method, id } = JSON.parse(text === '' ? '{}' : text) as { method?: string; id?: number };
      const capabilities = { tools: {} };
      const serverInfo = { name: 'breaking', version: '1' };
      if (method === 'initialize')
        json({ jsonrpc: '2.0', id, result: { protocolVersion: '2025-11-25', capabilities, serverInfo } });
      else if (method === 'tools/list') json({ jsonrpc: '2.0', id, result: { tools: [{ name: 'x' }] } });
      else if (method === 'tools/call') {
        called = id;
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.end('id: e1\nretry: 10\ndata: \n\n');
      } else response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp`,
    lastEventIds,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('a stream that broke is gone on with, and is over once it has brought the answer', async () => {
  const server = await startBreakingServer();
  try {
    const { code, exchanges } = await runJson(['call', server.url, 'x', '--era', 'legacy']);
    expect(code).toBe(0);
    expect(server.lastEventIds).toEqual(['e1']);
    expect(exchanges.map(({ link, failure }) => [link?.kind, failure?.kind])).toEqual([
      [undefined, 'cut'],
      ['resumed', undefined],
    ]);
    expect(exchanges.at(-1)?.response?.messages).toMatchObject([
      { result: { content: [{ text: 'after all' }] } },
    ]);
  } finally {
    server.close();
  }
});
