import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUGS } from '../../../demo/bugs.ts';
import { createEngine, type Engine } from '../../../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/bridge/bridge.ts';
import { NO_TAMPER, type Draft } from '../../../shared/model/draft.ts';
import type { ExchangeDetail, ExchangeRef, Row } from '../../../shared/model/exchange.ts';
import type { InstanceHealth } from '../../../shared/model/instance.ts';
import { startTcpServer } from '../../support/tcp-server.ts';

const DEMO = ['demo-alpha', 'demo-beta', 'demo-gamma'];

function draftOf(method: string, params: Draft['params'], more: Partial<Draft> = {}): Draft {
  return {
    era: 'modern',
    revision: '2026-07-28',
    method,
    params,
    clientCapabilities: {},
    clientInfo: { name: 'test', version: '0' },
    tamper: NO_TAMPER,
    ...more,
  };
}

let engine: Engine;
let workspaceDirectory: string;
const rows = new Map<number, Row>();
const health = new Map<string, InstanceHealth>();

beforeAll(async () => {
  workspaceDirectory = await mkdtemp(join(tmpdir(), 'hopscope-engine-'));
  engine = await createEngine({
    workspaceDirectory,
    program: 'test',
    version: '0.0.0',
    env: { ...process.env, TOKEN: 'from the environment' },
    demo: { entry: fileURLToPath(new URL('../../../demo/instance.ts', import.meta.url)), knownBugs: BUGS },
  });
  engine.bridge.on('rows', (batch) => {
    for (const row of batch.rows) rows.set(row.number, row);
  });
  engine.bridge.on('health', (entry) => void health.set(entry.instanceId, entry));
  await invoke('demo.start', { instances: 3, bugs: [] });
});

afterAll(async () => {
  await engine.close();
  await rm(workspaceDirectory, { recursive: true, force: true });
});

async function invoke<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
  const answer = await engine.bridge.invoke(command, input);
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

async function send(draft: Draft, instanceIds: readonly string[]): Promise<readonly ExchangeRef[]> {
  const refs = await invoke('exchange.send', { draft, instanceIds });
  await Promise.all(refs.map((ref) => engine.whenDone(ref)));
  return refs;
}

async function detailOf(ref: ExchangeRef | undefined): Promise<ExchangeDetail> {
  if (!ref) throw new Error('no exchange was sent');
  return invoke('exchange.get', { ...ref, bodyLimit: 1_000_000 });
}

describe('the engine through its bridge', () => {
  it('checks the demo fleet as soon as it runs', async () => {
    await expect.poll(() => DEMO.map((id) => health.get(id)?.state)).toEqual(['up', 'up', 'up']);
    expect(health.get('demo-beta')).toMatchObject({
      era: 'modern',
      supportedVersions: ['2026-07-28'],
      serverInfo: { name: 'hopscope-demo' },
    });
  });

  it('sends one draft to three instances and tells where their answers differ', async () => {
    const refs = await send(draftOf('tools/call', { name: 'whoami', arguments: {} }), DEMO);
    const compared = await invoke('exchange.compare', { refs });
    expect(compared.columns.map((column) => column.instanceName)).toEqual(['alpha', 'beta', 'gamma']);
    expect(compared.pointers).toContain('/result/structuredContent/instance');
    expect(compared.pointers).not.toContain('/id');
    await expect
      .poll(() => refs.map(({ number }) => rows.get(number)))
      .toMatchObject([
        { state: 'done', status: 200, resultType: 'complete', name: 'whoami', instanceName: 'alpha' },
        { state: 'done', instanceName: 'beta' },
        { state: 'done', instanceName: 'gamma' },
      ]);
  });

  it('sends exactly what the preview shows', async () => {
    const draft = draftOf(
      'tools/call',
      { name: 'route_order', arguments: { region: 'Hello, 世界', shard: 42, orderId: 'o-1' } },
      { requestId: 'mine', tamper: { ...NO_TAMPER, headers: [{ op: 'duplicate', name: 'accept' }] } },
    );
    const listing = await invoke('listing.get', {
      instanceId: 'demo-alpha',
      kind: 'tools',
      refresh: false,
    });
    const toolSchema = listing.entries.find((entry) => entry.name === 'route_order')?.entry['inputSchema'];
    const full = { ...draft, ...(toolSchema !== undefined && { toolSchema }) };
    const preview = await invoke('draft.preview', { draft: full, instanceId: 'demo-alpha' });
    const [ref] = await send(full, ['demo-alpha']);
    const detail = await detailOf(ref);
    const head = [
      `POST ${detail.request.target} HTTP/1.1`,
      ...preview.headers.map(([name, value]) => `${name}: ${value}`),
    ];
    const { base64 } = await invoke('exchange.bytes', {
      ...detail.ref,
      side: 'request',
      offset: 0,
      limit: 100_000,
    });
    expect(Buffer.from(base64, 'base64').toString('utf8')).toBe(
      `${head.join('\r\n')}\r\n\r\n${preview.body}`,
    );
    expect(preview.headers).toContainEqual(['Mcp-Param-Region', '=?base64?SGVsbG8sIOS4lueVjA==?=']);
    expect(detail.response?.status).toBe(200);
    expect(detail.row).toMatchObject({ tampered: true });
  });

  it('lists every page once and keeps the list while it is fresh', async () => {
    const ask = (refresh: boolean) =>
      invoke('listing.get', { instanceId: 'demo-beta', kind: 'tools', refresh });
    const first = await ask(false);
    expect(first.entries.map((entry) => entry.name)).toContain('basket_create');
    expect((await ask(false)).fetchedAt).toBe(first.fetchedAt);
    expect((await ask(true)).exchanges).not.toEqual(first.exchanges);
  });

  it('follows a stream event by event and cancels it on demand', async () => {
    const slow = { name: 'import_catalog', arguments: { count: 10_000, delayMs: 20 } };
    const [ref] = await invoke('exchange.send', {
      draft: draftOf('tools/call', slow, { progressToken: 'p' }),
      instanceIds: ['demo-gamma'],
    });
    if (!ref) throw new Error('nothing was sent');
    await expect.poll(() => rows.get(ref.number)?.eventCount ?? 0).toBeGreaterThan(3);
    const { events } = await invoke('exchange.events', { ...ref, from: 1, limit: 2 });
    expect(events).toMatchObject([
      { index: 1, method: 'notifications/progress', message: 'notification' },
      { index: 2 },
    ]);
    await invoke('exchange.cancel', ref);
    expect(await engine.whenDone(ref)).toMatchObject({ state: 'failed', failureKind: 'cancelled' });
  });

  it('fills a header from the environment and refuses to send while one is missing', async () => {
    const server = await startTcpServer(async (connection) => {
      const { headers, body } = await connection.readRequest();
      const { id } = JSON.parse(body.toString('utf8')) as { id: number };
      const token = headers.find(([name]) => name === 'X-Token')?.[1];
      const answer = JSON.stringify({ jsonrpc: '2.0', id, result: { resultType: 'complete', token } });
      await connection.send(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${String(answer.length)}\r\n\r\n${answer}`,
      );
    });
    try {
      const save = (variable: string, id?: string) =>
        invoke('instance.save', {
          ...(id !== undefined && { id }),
          name: 'plain',
          url: `${server.url}/mcp`,
          headers: [['X-Token', `\${${variable}}`]],
        });
      const { id } = await save('TOKEN');
      const [ref] = await send(draftOf('server/discover', {}), [id]);
      expect((await detailOf(ref)).response?.body.text).toContain('"token":"from the environment"');

      await save('NOT_SET_ANYWHERE', id);
      const refused = await engine.bridge.invoke('exchange.send', {
        draft: draftOf('server/discover', {}),
        instanceIds: ['demo-alpha', id],
      });
      expect(refused).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
      expect(refused.ok ? '' : refused.error.message).toContain('NOT_SET_ANYWHERE');
      await invoke('instance.remove', { id });
    } finally {
      await server.close();
    }
  });

  it('names what is not there', async () => {
    const nobody = await engine.bridge.invoke('exchange.send', {
      draft: draftOf('tools/list', {}),
      instanceIds: ['nobody'],
    });
    expect(nobody).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    const [capture] = await invoke('capture.list', null);
    const gone = await engine.bridge.invoke('exchange.get', {
      captureId: capture?.id ?? '',
      number: 999_999,
      bodyLimit: 1,
    });
    expect(gone).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });

  it('keeps its hands off the demo fleet’s instances', async () => {
    const removed = await engine.bridge.invoke('instance.remove', { id: 'demo-alpha' });
    expect(removed).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
  });
});
