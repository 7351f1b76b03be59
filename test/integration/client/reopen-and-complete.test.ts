import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/bridge/bridge.ts';
import { NO_TAMPER, type Draft, type JsonObject } from '../../../shared/model/draft.ts';

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: JsonObject;
}

let engine: Engine;
let directory: string;
let server: Server;
let asked: Request[];
let instanceId: string;
/** What the server does with the next requests. */
let answer: (request: Request, response: ServerResponse) => void;

beforeEach(async () => {
  asked = [];
  directory = await mkdtemp(join(tmpdir(), 'hopscope-reopen-'));
  engine = await createEngine({
    workspaceDirectory: directory,
    ephemeral: true,
    program: 'test',
    version: '0',
    env: {},
    demo: { entry: 'none', knownBugs: [] },
    onBug: (error) => {
      throw error;
    },
  });
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const message = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Request;
      asked.push(message);
      answer(message, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp`;
  const saved = await invoke('instance.save', { name: 'pod', url, headers: [], era: 'modern' });
  instanceId = saved.id;
});

afterEach(async () => {
  await engine.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(directory, { recursive: true, force: true });
});

async function invoke<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
  const result = await engine.bridge.invoke(command, input);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

function json(response: ServerResponse, id: number, result: JsonObject): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
}

const listen: Draft = {
  era: 'auto',
  revision: '2026-07-28',
  method: 'subscriptions/listen',
  params: { notifications: { toolsListChanged: true } },
  clientCapabilities: {},
  clientInfo: null,
  requestId: 4711,
  tamper: NO_TAMPER,
};

it('opens a subscription that was cut again, linked to the one before, under an id of its own', async () => {
  answer = ({ id }, response) => {
    const acknowledged = {
      jsonrpc: '2.0',
      method: 'notifications/subscriptions/acknowledged',
      params: { _meta: { 'io.modelcontextprotocol/subscriptionId': id }, notifications: {} },
    };
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(`data: ${JSON.stringify(acknowledged)}\n\n`);
  };
  const [first] = await invoke('exchange.send', { draft: listen, instanceIds: [instanceId] });
  if (!first) throw new Error('nothing was sent');
  expect(await engine.whenDone(first)).toMatchObject({ state: 'failed', failureKind: 'cut' });

  const again = await invoke('exchange.reopen', first);
  const row = await engine.whenDone(again);
  expect(row).toMatchObject({ method: 'subscriptions/listen', link: { kind: 'reopened', to: first.number } });
  expect(asked.map(({ params }) => params['notifications'])).toEqual([
    { toolsListChanged: true },
    { toolsListChanged: true },
  ]);
  expect(asked[0]?.id).toBe(4711);
  expect(asked[1]?.id).not.toBe(4711);
});

it('links nothing to what stands in another capture', async () => {
  answer = ({ id }, response) => {
    json(response, id, { resultType: 'complete' });
  };
  const [first] = await invoke('exchange.send', { draft: listen, instanceIds: [instanceId] });
  if (!first) throw new Error('nothing was sent');
  await engine.whenDone(first);
  const [before] = await invoke('capture.list', null);
  await invoke('capture.new', {});
  const opened = await invoke('capture.open', { path: before?.path ?? '' });
  const again = await invoke('exchange.reopen', { captureId: opened.id, number: first.number });
  expect(again.captureId).not.toBe(opened.id);
  expect((await engine.whenDone(again)).link).toBeUndefined();
});

it('completes an argument by one exchange, with the arguments that are there already', async () => {
  answer = ({ id }, response) => {
    json(response, id, {
      resultType: 'complete',
      completion: { values: ['TEA-012', 7, 'TEA-013'], total: 5 },
    });
  };
  const question = {
    instanceId,
    ref: { type: 'ref/prompt', name: 'compare' },
    argument: { name: 'second', value: 'TEA' },
    context: { first: 'TEA-011' },
  } as const;
  const completion = await invoke('completion.get', question);
  expect(completion).toMatchObject({ values: ['TEA-012', 'TEA-013'], total: 5, hasMore: true });
  expect(asked[0]?.params).toMatchObject({
    ref: { type: 'ref/prompt', name: 'compare' },
    argument: { name: 'second', value: 'TEA' },
    context: { arguments: { first: 'TEA-011' } },
  });
  const { row } = await invoke('exchange.get', { ...completion.exchange, bodyLimit: 0 });
  expect(row).toMatchObject({ method: 'completion/complete', origin: 'probe' });
});

it('says what is wrong where a server completes nothing', async () => {
  answer = ({ id }, response) => {
    json(response, id, { resultType: 'complete', completion: ['x'] });
  };
  const completion = await invoke('completion.get', {
    instanceId,
    ref: { type: 'ref/resource', uri: 'shop://{id}' },
    argument: { name: 'id', value: '' },
    context: {},
  });
  expect(completion).toMatchObject({ values: [], hasMore: false });
  expect(completion.problem).toContain('completion.values');
  expect(asked[0]?.params['context']).toBeUndefined();
});
