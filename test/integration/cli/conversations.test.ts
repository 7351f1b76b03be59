import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { startRpcServer, type RpcServer } from '../../support/rpc-server.ts';
import { runCli, startCli } from './run-cli.ts';

interface Entry {
  readonly id: number;
  readonly era: string;
  readonly link: { readonly kind: string; readonly to: number; readonly round?: number } | null;
  readonly request: { readonly headers: [string, string][]; readonly body: string };
  readonly response: { readonly messages: { result?: Record<string, unknown> }[] } | null;
  readonly failure: { readonly kind: string; readonly message: string } | null;
}

let fleet: DemoFleet;
let home: string;
let alpha: string;
let server: RpcServer | undefined;

beforeAll(async () => {
  fleet = await startDemoFleet({ names: ['alpha'] });
  alpha = fleet.get('alpha').url;
});

afterAll(() => fleet.stop());

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
  return () => rm(home, { recursive: true, force: true });
});

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function runJson(args: string[]) {
  const end = await runCli([...args, '--json'], home);
  return { ...end, exchanges: (JSON.parse(end.stdout) as { exchanges: Entry[] }).exchanges };
}

const paramsOf = (entry: Entry | undefined) =>
  (JSON.parse(entry?.request.body ?? '{}') as { id: number; params: Record<string, unknown> }).params;

const deploy = ['deploy', '--args', '{"environment":"staging"}'];
const yes = { action: 'accept', content: { confirm: true, reason: 'it is time' } };

test('input that nobody gives: exit 1 and a sentence that says how', async () => {
  const end = await runCli(['call', alpha, ...deploy], home);
  expect(end.code).toBe(1);
  expect(end.stdout).toContain('The server asks for input before it goes on');
  expect(end.stderr).toMatch(
    /asks for input, and nobody answered: elicitation\/create\. Answer with --respond elicitation=accept/,
  );
});

test('a file with the answer: the rounds are told, and stand in the document', async () => {
  await writeFile(join(home, 'yes.json'), JSON.stringify(yes));
  const shown = await runCli(['call', `pod=${alpha}`, ...deploy, '--respond', 'yes.json'], home);
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  expect(shown.stdout).toMatch(
    /^· {2}pod {2}tools\/call deploy {2}200 {2}input_required .*\n {2}asks for approval: elicitation\/create\n✓ {2}pod {2}tools\/call deploy {2}200 {2}complete .* {2}round 2 on pod\n/,
  );
  const { code, exchanges } = await runJson(['call', alpha, ...deploy, '--respond', 'elicitation=@yes.json']);
  expect(code).toBe(0);
  expect(exchanges.map(({ link }) => link)).toEqual([
    null,
    { kind: 'round', to: exchanges[0]?.id, round: 2 },
  ]);
  const [first, second] = exchanges.map(paramsOf);
  const state = exchanges[0]?.response?.messages[0]?.result?.['requestState'];
  expect(typeof state).toBe('string');
  expect(second).toEqual({ ...first, inputResponses: { approval: yes }, requestState: state });
  expect(JSON.parse(exchanges[1]?.request.body ?? '')).not.toMatchObject({
    id: (JSON.parse(exchanges[0]?.request.body ?? '') as { id: number }).id,
  });
});

test('decline is an answer, too; --no-follow-up sends none', async () => {
  const declined = await runJson(['call', alpha, ...deploy, '--respond', 'decline']);
  expect(paramsOf(declined.exchanges[1])).toMatchObject({
    inputResponses: { approval: { action: 'decline' } },
  });
  const alone = await runJson(['call', alpha, ...deploy, '--respond', 'decline', '--no-follow-up']);
  expect(alone.exchanges).toHaveLength(1);
  expect(alone.code).toBe(1);
});

test('accept fills in what is required', async () => {
  const end = await runCli(['call', alpha, ...deploy, '--respond', 'accept'], home);
  expect(end).toMatchObject({ code: 0, stderr: '' });
  expect(end.stdout).toContain('Accepted by Hopscope');
});

test('an automatic answer that does not do is not given for ever', async () => {
  const odd = JSON.stringify({ action: 'accept', content: {} });
  const end = await runCli(['call', alpha, ...deploy, '--respond', odd], home);
  expect(end.code).toBe(1);
  expect(end.stderr).toContain('still asks after 2 rounds: elicitation/create');
});

test('send is exactly one request, unless it shall follow up', async () => {
  const args = ['send', alpha, 'tools/list', '--revision', '2025-01-01'];
  const alone = await runJson(args);
  expect(alone.exchanges.map(({ link }) => link)).toEqual([null]);
  const { code, exchanges } = await runJson([...args, '--follow-up']);
  expect(exchanges.map(({ link }) => link?.kind)).toEqual([undefined, 'revision']);
  expect(code).toBe(0);
  const params = JSON.stringify({ name: 'deploy', arguments: { environment: 'staging' } });
  const answered = await runJson([
    'send',
    alpha,
    'tools/call',
    '--params',
    params,
    '--respond',
    JSON.stringify(yes),
  ]);
  expect(answered.exchanges.map(({ link }) => link?.kind)).toEqual([undefined, 'round']);
});

test('what is declared: by default, by --respond, by --root, by --capabilities, by --extension', async () => {
  const declared = async (...flags: string[]) => {
    const { exchanges } = await runJson(['send', alpha, 'tools/list', ...flags]);
    return (paramsOf(exchanges[0])['_meta'] as Record<string, unknown>)[
      'io.modelcontextprotocol/clientCapabilities'
    ];
  };
  const elicitation = { form: {}, url: {} };
  expect(await declared()).toEqual({ elicitation });
  expect(await declared('--respond', 'sampling=accept', '--root', '/srv')).toEqual({
    elicitation,
    sampling: {},
    roots: {},
  });
  expect(await declared('--capabilities', '{}', '--extension', 'a.test/x={"y":1}')).toEqual({
    extensions: { 'a.test/x': { y: 1 } },
  });
});

test('--log-level, and progress where it may extend the timeout', async () => {
  const { exchanges } = await runJson([
    ...['call', alpha, 'import_catalog', '--args', '{"count":3}', '--log-level', 'debug'],
    ...['--timeout', '20000', '--max-timeout', '40000'],
  ]);
  expect(paramsOf(exchanges[0])['_meta']).toMatchObject({
    'io.modelcontextprotocol/logLevel': 'debug',
    progressToken: 'hopscope',
  });
  const methods = exchanges[0]?.response?.messages.map((message) => (message as { method?: string }).method);
  expect(methods).toContain('notifications/message');
  expect(methods).toContain('notifications/progress');
});

test('--timeout is kept to although comments keep coming', async () => {
  server = await startRpcServer(({ method, id, stream, result }) => {
    if (method === 'tools/list') result(id, { tools: [] });
    else stream(': still here\n\n', 20);
  });
  const { code, exchanges } = await runJson(['call', server.url, 'slow', '--timeout', '200']);
  expect(code).toBe(3);
  expect(exchanges[0]?.failure).toMatchObject({ kind: 'timeout' });
});

test('Ctrl-C in the second round cancels it', async () => {
  const second = Promise.withResolvers<undefined>();
  let calls = 0;
  server = await startRpcServer(({ id, result }) => {
    calls += 1;
    if (calls > 1) {
      second.resolve(undefined);
      return;
    }
    result(id, {
      resultType: 'input_required',
      inputRequests: { a: { method: 'elicitation/create', params: {} } },
    });
  });
  const running = startCli(['send', server.url, 'tools/call', '--respond', 'accept', '--json'], home);
  await second.promise;
  running.child.kill('SIGINT');
  const end = await running.ended;
  expect(end.code).toBe(3);
  expect(JSON.parse(end.stdout)).toMatchObject({
    exchanges: [{ failure: null }, { failure: { kind: 'cancelled' }, link: { kind: 'round' } }],
  });
});

test('a kind of result that nobody knows is no answer', async () => {
  server = await startRpcServer(({ id, result }) => {
    result(id, { resultType: 'surprise', tools: [] });
  });
  const sent = await runCli(['send', server.url, 'tools/list'], home);
  expect(sent.code).toBe(3);
  expect(sent.stdout).toContain('resultType "surprise", which this request did not allow for');
  const listed = await runCli(['list', server.url, 'tools'], home);
  expect(listed.code).toBe(3);
  expect(listed.stdout).toContain('resultType "surprise"');
});

test('a tool whose x-mcp-header is wrong is told as excluded, and why', async () => {
  const schema = { type: 'object', properties: { a: { type: 'number', 'x-mcp-header': 'A' } } };
  server = await startRpcServer(({ id, result }) => {
    result(id, {
      tools: [
        { name: 'good', inputSchema: { type: 'object' } },
        { name: 'bad', inputSchema: schema },
      ],
    });
  });
  const shown = await runCli(['list', server.url, 'tools'], home);
  expect(shown.stdout).toMatch(/^bad +excluded: x-mcp-header of property a stands on type "number"/m);
  const { stdout } = await runCli(['list', server.url, 'tools', '--json'], home);
  expect((JSON.parse(stdout) as { listing: unknown }).listing).toMatchObject({
    kind: 'tools',
    entries: [{ name: 'good' }, { name: 'bad', excluded: expect.stringContaining('number') as string }],
  });
});
