import { naiveFilter } from '../naive-filter.ts';
import { pageOf } from '../page-of.ts';
import { DEFAULT_CLIENT_SETTINGS } from '../../../shared/model/input.ts';
import type {
  Bridge,
  CommandInput,
  CommandName,
  CommandOutput,
  EventName,
  Events,
} from '../../../shared/bridge/bridge.ts';
import type { Result } from '../../../shared/bridge/result.ts';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import type { Row } from '../../../shared/model/exchange.ts';
import type { Instance, InstanceHealth } from '../../../shared/model/instance.ts';
import type { WorkspaceState } from '../../../shared/model/workspace.ts';
import { answerBody, eventsOf, requestBody, sampleDetail, wireOf } from './sample-detail.ts';
import { NAMES, openRow, routedRow, SAMPLE_GATEWAY, sampleRow } from './sample-rows.ts';

/** What the harness shows: the empty start, a working day, a hundred thousand rows, or traffic through a gateway. */
export type Scene = 'empty' | 'demo' | 'large' | 'gateway';

type Answers = {
  readonly [C in CommandName]?: (input: CommandInput<C>) => CommandOutput<C> | Promise<CommandOutput<C>>;
};

/** The fake engine, and the strings that a script pulls. */
export interface Harness {
  readonly bridge: Bridge;
  /** Sends `count` new exchanges, `batch` rows each `everyMs`, first open and then done. */
  readonly flood: (count: number, batch: number, everyMs: number) => Promise<void>;
  /** Adds one open exchange whose stream grows by `step` events each 50 ms up to `count`. */
  readonly stream: (count: number, step: number) => Promise<number>;
  readonly setConnected: (connected: boolean) => void;
}

const CAPTURE = 'c1';
const COUNTS: Readonly<Record<Scene, number>> = { empty: 0, demo: 180, large: 100_000, gateway: 1400 };

function instances(): readonly Instance[] {
  return NAMES.map((name, index) => ({
    id: `i-${name}`,
    name,
    url: `http://127.0.0.1:4187${index + 3}/mcp`,
    headers: [],
    startedBy: 'demo',
  }));
}

function healths(): readonly InstanceHealth[] {
  return NAMES.map((name, index): InstanceHealth => ({
    instanceId: `i-${name}`,
    state: index === 2 ? 'down' : 'up',
    checkedAt: Date.now(),
    latencyMs: 3.2 + index,
    latenciesMs: [4, 3, 5, 3.2, 4.1].map((value) => value + index),
    era: 'modern',
    eraReason: 'It answered server/discover.',
    supportedVersions: ['2026-07-28', '2025-11-25'],
    serverInfo: { name: 'demo-shop', version: '0.1.0' },
    ...(index === 2 && { problem: 'Nobody listens at 127.0.0.1:41875.' }),
  }));
}

function bytesOf(row: Row, side: 'request' | 'response' | 'body'): Uint8Array {
  const encoder = new TextEncoder();
  if (side === 'body') return encoder.encode(eventsOf(row).text);
  return encoder.encode(wireOf(row)[side]);
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A bridge to an engine that exists only in this page. */
export function createHarness(scene: Scene): Harness {
  const rows: Row[] = Array.from({ length: COUNTS[scene] }, (_, index) =>
    scene === 'gateway' ? routedRow(index + 1) : sampleRow(index + 1),
  );
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const onConnection = new Set<(connected: boolean) => void>();
  let workspace: WorkspaceState = {
    directory: '/home/you/shop/.hopscope',
    name: 'shop',
    instances: scene === 'empty' ? [] : instances(),
    fleets:
      scene === 'empty' ? [] : [{ id: 'f1', name: 'demo', instanceIds: instances().map(({ id }) => id) }],
    requests: [],
    client: DEFAULT_CLIENT_SETTINGS,
    gateways: scene === 'gateway' ? [SAMPLE_GATEWAY] : [],
    runs: [],
    mutes: [],
    filters: [],
    problems: [],
    demo: { state: scene === 'empty' ? 'off' : 'running', bugs: [], knownBugs: [] },
  };
  const summary = (): CaptureSummary => ({
    ...{
      id: CAPTURE,
      name: 'demo-2026-11-23.hopscope',
      path: '/home/you/shop/.hopscope/captures/demo-2026-11-23.hopscope',
    },
    ...{ recording: true, exchanges: rows.length, bytes: rows.length * 1744, openedAt: 0, lost: 0 },
  });
  const old: CaptureSummary = {
    ...summary(),
    id: 'c0',
    name: 'monday.hopscope',
    recording: false,
    exchanges: 3,
    lost: 1,
  };
  const emit = <E extends EventName>(event: E, payload: Events[E]): void => {
    for (const listener of listeners.get(event) ?? []) listener(payload as never);
  };
  const emitRows = (changed: readonly Row[]): void => {
    for (const row of changed) rows[row.number - 1] = row;
    emit('rows', { captureId: CAPTURE, rows: changed });
  };
  const find = (number: number): Row => rows[number - 1] ?? sampleRow(number);
  const addInstance = (added: readonly Instance[], demo: WorkspaceState['demo']['state']): void => {
    workspace = {
      ...workspace,
      instances: [...workspace.instances, ...added],
      demo: { ...workspace.demo, state: demo },
    };
    emit('workspace', workspace);
  };

  const answers: Answers = {
    'app.info': () => ({
      version: '0.1.0',
      program: 'test',
      platform: 'linux',
      files: 'path',
      logFile: '/state/log/hopscope.log',
    }),
    'workspace.get': () => workspace,
    'connection.list': () => [],
    'input.list': () => [],
    'gateway.list': () => [],
    'run.list': () => [],
    'health.list': () => (scene === 'empty' ? [] : healths()),
    'capture.list': () => [old, summary()],
    'capture.rows': ({ captureId, after, limit }) =>
      captureId === CAPTURE
        ? { rows: rows.slice(after, after + limit), total: rows.length }
        : { rows: [1, 2, 3].map(sampleRow).slice(after, after + limit), total: 3 },
    'capture.page': ({ captureId, ...range }) =>
      pageOf(captureId === CAPTURE ? rows : [1, 2, 3].map(sampleRow), range),
    'capture.find': ({ captureId, filter, among }) => {
      const passes = naiveFilter(filter);
      const own = captureId === CAPTURE ? rows : [1, 2, 3].map(sampleRow);
      const found = own.filter((row) => (among?.includes(row.number) ?? true) && passes(row));
      const bytes = new Uint8Array(Uint32Array.from(found.map(({ number }) => number)).buffer);
      return { packed: toBase64(bytes), total: found.length, judged: false };
    },
    'filter.complete': ({ cursor }) => ({ from: cursor, to: cursor, proposals: [] }),
    'capture.new': summary,
    'instance.save': (input) => {
      const instance = { ...input, id: `i-${input.name}` };
      addInstance([instance], workspace.demo.state);
      return instance;
    },
    'demo.start': async () => {
      addInstance([], 'starting');
      await pause(1500);
      addInstance(instances(), 'running');
      emitRows([1, 2, 3].map((number) => ({ ...sampleRow(7), number })));
      return null;
    },
    'instance.check': () => null,
    'exchange.get': ({ captureId, number, bodyLimit }) => sampleDetail(find(number), captureId, bodyLimit),
    'exchange.events': ({ number, from, limit }) => {
      const { events } = eventsOf(find(number));
      return { events: events.slice(from, from + limit), total: events.length };
    },
    'exchange.bytes': ({ number, side, offset, limit }) => {
      const bytes = bytesOf(find(number), side);
      return { base64: toBase64(bytes.subarray(offset, offset + limit)), total: bytes.length };
    },
    'exchange.curl': ({ number }) => ({
      text: `curl http://127.0.0.1:41873/mcp -d '${requestBody(find(number))}'`,
    }),
    'exchange.send': ({ instanceIds }) =>
      instanceIds.map(() => {
        const number = rows.length + 1;
        emitRows([sampleRow(number)]);
        return { captureId: CAPTURE, number };
      }),
    'exchange.cancel': () => null,
    'exchange.compare': ({ refs }) => {
      const columns = refs.map((ref, index) => {
        const row = find(ref.number);
        const first = find(refs[0]?.number ?? 1);
        const differences =
          index === 0
            ? []
            : ([
                {
                  pointer: '/result/content/0/text',
                  kind: 'changed',
                  left: `This is ${first.instanceName}.`,
                  right: `This is ${row.instanceName}.`,
                },
                {
                  pointer: '/result/structuredContent/instance',
                  kind: 'changed',
                  left: first.instanceName,
                  right: row.instanceName,
                },
                {
                  pointer: '/result/structuredContent/products/3',
                  kind: 'removed',
                  left: { id: 'sku-1-3', title: 'Blue suede shoes' },
                },
              ] as const);
        return { ref, instanceName: row.instanceName, differences };
      });
      const pointers = [
        ...new Set(columns.flatMap(({ differences }) => differences.map(({ pointer }) => pointer))),
      ].sort();
      return { same: false, columns, pointers };
    },
    'listing.get': ({ instanceId, kind }) => ({
      instanceId,
      kind,
      entries: [],
      exchanges: [],
      fetchedAt: Date.now(),
    }),
    'draft.preview': () => ({
      httpMethod: 'POST',
      url: 'http://127.0.0.1:41873/mcp',
      headers: [],
      body: answerBody(sampleRow(1)),
      origins: [],
      routing: [],
      problems: [],
    }),
  };

  const bridge: Bridge = {
    invoke: async <C extends CommandName>(
      command: C,
      input: CommandInput<C>,
    ): Promise<Result<CommandOutput<C>>> => {
      // Everything crosses the real bridge as JSON: what does not survive that must not work here either.
      await pause(1);
      const answer = answers[command] as
        ((input: CommandInput<C>) => CommandOutput<C> | Promise<CommandOutput<C>>) | undefined;
      if (!answer)
        return { ok: false, error: { code: 'NOT_FOUND', message: `The harness does not know ${command}.` } };
      return { ok: true, value: JSON.parse(JSON.stringify(await answer(input))) as CommandOutput<C> };
    },
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener);
      return () => {
        set.delete(listener);
      };
    },
    onConnection: (listener) => {
      onConnection.add(listener);
      listener(true);
      return () => {
        onConnection.delete(listener);
      };
    },
  };
  return {
    bridge,
    setConnected: (connected) => {
      for (const listener of onConnection) listener(connected);
    },
    flood: async (count, batch, everyMs) => {
      const last = rows.length + count;
      while (rows.length < last) {
        const from = rows.length + 1;
        const numbers = Array.from(
          { length: Math.min(batch, last - rows.length) },
          (_, index) => from + index,
        );
        emitRows(numbers.map(openRow));
        await pause(everyMs / 2);
        emitRows(numbers.map(sampleRow));
        emit('captures', [old, summary()]);
        await pause(everyMs / 2);
      }
    },
    stream: async (count, step) => {
      const number = rows.length + 1;
      const base: Row = {
        ...openRow(number),
        method: 'tools/call',
        name: 'import_catalog',
        responseBytes: 1,
        status: 200,
      };
      eventsOf({ ...base, eventCount: count });
      for (let eventCount = step; eventCount <= count; eventCount += step) {
        emitRows([{ ...base, eventCount, responseBytes: eventCount * 140 }]);
        await pause(50);
      }
      emitRows([
        {
          ...base,
          eventCount: count,
          state: 'done',
          resultType: 'complete',
          durationMs: 5000,
          responseBytes: count * 140,
        },
      ]);
      return number;
    },
  };
}
