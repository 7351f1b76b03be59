import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Bridge,
  CommandInput,
  CommandName,
  CommandOutput,
  EventName,
  Events,
} from '../../shared/bridge/bridge.ts';
import { EVENT_NAMES, onEveryEvent } from '../../shared/bridge/every-event.ts';
import type { Result } from '../../shared/bridge/result.ts';
import { type Draft, NO_TAMPER } from '../../shared/model/draft.ts';
import type { ExchangeRef, Row } from '../../shared/model/exchange.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { workAsClient, type ClientWork } from './contract-client-work.ts';
import { checkDurability, makeTour, workAsJudge } from './contract-judge-work.ts';
import { mockTheDay } from './contract-mock-work.ts';
import { redactTheDay } from './contract-redaction-work.ts';
import { compareRecordings } from './contract-series-work.ts';
import { replayTheDay } from './contract-replay-work.ts';
import { driveTasks } from './contract-task-work.ts';
import { moveRecordings } from './contract-transfer-work.ts';
import { workAsGateway } from './contract-gateway-work.ts';
import { startDemoFleet, type DemoFleet } from './demo-processes.ts';
import { COMMAND_NAMES } from './valid-inputs.ts';

/** A bridge as a screen gets it, over a real engine. */
export interface ContractSubject {
  readonly bridge: Bridge;
  /** Exists, and is removed by `close`. */
  readonly directory: string;
  close(): Promise<void>;
}

const DRAFT: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'whoami', arguments: {} },
  clientCapabilities: {},
  clientInfo: { name: 'contract', version: '1' },
  tamper: NO_TAMPER,
};

/** What a screen may count on, whichever program carries the bridge. */
export function describeBridgeContract(name: string, open: () => Promise<ContractSubject>): void {
  describe(`${name}: the bridge's contract`, () => {
    let subject: ContractSubject;
    let servers: DemoFleet;
    beforeAll(async () => {
      servers = await startDemoFleet({ names: ['alpha', 'beta'], conformanceFixtures: true });
      subject = await open();
      await until(subject.bridge);
    });
    afterAll(async () => {
      await subject.close();
      await servers.stop();
    });

    it('tells the connection’s state at once, and no more after the end of the subscription', () => {
      const states: boolean[] = [];
      const stop = subject.bridge.onConnection((connected) => states.push(connected));
      expect(states).toEqual([true]);
      stop();
    });

    it.each(['no.such', 'constructor', ''])('answers BAD_INPUT to the command "%s"', async (command) => {
      expect(await subject.bridge.invoke(command as CommandName, null)).toMatchObject({
        ok: false,
        error: { code: 'BAD_INPUT' },
      });
    });

    it.each(COMMAND_NAMES)('answers BAD_INPUT to %s with a text as input', async (command) => {
      expect(await subject.bridge.invoke(command, 'text' as never)).toMatchObject({
        ok: false,
        error: {
          code: 'BAD_INPUT',
          message: expect.stringContaining(`${command} was not run: input`) as string,
        },
      });
    });

    it('answers with the engine’s own error where it cannot do what was asked', async () => {
      const { bridge, directory } = subject;
      const ref = { captureId: 'none', number: 1 };
      expect(await bridge.invoke('exchange.get', { ...ref, bodyLimit: 1 })).toMatchObject({
        error: { code: 'NOT_FOUND' },
      });
      expect(await bridge.invoke('draft.preview', { draft: DRAFT, instanceId: 'none' })).toMatchObject({
        error: { code: 'NOT_FOUND' },
      });
      const path = join(directory, 'no-capture.hopscope');
      await writeFile(path, 'this is no capture, and long enough not to be taken for an empty file');
      expect(await bridge.invoke('capture.open', { path })).toMatchObject({ error: { code: 'UNREADABLE' } });
    });

    it('carries every command and every event of a day’s work', async () => {
      const work = recordWork(subject.bridge);
      const heard = new Set<EventName>();
      const stop = onEveryEvent(subject.bridge, ({ event }) => heard.add(event));
      await aDaysWork(work, servers, subject.directory);
      stop();
      expect([...work.invoked].sort()).toEqual([...COMMAND_NAMES].sort());
      expect([...heard].sort()).toEqual([...EVENT_NAMES].sort());
    });

    it('delivers an event to each subscription, and to none that was ended', async () => {
      const { bridge } = subject;
      const heard: string[] = [];
      const listener = (): void => void heard.push('same');
      const stops = [bridge.on('captures', listener), bridge.on('captures', listener)];
      const stopped = bridge.on('captures', () => heard.push('ended'));
      stopped();
      const told = nextEvent(bridge, 'captures', () => true);
      unwrap(await bridge.invoke('capture.new', {}));
      await told;
      for (const stop of stops) stop();
      expect(heard.length % 2).toBe(0);
      expect(heard).toContain('same');
      expect(heard).not.toContain('ended');
    });
  });
}

/** Resolves when the bridge is connected. */
async function until(bridge: Bridge): Promise<void> {
  await new Promise<void>((resolve) => {
    bridge.onConnection((connected) => {
      if (connected) resolve();
    });
  });
}

interface Work {
  readonly bridge: Bridge;
  readonly invoked: Set<CommandName>;
  /** Fails the test where the command is refused. */
  readonly run: <C extends CommandName>(command: C, input: CommandInput<C>) => Promise<CommandOutput<C>>;
}

function recordWork(bridge: Bridge): Work {
  const invoked = new Set<CommandName>();
  return {
    bridge,
    invoked,
    async run(command, input) {
      invoked.add(command);
      return unwrap(await bridge.invoke(command, input));
    },
  };
}

async function aDaysWork(work: Work, servers: DemoFleet, directory: string): Promise<void> {
  const info = await work.run('app.info', null);
  expect(info.platform).toBe(process.platform);
  expect((await work.run('secrets.get', null)).says).toContain('Secrets');
  const instances = await keepThings(work, servers);
  const refs = await sendToAll(work, instances);
  await readExchanges(work, refs);
  const next: ClientWork['next'] = (event, fits) => nextEvent(work.bridge, event, fits);
  await workAsClient({ ...work, draft: DRAFT, next }, instances);
  await workAsGateway({ ...work, draft: DRAFT, next }, instances);
  await workAsJudge({ ...work, draft: DRAFT, next }, refs);
  await redactTheDay({ ...work, draft: DRAFT, next }, refs, directory);
  await mockTheDay({ ...work, draft: DRAFT, next }, refs);
  await compareRecordings({ ...work, draft: DRAFT, next }, refs, directory);
  await replayTheDay({ ...work, draft: DRAFT, next }, refs, instances);
  await makeTour({ ...work, draft: DRAFT, next }, instances);
  await checkDurability({ ...work, draft: DRAFT, next }, instances);
  await driveTasks({ ...work, draft: DRAFT, next });
  await moveRecordings({ ...work, draft: DRAFT, next }, refs, directory);
  await handleCaptures(work, refs, directory);
  await removeThings(work);
  await runDemo(work);
}

async function keepThings({ run, bridge }: Work, servers: DemoFleet): Promise<readonly Instance[]> {
  const told = nextEvent(bridge, 'workspace', (state) => state.instances.length === 2);
  const instances: Instance[] = [];
  for (const { name, url } of servers.instances) {
    instances.push(await run('instance.save', { name, url, headers: [['X-Test', 'ä']] }));
  }
  expect((await told).instances.map(({ name }) => name)).toEqual(['alpha', 'beta']);
  const ids = instances.map(({ id }) => id);
  await run('fleet.save', { name: 'both', instanceIds: ids });
  await run('request.save', { name: 'who', draft: DRAFT });
  const state = await run('workspace.get', null);
  expect([state.fleets[0]?.instanceIds, state.requests[0]?.draft]).toEqual([ids, DRAFT]);

  const up = nextEvent(bridge, 'health', (entry) => entry.state === 'up' && entry.instanceId === ids[0]);
  await run('instance.check', { ids });
  expect((await up).era).toBe('modern');
  expect((await run('health.list', null)).map(({ instanceId }) => instanceId)).toEqual(
    expect.arrayContaining(ids),
  );
  return instances;
}

async function sendToAll(
  { run, bridge }: Work,
  instances: readonly Instance[],
): Promise<readonly ExchangeRef[]> {
  const ids = instances.map(({ id }) => id);
  const [first = ''] = ids;
  const listing = await run('listing.get', { instanceId: first, kind: 'tools', refresh: true });
  expect(listing.entries.map(({ name }) => name)).toContain('whoami');
  const preview = await run('draft.preview', { draft: DRAFT, instanceId: first });
  expect(preview.headers).toContainEqual(['Mcp-Name', 'whoami']);

  const rows = new Map<number, Row>();
  const done = nextEvent(bridge, 'rows', (batch) => {
    for (const row of batch.rows) rows.set(row.number, row);
    return [...rows.values()].filter((row) => row.name === 'whoami' && row.state === 'done').length === 2;
  });
  const refs = await run('exchange.send', { draft: DRAFT, instanceIds: ids });
  await done;
  expect(refs.map(({ number }) => rows.get(number)?.instanceName)).toEqual(['alpha', 'beta']);
  return refs;
}

async function readExchanges({ run }: Work, refs: readonly ExchangeRef[]): Promise<void> {
  const [ref] = refs;
  if (!ref) throw new Error('nothing was sent');
  const detail = await run('exchange.get', { ...ref, bodyLimit: 65_536 });
  expect(detail.response?.status).toBe(200);
  expect(detail.response?.body.text).toContain('alpha');
  const bytes = await run('exchange.bytes', { ...ref, side: 'request', offset: 0, limit: 4 });
  expect(Buffer.from(bytes.base64, 'base64').toString()).toBe('POST');
  const events = await run('exchange.events', { ...ref, from: 0, limit: 10 });
  expect(events.total).toBe(detail.row.eventCount);
  expect((await run('exchange.curl', ref)).text).toMatch(/^curl /);
  const comparison = await run('exchange.compare', { refs });
  expect([comparison.same, comparison.columns.length]).toEqual([false, 2]);
  await run('exchange.cancel', ref);
}

async function handleCaptures(
  { run, bridge }: Work,
  refs: readonly ExchangeRef[],
  directory: string,
): Promise<void> {
  const [ref] = refs;
  if (!ref) throw new Error('nothing was sent');
  const { captureId } = ref;
  const before = (await run('capture.list', null)).find(({ id }) => id === captureId);
  expect(before?.recording).toBe(true);
  const page = await run('capture.rows', { captureId, after: ref.number - 1, limit: 1 });
  expect(page.rows.map(({ number }) => number)).toEqual([ref.number]);
  const found = await run('capture.find', { captureId, filter: `number:${String(ref.number)} -is:open` });
  expect([Buffer.from(found.packed, 'base64').readUInt32LE(0), found.total]).toEqual([ref.number, 1]);
  expect(await run('capture.page', { captureId, before: ref.number + 1, limit: 1 })).toMatchObject({
    page: {
      values: expect.arrayContaining([ref.number]) as unknown,
      kinds: [{ instanceId: page.rows[0]?.instanceId }],
    },
  });
  const { proposals } = await run('filter.complete', { captureId, text: 'method:tools/c', cursor: 14 });
  expect(proposals[0]).toMatchObject({ insert: 'tools/call ', label: 'tools/call' });
  const filter = await run('filter.save', { name: 'Refused', text: ' status:>=400 ' });
  expect(filter).toEqual({ id: 'refused', name: 'Refused', text: 'status:>=400' });
  expect((await run('workspace.get', null)).filters).toEqual([filter]);
  expect(await run('filter.remove', { id: filter.id })).toBeNull();
  const path = join(directory, 'copy.hopscope');
  expect((await run('capture.saveCopy', { captureId, path })).bytes).toBeGreaterThan(0);
  expect((await run('capture.saveCopy', { captureId, path, replace: true })).bytes).toBeGreaterThan(0);
  const fresh = nextEvent(bridge, 'captures', (list) =>
    list.some(({ id, recording }) => recording && id !== captureId),
  );
  await run('capture.new', { name: 'fresh' });
  await fresh;
  const noted = nextEvent(bridge, 'recents', ([last]) => last?.path === path);
  const opened = await run('capture.open', { path });
  expect([opened.recording, opened.path]).toEqual([false, path]);
  expect((await noted)[0]?.name).toBe('copy.hopscope');
  expect((await run('recents.list', null)).map((recent) => recent.path)).toContain(path);
  await run('recents.forget', null);
  expect(await run('recents.list', null)).toEqual([]);
  await run('capture.close', { captureId: opened.id });
  expect((await run('capture.list', null)).map(({ id }) => id)).not.toContain(opened.id);
  const library = await run('library.list', null);
  const { path: recorded = '' } = library.find(({ open }) => open) ?? {};
  const labels = { title: 'Monday', note: 'with beta down', tags: ['shop'], pinned: true };
  expect(await run('library.describe', { path: recorded, ...labels })).toEqual(labels);
  expect(await run('library.retain', { bytes: 0, apply: false })).not.toContainEqual(
    expect.objectContaining({ path: recorded }),
  );
  expect(await run('library.setRetention', { days: 30 })).toEqual({ days: 30 });
  expect(await run('library.retention', null)).toEqual({ days: 30 });
  const [closed] = library.filter((entry) => !entry.open);
  if (closed) {
    const { trash, moved } = await run('library.remove', { paths: [closed.path] });
    expect(trash).toContain('trash');
    expect((await run('library.trash', null)).map(({ path }) => path)).toEqual(moved);
    expect(await run('library.restore', { paths: moved })).toEqual({ paths: [closed.path] });
  }
  const salvaged = await run('transfer.import', { id: 'salvage', paths: [path], salvage: true });
  expect(salvaged).toMatchObject({ capture: { name: 'copy.salvaged.hopscope' }, salvaged: { lost: 0 } });
  await run('capture.close', { captureId: salvaged.capture?.id ?? '' });
}

async function removeThings({ run }: Work): Promise<void> {
  const state = await run('workspace.get', null);
  for (const { id } of state.requests) await run('request.remove', { id });
  for (const { id } of state.fleets) await run('fleet.remove', { id });
  for (const { id } of state.instances) await run('instance.remove', { id });
  expect(await run('workspace.get', null)).toMatchObject({ instances: [], fleets: [], requests: [] });
}

async function runDemo({ run, bridge }: Work): Promise<void> {
  const running = nextEvent(bridge, 'workspace', ({ demo }) => demo.state === 'running');
  await run('demo.start', { instances: 1, bugs: ['own-key'] });
  expect((await running).instances).toMatchObject([{ name: 'alpha', startedBy: 'demo' }]);
  const off = nextEvent(bridge, 'workspace', ({ demo }) => demo.state === 'off');
  await run('demo.stop', null);
  await off;
}

/** The first event that fits, from now on. */
function nextEvent<E extends EventName>(
  bridge: Bridge,
  event: E,
  fits: (payload: Events[E]) => boolean,
): Promise<Events[E]> {
  return new Promise((resolve) => {
    const stop = bridge.on(event, (payload) => {
      if (!fits(payload)) return;
      stop();
      resolve(payload);
    });
  });
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
