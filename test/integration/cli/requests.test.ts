import { createServer, type IncomingMessage, type Server } from 'node:http';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { runCli, type CliEnd } from './run-cli.ts';

interface Entry {
  readonly id: number;
  readonly instance: string;
  readonly era: string;
  readonly request: { readonly headers: [string, string][]; readonly body: string };
  readonly response: {
    readonly status: number;
    readonly headers: unknown;
    readonly body: string;
    readonly messages: { result?: Record<string, unknown>; error?: { code: number } }[];
  };
  readonly failure: unknown;
  readonly timing: { readonly endMs: number };
  readonly findings: { readonly rule: string }[];
}

interface Document {
  readonly exchanges: Entry[];
  readonly comparison?: {
    readonly same: boolean;
    readonly differences: { instance: string; pointer: string }[];
  };
}

let fleet: DemoFleet;
let home: string;
let alpha: string;
let others: string[];

beforeAll(async () => {
  fleet = await startDemoFleet();
  alpha = fleet.get('alpha').url;
  others = ['--to', `beta=${fleet.get('beta').url}`, '--to', `gamma=${fleet.get('gamma').url}`];
});

afterAll(() => fleet.stop());

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
  return () => rm(home, { recursive: true, force: true });
});

async function runJson(args: string[]): Promise<CliEnd & { readonly document: Document }> {
  const end = await runCli([...args, '--json'], home);
  return { ...end, document: JSON.parse(end.stdout) as Document };
}

test('discover tells the era, for a person and as a document', async () => {
  const shown = await runCli(['discover', alpha], home);
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  expect(shown.stdout).toMatch(/era +modern: It answered server\/discover/);
  expect(shown.stdout).toMatch(/revisions +2026-07-28/);
  expect(shown.stdout).not.toContain('\u001b');
  const { code, document } = await runJson(['discover', alpha, ...others]);
  expect(code).toBe(0);
  expect(document.exchanges.map(({ instance, era, failure }) => [instance, era, failure])).toEqual([
    [new URL(alpha).host, 'modern', null],
    ['beta', 'modern', null],
    ['gamma', 'modern', null],
  ]);
  expect(Object.keys(document.exchanges[0] ?? {})).toEqual([
    'id',
    'instance',
    'era',
    'transport',
    'link',
    'request',
    'response',
    'failure',
    'timing',
    'findings',
  ]);
  expect(await readdir(home)).toEqual([]);
});

test('a document tells what the rules find in each exchange', async () => {
  const faulty = await startDemoFleet({ names: ['alpha'], bugs: ['missing-result-type'] });
  try {
    const { url } = faulty.get('alpha');
    for (const args of [
      ['discover', url],
      ['list', url, 'tools'],
      ['call', url, 'whoami'],
      ['send', url, 'tools/list'],
    ]) {
      const { document } = await runJson(args);
      const found = document.exchanges.map(({ findings }) => findings.map(({ rule }) => rule));
      expect(found, args.join(' ')).toEqual(
        document.exchanges.map(() => expect.arrayContaining(['result.result-type-missing']) as unknown),
      );
    }
  } finally {
    await faulty.stop();
  }
});

test.each(['tools', 'resources', 'templates', 'prompts'])('list %s', async (kind) => {
  const shown = await runCli(['list', alpha, kind], home);
  expect(shown.code).toBe(0);
  expect(shown.stderr).toMatch(
    new RegExp(`^(1 ${kind.slice(0, -1)}|\\d{2,} ${kind}|[^1] ${kind}), (1 page|\\d+ pages), `),
  );
  expect((await runCli(['list', alpha, kind, '--quiet'], home)).stderr).toBe('');
  const { document } = await runJson(['list', alpha, kind]);
  expect(document.exchanges.length).toBeGreaterThan(0);
});

test('call shows the tool’s answer, and three instances answer differently', async () => {
  const shown = await runCli(['call', alpha, 'whoami', ...others], home);
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  for (const name of ['alpha', 'beta', 'gamma']) expect(shown.stdout).toContain(`"instance":"${name}"`);
  const { code, document } = await runJson(['call', alpha, 'whoami', ...others, '--expect-same']);
  expect(code).toBe(1);
  expect(document.exchanges).toHaveLength(3);
  expect(document.comparison?.same).toBe(false);
  expect(document.comparison?.differences).toContainEqual(
    expect.objectContaining({ instance: 'beta', pointer: '/result/structuredContent/instance' }),
  );
  const human = await runCli(['call', alpha, 'whoami', ...others, '--expect-same'], home);
  expect(human.stdout).toContain('/result/structuredContent/instance  beta: changed  "alpha" → "beta"');
});

test('--expect-same is content with the same answer', async () => {
  const twice = [
    'call',
    `one=${alpha}`,
    'search_catalog',
    '--args',
    '{"query":"tea"}',
    '--to',
    `again=${alpha}`,
    '--expect-same',
  ];
  const shown = await runCli(twice, home);
  expect(shown.stdout).toContain('All 2 answers are the same.');
  expect(shown.code).toBe(0);
});

test('call takes header arguments from the tool’s schema', async () => {
  const args = JSON.stringify({ region: 'eu-north', shard: 7, orderId: 'o-1' });
  const { code, document } = await runJson(['call', alpha, 'route_order', '--args', args]);
  expect(code).toBe(0);
  expect(document.exchanges[0]?.request.headers).toEqual(
    expect.arrayContaining([
      ['Mcp-Name', 'route_order'],
      ['Mcp-Param-Region', 'eu-north'],
      ['Mcp-Param-Shard', '7'],
    ]),
  );
});

test('what the answer says becomes the exit code', async () => {
  const failed = await runJson(['call', alpha, 'basket_get', '--args', '{"basketId":"none"}']);
  expect(failed.document.exchanges[0]?.response.messages.at(-1)?.result?.['isError']).toBe(true);
  expect(failed.code).toBe(1);
  const unknown = await runCli(['call', alpha, 'no_such_tool'], home);
  expect(unknown.stderr).toContain('lists no tool "no_such_tool"');
  expect(unknown.code).toBe(1);
  expect((await runCli(['read', alpha, 'none:such'], home)).code).toBe(1);
  expect((await runCli(['prompt', alpha, 'none_such'], home)).code).toBe(1);
});

test('read and prompt take what the lists offer', async () => {
  const resources = (await runJson(['list', alpha, 'resources'])).document.exchanges[0]?.response.messages.at(
    -1,
  )?.result;
  const [resource] = resources?.['resources'] as { uri: string }[];
  const read = await runCli(['read', alpha, resource?.uri ?? ''], home);
  expect(read.code).toBe(0);
  expect(read.stdout.split('\n').length).toBeGreaterThan(2);
  const prompts = (await runJson(['list', alpha, 'prompts'])).document.exchanges[0]?.response.messages.at(
    -1,
  )?.result;
  const [prompt] = prompts?.['prompts'] as { name: string; arguments?: { name: string }[] }[];
  const args = Object.fromEntries((prompt?.arguments ?? []).map(({ name }) => [name, 'tea']));
  const got = await runCli(['prompt', alpha, prompt?.name ?? '', '--args', JSON.stringify(args)], home);
  expect(got).toMatchObject({ code: 0 });
  expect(got.stdout).toMatch(/^ {2}(user|assistant): /m);
});

test('send tampers: a dropped header, a changed one, another revision, a key of _meta', async () => {
  const dropped = await runJson(['send', alpha, 'tools/list', '--drop-header', 'Mcp-Method']);
  expect(dropped.code).toBe(1);
  expect(dropped.document.exchanges[0]?.response).toMatchObject({
    status: 400,
    messages: [{ error: { code: -32020 } }],
  });
  expect(dropped.document.exchanges[0]?.request.headers.map(([name]) => name)).not.toContain('Mcp-Method');
  const shown = await runCli(['send', alpha, 'tools/list', '--set-header', 'mcp-method: tools/call'], home);
  expect(shown.stdout).toContain('error -32020 HeaderMismatch');
  const revision = await runJson(['send', alpha, 'tools/list', '--revision', '1900-01-01']);
  expect(revision.document.exchanges[0]?.response.messages[0]?.error?.code).toBe(-32022);
  expect(revision.stderr).toBe('');
  const meta = await runJson(['send', alpha, 'tools/list', '--meta', '{"x/y":1}']);
  expect(meta.code).toBe(0);
  expect(JSON.parse(meta.document.exchanges[0]?.request.body ?? '')).toMatchObject({
    params: { _meta: { 'x/y': 1 } },
  });
});

test('a name is looked up in the workspace, which stays as it is', async () => {
  const directory = join(home, 'work');
  await mkdir(directory);
  const headers = ['X-Tenant: ${TENANT}'];
  const file = JSON.stringify({ version: 1, instances: [{ id: 'shop', name: 'Shop', url: alpha, headers }] });
  await writeFile(join(directory, 'workspace.json'), file);
  const args = ['discover', 'shop', '--workspace', 'work'];
  expect(await runCli(args, home)).toMatchObject({ code: 2, stdout: '' });
  const found = await runCli([...args, '--json'], home, { TENANT: 'acme' });
  expect(found.code).toBe(0);
  const [exchange] = (JSON.parse(found.stdout) as Document).exchanges;
  expect(exchange?.instance).toBe('Shop');
  expect(exchange?.request.headers).toContainEqual(['X-Tenant', 'acme']);
  expect(await readdir(directory)).toEqual(['workspace.json']);
  expect(await readFile(join(directory, 'workspace.json'), 'utf8')).toBe(file);
});

test('--capture appends, and never writes over a file that is no capture', async () => {
  const capture = join(home, 'run.hopscope');
  const first = await runJson(['discover', alpha, '--capture', 'run.hopscope']);
  const second = await runJson(['call', alpha, 'whoami', '--capture', capture]);
  expect(first.document.exchanges.map(({ id }) => id)).toEqual([1]);
  // 2 was tools/list.
  expect(second.document.exchanges.map(({ id }) => id)).toEqual([3]);
  const precious = join(home, 'notes.txt');
  await writeFile(precious, 'not a capture, but mine');
  const refused = await runCli(['discover', alpha, '--capture', precious], home);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain('notes.txt');
  expect(await readFile(precious, 'utf8')).toBe('not a capture, but mine');
});

test('call sends tools/list, then the call, and nothing else', async () => {
  const seen: string[] = [];
  const tools = [{ name: 'a', inputSchema: { type: 'object' } }];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method, id } = JSON.parse(body) as { method: string; id: number };
      seen.push(`${method} ${request.headers['x-key'] as string}`);
      const result = method === 'tools/list' ? { tools } : { content: [] };
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ jsonrpc: '2.0', id, result: { resultType: 'complete', ...result } }));
    });
  });
  const url = await listen(server);
  try {
    const end = await runCli(['call', url, 'a', '--header', 'X-Key: v-${SECRET}'], home, { SECRET: 's' });
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(seen).toEqual(['tools/list v-s', 'tools/call v-s']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp`;
}
