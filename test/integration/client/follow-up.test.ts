import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/bridge/bridge.ts';
import { NO_TAMPER, type Draft, type JsonObject, type JsonValue } from '../../../shared/model/draft.ts';
import type { ExchangeRef, Row } from '../../../shared/model/exchange.ts';

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly id: JsonValue;
  readonly method: string;
  readonly params: JsonObject;
}
/** Result, or error with an HTTP status. */
type Said = { readonly result: JsonObject } | { readonly status: number; readonly error: JsonObject };

let engine: Engine;
let directory: string;
let servers: Server[];
let asked: Asked[];

beforeEach(async () => {
  servers = [];
  asked = [];
  directory = await mkdtemp(join(tmpdir(), 'hopscope-follow-'));
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
});

afterEach(async () => {
  await engine.close();
  for (const server of servers) server.close();
  await rm(directory, { recursive: true, force: true });
});

async function invoke<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
  const answer = await engine.bridge.invoke(command, input);
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

/** A server that says what the script says; resolves with the id of its instance. */
async function serve(script: (request: Asked) => Said): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString()) as Asked;
      const one = { headers: request.headers, id, method, params };
      asked.push(one);
      const said = script(one);
      response.writeHead('status' in said ? said.status : 200, { 'Content-Type': 'application/json' });
      const content = 'result' in said ? { result: said.result } : { error: said.error };
      response.end(JSON.stringify({ jsonrpc: '2.0', id, ...content }));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp`;
  return (await invoke('instance.save', { name: `pod ${String(servers.length)}`, url, headers: [] })).id;
}

const call: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'buy', arguments: { region: 'north' } },
  clientCapabilities: { elicitation: { form: {} } },
  clientInfo: { name: 'test', version: '0' },
  tamper: NO_TAMPER,
};

async function send(draft: Draft, instanceId: string): Promise<Row[]> {
  const [ref] = await invoke('exchange.send', { draft, instanceIds: [instanceId] });
  if (!ref) throw new Error('no exchange was sent');
  return rowsOf(await engine.whenSettled(ref));
}

async function rowsOf(refs: readonly ExchangeRef[]): Promise<Row[]> {
  return Promise.all(refs.map(async (ref) => (await invoke('exchange.get', { ...ref, bodyLimit: 0 })).row));
}

const COMPLETE: Said = { result: { resultType: 'complete', content: [] } };
const unsupported = (supported: string[]): Said => ({
  status: 400,
  error: { code: -32022, message: 'no', data: { supported, requested: 'x' } },
});
const wants = (state: string): Said => ({
  result: {
    resultType: 'input_required',
    inputRequests: {
      n: {
        method: 'elicitation/create',
        params: {
          mode: 'form',
          message: 'How many?',
          requestedSchema: { type: 'object', properties: { n: { type: 'integer', default: 2 } } },
        },
      },
    },
    requestState: state,
  },
});

describe('what follows an answer', () => {
  it('is the same again in a supported revision, with an id of its own', async () => {
    const pod = await serve(({ headers }) =>
      headers['mcp-protocol-version'] === '2026-07-28' ? COMPLETE : unsupported(['2026-07-28']),
    );
    const rows = await send({ ...call, revision: '2030-01-01', requestId: 'mine' }, pod);
    expect(rows.map(({ link, errorCode, resultType }) => [link, errorCode, resultType])).toEqual([
      [undefined, -32022, 'error'],
      [{ kind: 'revision', to: 1 }, undefined, 'complete'],
    ]);
    expect(asked[0]?.id).toBe('mine');
    expect(asked[1]?.id).not.toBe('mine');
    expect(asked[1]?.params['_meta']).toMatchObject({
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    });
  });

  it('ends where the server says the same again', async () => {
    const pod = await serve(() => unsupported(['2026-07-28']));
    expect(await send(call, pod)).toHaveLength(2);
    expect(asked).toHaveLength(2);
  });

  it('is a fresh list and one more try with the headers that it asks for', async () => {
    const inputSchema = {
      type: 'object',
      properties: { region: { type: 'string', 'x-mcp-header': 'Region' } },
    };
    const pod = await serve(({ method, headers }) => {
      if (method === 'tools/list')
        return { result: { resultType: 'complete', tools: [{ name: 'buy', inputSchema }] } };
      if (headers['mcp-param-region'] === 'north') return COMPLETE;
      return { status: 400, error: { code: -32020, message: 'Mcp-Param-Region is missing' } };
    });
    const rows = await send(call, pod);
    expect(rows.map(({ link, resultType }) => [link?.kind, resultType])).toEqual([
      [undefined, 'error'],
      ['headers', 'complete'],
    ]);
    expect(asked.map(({ method }) => method)).toEqual(['tools/call', 'tools/list', 'tools/call']);
  });

  it('is nothing where the tool is not in the fresh list', async () => {
    const pod = await serve(({ method }) =>
      method === 'tools/list'
        ? { result: { resultType: 'complete', tools: [] } }
        : { status: 400, error: { code: -32020, message: 'no' } },
    );
    expect(await send(call, pod)).toHaveLength(1);
  });

  it('is one round after the other where a responder answers', async () => {
    const pod = await serve(({ params }) => {
      if (params['requestState'] === undefined) return wants('s1');
      return params['requestState'] === 's1' ? wants('s2') : COMPLETE;
    });
    const rows = await send({ ...call, respond: { elicitation: { mode: 'accept' } } }, pod);
    expect(rows.map(({ link, resultType }) => [link, resultType])).toEqual([
      [undefined, 'input_required'],
      [{ kind: 'round', to: 1, round: 2 }, 'input_required'],
      [{ kind: 'round', to: 2, round: 3 }, 'complete'],
    ]);
    const accepted = { n: { action: 'accept', content: { n: 2 } } };
    expect(asked.map(({ params }) => [params['requestState'], params['inputResponses']])).toEqual([
      [undefined, undefined],
      ['s1', accepted],
      ['s2', accepted],
    ]);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(3);
    expect(asked.map(({ params }) => params['arguments'])).toEqual(
      [1, 2, 3].map(() => ({ region: 'north' })),
    );
  });

  it('ends with a server that never has enough', async () => {
    let state = 0;
    const pod = await serve(() => wants(`again ${String((state += 1))}`));
    const rows = await send({ ...call, respond: { elicitation: { mode: 'decline' } } }, pod);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.length).toBeLessThan(30);
  });

  it('gives no answer twice to the very same question', async () => {
    const pod = await serve(() => wants('again'));
    expect(await send({ ...call, respond: { elicitation: { mode: 'decline' } } }, pod)).toHaveLength(2);
  });

  it.each<[string, Partial<Draft>]>([
    ['where the draft wants exactly one request', { followUp: false }],
    ['after what was sent wrong on purpose', { tamper: { ...NO_TAMPER, meta: { odd: 1 } } }],
    ['where a person is to answer', {}],
  ])('is nothing %s', async (_where, change) => {
    const pod = await serve(() => wants('s'));
    const respond = Object.keys(change).length > 0 ? { elicitation: { mode: 'accept' } as const } : {};
    expect(await send({ ...call, respond, ...change }, pod)).toHaveLength(1);
  });
});

describe('exchange.respond', () => {
  it('sends the next round to another instance, and goes on by itself from there', async () => {
    const first = await serve(() => wants('from one'));
    const other = await serve(({ params }) =>
      params['requestState'] === 'from one' ? COMPLETE : unsupported([]),
    );
    const [row] = await send(call, first);
    const captureId = (await invoke('capture.list', null))[0]?.id ?? '';
    const ref = await invoke('exchange.respond', {
      captureId,
      number: row?.number ?? 0,
      instanceId: other,
      responses: { n: { action: 'accept', content: { n: 5 } } },
      state: { kind: 'exact' },
    });
    const [second] = await rowsOf(await engine.whenSettled(ref));
    expect(second).toMatchObject({
      instanceName: 'pod 2',
      resultType: 'complete',
      link: { kind: 'round', to: row?.number, round: 2 },
    });
    expect(second?.tampered).toBeUndefined();
  });

  it('marks a state that was tampered with, and refuses what asks for nothing', async () => {
    const pod = await serve(({ params }) => (params['requestState'] === undefined ? wants('s1') : COMPLETE));
    const [row] = await send(call, pod);
    const captureId = (await invoke('capture.list', null))[0]?.id ?? '';
    const round = { captureId, number: row?.number ?? 0, instanceId: pod, responses: {} };
    const changed = await invoke('exchange.respond', { ...round, state: { kind: 'other', value: 's0' } });
    const [second] = await rowsOf(await engine.whenSettled(changed));
    expect(second).toMatchObject({ tampered: true, resultType: 'complete' });
    expect(asked.at(-1)?.params['requestState']).toBe('s0');
    const again = engine.bridge.invoke('exchange.respond', {
      ...round,
      number: second?.number ?? 0,
      state: { kind: 'exact' },
    });
    expect(await again).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  });

  it('counts the rounds on, whoever answers, a person or a responder', async () => {
    const pod = await serve(({ params }) => {
      if (params['requestState'] === undefined) return wants('s1');
      return params['requestState'] === 's1' ? wants('s2') : COMPLETE;
    });
    const [row] = await send({ ...call, respond: { elicitation: { mode: 'ask' } } }, pod);
    const captureId = (await invoke('capture.list', null))[0]?.id ?? '';
    const answered = { captureId, instanceId: pod, responses: {}, state: { kind: 'exact' } } as const;
    const second = await invoke('exchange.respond', { ...answered, number: row?.number ?? 0 });
    await engine.whenSettled(second);
    const third = await invoke('exchange.respond', { ...answered, number: second.number });
    const [last] = await rowsOf(await engine.whenSettled(third));
    expect(last).toMatchObject({
      resultType: 'complete',
      link: { kind: 'round', to: second.number, round: 3 },
    });

    const settings = (await invoke('workspace.get', null)).client;
    const [first] = await send(call, pod);
    await invoke('client.save', { ...settings, responders: { elicitation: { mode: 'accept' } } });
    const ref = await invoke('exchange.respond', { ...answered, number: first?.number ?? 0 });
    const rows = await rowsOf(await engine.whenSettled(ref));
    expect(rows.map(({ link }) => link?.round)).toEqual([2, 3]);
  });

  it('refuses to answer for a body that was replaced by hand', async () => {
    const pod = await serve(() => wants('s1'));
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: {} });
    const [row] = await send({ ...call, tamper: { ...NO_TAMPER, body } }, pod);
    const captureId = (await invoke('capture.list', null))[0]?.id ?? '';
    const answer = await engine.bridge.invoke('exchange.respond', {
      captureId,
      number: row?.number ?? 0,
      instanceId: pod,
      responses: {},
      state: { kind: 'exact' },
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    expect(answer.ok ? '' : answer.error.message).toContain('replaced by hand');
    expect(asked).toHaveLength(1);
  });

  it('links no round to an exchange of another capture', async () => {
    const pod = await serve(({ params }) => (params['requestState'] === undefined ? wants('s1') : COMPLETE));
    const [row] = await send(call, pod);
    const [before] = await invoke('capture.list', null);
    await invoke('capture.new', {});
    const { id: captureId } = await invoke('capture.open', { path: before?.path ?? '' });
    const ref = await invoke('exchange.respond', {
      captureId,
      number: row?.number ?? 0,
      instanceId: pod,
      responses: {},
      state: { kind: 'exact' },
    });
    const [answered] = await rowsOf(await engine.whenSettled(ref));
    expect(ref.captureId).not.toBe(captureId);
    expect(answered?.link).toBeUndefined();
    expect(answered?.resultType).toBe('complete');
  });
});
