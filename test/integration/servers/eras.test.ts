import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../engine/index.ts';
import { NO_TAMPER } from '../../../shared/model/draft.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import { INSTANCE_PROGRAM } from '../../support/demo-processes.ts';
import { listen, type HttpServerUnderTest } from '../../support/real-servers/http-listener.ts';
import { startEverything } from '../../support/real-servers/child-servers.ts';
import { startMcpLiteServer, startSdkServer } from '../../support/real-servers/in-process.ts';
import { openStage } from '../../support/real-servers/stage.ts';
import { addInstance, ask, check, draftOf, rowsOf, sendAndRead } from './ask-through-bridge.ts';

let directory: string;
let engine: Engine;
let server: HttpServerUnderTest | undefined;

const open = async (): Promise<Engine> =>
  (engine = await createEngine({
    workspaceDirectory: join(directory, 'workspace'),
    program: 'test',
    version: '0.0.0',
    env: { ...process.env, HOPSCOPE_STATE_DIR: join(directory, 'state') },
    demo: { entry: INSTANCE_PROGRAM, knownBugs: [] },
  }));

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-eras-'));
  await open();
});
afterEach(async () => {
  await engine.close();
  await server?.stop();
  server = undefined;
  await rm(directory, { recursive: true, force: true });
});

const call = draftOf('tools/call', { name: 'ping-pong', arguments: {} });
const healthOf = async (id: string) =>
  (await ask(engine, 'health.list', null)).find((health) => health.instanceId === id);
const methodsOf = async () => (await rowsOf(engine)).map(({ era, method }) => `${era} ${method}`);

/** Changes what is known by the only way that a person has: the era, set on the instance. */
const save = (instance: Instance, era?: 'modern' | 'legacy') => {
  const { id, name, url, headers } = instance;
  return ask(engine, 'instance.save', { id, name, url, headers, ...(era && { era }) });
};

describe('a batch, which a modern server answers as if it were of the legacy era', () => {
  const body = JSON.stringify([
    { jsonrpc: '2.0', id: 1, method: 'tools/list' },
    { jsonrpc: '2.0', id: 2, method: 'tools/list' },
  ]);
  const batch = draftOf('tools/list', {}, { tamper: { ...NO_TAMPER, body } });

  it('tells nothing of a server that nobody knows, and starts nothing', async () => {
    server = await startSdkServer('stateless');
    const { id } = await addInstance(engine, 'batch', server.url);
    const { row } = await sendAndRead(engine, id, batch);
    expect(row).toMatchObject({ era: 'modern', status: 400 });
    expect(await healthOf(id)).toBeUndefined();
    expect(await rowsOf(engine)).toHaveLength(1);
  });

  it('does not change what is known', async () => {
    server = await startSdkServer('stateless');
    const { id } = await addInstance(engine, 'batch', server.url);
    await check(engine, id);
    await sendAndRead(engine, id, batch);
    expect(await healthOf(id)).toMatchObject({ era: 'modern' });
    expect((await sendAndRead(engine, id, call)).row).toMatchObject({ era: 'modern', state: 'done' });
  });
});

describe('what was found out', () => {
  it('is kept for the next run, without addresses, and shown as kept', async () => {
    server = await startMcpLiteServer();
    const { id } = await addInstance(engine, 'old', server.url);
    await sendAndRead(engine, id, call);
    await engine.close();
    const text = await readFile(join(directory, 'workspace', 'captures', 'eras.json'), 'utf8');
    expect(text).toContain('"legacy"');
    expect(text).not.toContain('127.0.0.1');

    await open();
    const kept = await healthOf(id);
    expect(kept).toMatchObject({ state: 'unknown', era: 'legacy', eraSource: 'kept', transport: 'http' });
    expect(kept?.eraEvidence?.length).toBeGreaterThan(1);
    // Nothing is asked for it: the handshake comes first.
    await sendAndRead(engine, id, call);
    expect((await methodsOf()).slice(0, 2)).toEqual([
      'legacy initialize',
      'legacy notifications/initialized',
    ]);
  });

  it('is corrected where a modern server is a legacy one by now', async () => {
    const stage = await openStage(await startSdkServer('reject'));
    server = stage;
    const instance = await addInstance(engine, 'turned', stage.url);
    await sendAndRead(engine, instance.id, call);
    await engine.close();
    await open();
    await stage.put(await startMcpLiteServer());
    const { row, response } = await sendAndRead(engine, instance.id, call);
    expect(row).toMatchObject({ era: 'legacy', state: 'done', link: { kind: 'era', to: 1 } });
    expect(response?.body.text).toContain('pong');
    expect(await healthOf(instance.id)).toMatchObject({ era: 'legacy', eraSource: 'detected' });
  });

  it('is corrected where a legacy server is a modern one by now', async () => {
    const stage = await openStage(await startMcpLiteServer());
    server = stage;
    const instance = await addInstance(engine, 'turned', stage.url);
    await sendAndRead(engine, instance.id, call);
    await stage.put(await startSdkServer('reject'));
    const { row, response } = await sendAndRead(engine, instance.id, call);
    expect(row).toMatchObject({ era: 'modern', state: 'done', link: { kind: 'era' } });
    expect(response?.body.text).toContain('pong');
    expect(await healthOf(instance.id)).toMatchObject({ era: 'modern', eraSource: 'detected' });
  });

  it('is corrected by a check', async () => {
    const stage = await openStage(await startSdkServer('reject'));
    server = stage;
    const instance = await addInstance(engine, 'turned', stage.url);
    expect(await check(engine, instance.id)).toMatchObject({ era: 'modern' });
    await stage.put(await startMcpLiteServer());
    expect(await check(engine, instance.id)).toMatchObject({
      state: 'up',
      era: 'legacy',
      revision: '2025-03-26',
    });
  });
});

describe('an era that a person set', () => {
  it('is spoken, shown as set, and given up again', async () => {
    server = await startSdkServer('stateless');
    const instance = await addInstance(engine, 'dual', server.url);
    await sendAndRead(engine, instance.id, call);
    await save(instance, 'legacy');
    expect(await healthOf(instance.id)).toMatchObject({ era: 'legacy', eraSource: 'set' });
    expect((await sendAndRead(engine, instance.id, call)).row).toMatchObject({
      era: 'legacy',
      state: 'done',
    });
    expect(await check(engine, instance.id)).toMatchObject({ state: 'up', era: 'legacy', eraSource: 'set' });
    await save(instance);
    expect(await healthOf(instance.id)).toMatchObject({ era: 'modern', eraSource: 'detected' });
  });

  it('is spoken although the server is not of it: that is then seen', async () => {
    server = await startSdkServer('reject');
    const { id } = await addInstance(engine, 'strict', server.url, { era: 'legacy' });
    const { row } = await sendAndRead(engine, id, call);
    expect(row).toMatchObject({ era: 'legacy', method: 'initialize', errorCode: -32022 });
    const health = await check(engine, id);
    expect(health).toMatchObject({ state: 'up', era: 'legacy', eraSource: 'set' });
    expect(health.problem).toContain('No session could be opened');
    const old = await startMcpLiteServer();
    const modern = await addInstance(engine, 'old', old.url, { era: 'modern' });
    expect((await sendAndRead(engine, modern.id, call)).row).toMatchObject({
      era: 'modern',
      errorCode: -32602,
    });
    expect(
      await rowsOf(engine).then((rows) => rows.filter(({ instanceId }) => instanceId === modern.id)),
    ).toHaveLength(1);
    await old.stop();
  });
});

it('checks leave no session behind: one serves them all, and the calls', async () => {
  server = await startMcpLiteServer();
  const { id } = await addInstance(engine, 'old', server.url);
  await check(engine, id);
  const again = await check(engine, id);
  expect(again).toMatchObject({ state: 'up', era: 'legacy', serverInfo: { name: 'mcp-lite-under-test' } });
  await sendAndRead(
    engine,
    id,
    draftOf(
      'tools/call',
      { name: 'ping-pong', arguments: {} },
      { clientCapabilities: { elicitation: { form: {}, url: {} } } },
    ),
  );
  const methods = await methodsOf();
  expect(methods.filter((method) => method === 'legacy initialize')).toHaveLength(1);
  expect(methods.filter((method) => method === 'legacy ping')).toHaveLength(1);
});

it('tells nothing of an address where nothing is, and says what to look at', async () => {
  server = await listen((_request, response) => {
    response.writeHead(404, { 'content-type': 'text/html' }).end('<p>Nothing here.</p>');
  });
  const { id } = await addInstance(engine, 'wrong path', server.url);
  const health = await check(engine, id);
  expect(health).toMatchObject({ state: 'up' });
  expect(health).not.toHaveProperty('era');
  expect(health.problem).toContain('Check the path');
});

it('an era that a person set is spoken by the transport that the server has', async () => {
  server = await startEverything('sse');
  const { id } = await addInstance(engine, 'set', server.url, { era: 'legacy' });
  const echo = draftOf('tools/call', { name: 'echo', arguments: { message: 'hop' } });
  const { row, response } = await sendAndRead(engine, id, echo);
  expect(row).toMatchObject({ era: 'legacy', transport: 'sse', state: 'done' });
  expect(response?.body.text).toContain('Echo: hop');
  expect(await check(engine, id)).toMatchObject({ state: 'up', eraSource: 'set', transport: 'sse' });
});
