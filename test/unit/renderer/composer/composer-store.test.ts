import { DEFAULT_CLIENT_SETTINGS } from '../../../../shared/model/input.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { selectSubject, selectText } from '../../../../renderer/composer/composer-state.ts';
import {
  createComposerStore,
  firstChoice,
  firstTool,
  type ComposerStore,
} from '../../../../renderer/composer/composer-store.ts';
import type { Comparison } from '../../../../shared/model/difference.ts';
import type { JsonObject } from '../../../../shared/model/draft.ts';
import type { ExchangeDetail, ExchangeRef, Row } from '../../../../shared/model/exchange.ts';
import type { Instance } from '../../../../shared/model/instance.ts';
import type { Listing, ListKind } from '../../../../shared/model/listing.ts';
import type { WorkspaceState } from '../../../../shared/model/workspace.ts';
import { createFakeEngine } from '../../../support/fake-engine.ts';
import { TableBridge } from './fake-bridge.ts';

function instance(id: string): Instance {
  return { id, name: id, url: `http://127.0.0.1/${id}`, headers: [] };
}

function workspace(ids: readonly string[], fleet?: readonly string[]): WorkspaceState {
  return {
    directory: '/w',
    name: 'w',
    instances: ids.map(instance),
    fleets: fleet ? [{ id: 'f', name: 'f', instanceIds: fleet }] : [],
    requests: [],
    client: DEFAULT_CLIENT_SETTINGS,
    gateways: [],
    runs: [],
    mutes: [],
    filters: [],
    problems: [],
    demo: { state: 'off', bugs: [], knownBugs: [] },
  };
}

function tools(instanceId: string, names: readonly string[], inputSchema: JsonObject = {}): Listing {
  const entries = names.map((name) => ({ name, entry: { name, inputSchema } }));
  return { instanceId, kind: 'tools', entries, exchanges: [], fetchedAt: 1 };
}

const rows = new Map<number, Row>();

function setRow(number: number, part: Partial<Row>): Row {
  const row: Row = {
    number,
    startedAt: 0,
    origin: 'composer',
    instanceId: `i${String(number)}`,
    instanceName: `i${String(number)}`,
    era: 'modern',
    method: 'tools/call',
    name: 'only',
    state: 'open',
    requestBytes: 1,
    responseBytes: 0,
    eventCount: 0,
    ...rows.get(number),
    ...part,
  };
  rows.set(number, row);
  return row;
}

function detail({ captureId, number }: ExchangeRef): ExchangeDetail {
  const body = { bytes: 2, text: '{}', truncated: false };
  return {
    ref: { captureId, number },
    row: rows.get(number) ?? setRow(number, {}),
    url: '',
    request: { httpMethod: 'POST', target: '/', headers: [], body },
    timing: {},
    routing: [],
    origins: [],
  };
}

function comparison(refs: readonly ExchangeRef[]): Comparison {
  const columns = refs.map((ref) => ({ ref, instanceName: '', differences: [] }));
  return { same: true, columns, pointers: [] };
}

let names: readonly string[] = ['only'];
let last: string | undefined;

function tableBridge(): TableBridge {
  return new TableBridge({
    'listing.get': ({ instanceId }) => tools(instanceId, names),
    'draft.preview': ({ draft }) => ({
      httpMethod: 'POST',
      url: 'http://127.0.0.1/',
      headers: draft.tamper.headers.map(({ name }) => [name, draft.method] as const),
      body: '{}',
      origins: [],
      routing: [],
      problems: [],
    }),
    'exchange.send': ({ instanceIds }) =>
      instanceIds.map((_id, index) => {
        setRow(index + 1, { state: 'open' });
        return { captureId: 'c', number: index + 1 };
      }),
    'exchange.get': detail,
    'exchange.events': ({ from }) => ({
      events: [{ index: from, atMs: 1, kind: 'message', offset: 0, length: 1, preview: '' }],
      total: from + 1,
    }),
    'exchange.compare': ({ refs }) => comparison(refs),
    'exchange.cancel': () => null,
  });
}

let bridge: TableBridge;
let store: ComposerStore;
let stop: () => void;

/** Everything that is under way comes to rest. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(200);
}

beforeEach(() => {
  vi.useFakeTimers();
  rows.clear();
  names = ['only'];
  last = undefined;
  bridge = tableBridge();
  store = createComposerStore({
    bridge,
    lastTool: {
      read: () => last,
      write: (name) => {
        last = name;
      },
    },
  });
  stop = store.actions.start();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe('what is chosen by itself', () => {
  it('is the first fleet with members, else the only instance, else nobody', () => {
    expect(firstChoice(workspace(['a', 'b', 'c'], ['b', 'gone', 'a']))).toEqual(['b', 'a']);
    expect(firstChoice(workspace(['a'], ['gone']))).toEqual(['a']);
    expect(firstChoice(workspace(['a', 'b']))).toEqual([]);
  });

  it('is the only tool, or the one used last where it is there', () => {
    expect(firstTool(['a'], undefined)).toBe('a');
    expect(firstTool(['a', 'b'], 'b')).toBe('b');
    expect(firstTool(['a', 'b'], 'gone')).toBeUndefined();
  });

  it('makes a request ready to send from one instance with one tool, without a further action', async () => {
    store.actions.follow(workspace(['a']));
    await settle();
    expect(store.getState().instanceIds).toEqual(['a']);
    expect(selectSubject(store.getState())).toBe('only');
    expect(store.getState().preview.state).toBe('ready');
  });

  it('grows with a fleet that starts, until the user has chosen', async () => {
    store.actions.follow(workspace(['a']));
    store.actions.follow(workspace(['a', 'b', 'c'], ['a', 'b', 'c']));
    expect(store.getState().instanceIds).toEqual(['a', 'b', 'c']);
    store.actions.chooseInstances(['b']);
    store.actions.follow(workspace(['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd']));
    expect(store.getState().instanceIds).toEqual(['b']);
    await settle();
  });

  it('drops an instance that is gone and leaves the rest as it was chosen', async () => {
    store.actions.follow(workspace(['a', 'b', 'c'], ['a', 'b', 'c']));
    store.actions.chooseInstances(['a', 'b']);
    store.actions.follow(workspace(['a', 'c', 'd'], ['a', 'c']));
    expect(store.getState().instanceIds).toEqual(['a']);
    store.actions.follow(workspace([]));
    expect(store.getState().instanceIds).toEqual([]);
    await settle();
  });
});

describe('lists', () => {
  it('asks once an instance and kind, again on refresh, and keeps the old list meanwhile', async () => {
    store.actions.chooseInstances(['a']);
    await settle();
    store.actions.setMethod('tools/list');
    store.actions.setMethod('tools/call');
    await settle();
    expect(bridge.inputsOf('listing.get')).toEqual([{ instanceId: 'a', kind: 'tools', refresh: false }]);
    const refreshed = store.actions.loadListings(true);
    expect(store.getState().listings['tools a']).toMatchObject({
      state: 'loading',
      listing: { instanceId: 'a' },
    });
    await refreshed;
    expect(bridge.inputsOf('listing.get')).toHaveLength(2);
  });

  it('asks again, when it is needed, for a list that the server said has changed', async () => {
    const engine = createFakeEngine();
    let answer: (listing: Listing) => void = () => undefined;
    engine.answer(
      'listing.get',
      ({ instanceId, kind }) =>
        new Promise((resolve) => {
          answer = (listing) => {
            resolve({ ok: true, value: { ...listing, instanceId, kind } });
          };
        }),
    );
    const changing = createComposerStore({
      bridge: engine.bridge,
      lastTool: { read: () => undefined, write: () => undefined },
    });
    const end = changing.actions.start();
    const told = (kinds: readonly ListKind[]): void => {
      engine.emit({ event: 'listing', payload: { instanceId: 'a', kinds } });
    };
    const tools = (): unknown => changing.getState().listings['tools a'];
    const empty: Listing = { instanceId: 'a', kind: 'tools', entries: [], exchanges: [], fetchedAt: 0 };
    changing.actions.chooseInstances(['a']);
    // While it is on its way, too: nobody knows whether the answer was made before or after.
    told(['tools']);
    answer(empty);
    await settle();
    expect(tools()).toMatchObject({ state: 'ready', changed: true });
    const again = changing.actions.loadListings(false);
    answer(empty);
    await again;
    expect(tools()).toEqual({ state: 'ready', listing: empty });
    told(['prompts']);
    expect(tools()).not.toHaveProperty('changed');
    told(['tools']);
    expect(tools()).toMatchObject({ state: 'ready', changed: true });
    end();
  });

  it('asks again for a list that was refused for want of consent once that is there', async () => {
    const engine = createFakeEngine();
    engine.answer('listing.get', () => ({ ok: false, error: { code: 'NEEDS_CONSENT', message: 'no' } }));
    const waiting = createComposerStore({
      bridge: engine.bridge,
      lastTool: { read: () => undefined, write: () => undefined },
    });
    const asked = (): number => engine.calls.filter(({ command }) => command === 'listing.get').length;
    const local = { ...workspace(['a']) };
    const allowed = { ...local, instances: local.instances.map((own) => ({ ...own, approved: true })) };
    waiting.actions.follow(local);
    await settle();
    waiting.actions.follow({ ...local });
    await settle();
    expect(asked()).toBe(1);
    engine.answer('listing.get', () => ({ ok: true, value: tools('a', ['x']) }));
    waiting.actions.follow(allowed);
    await settle();
    expect(asked()).toBe(2);
    expect(waiting.getState().listings['tools a']).toMatchObject({ state: 'ready' });
  });

  it('keeps what the engine refused with as a failure', async () => {
    const refusing = createComposerStore({
      bridge: new TableBridge({}),
      lastTool: { read: () => undefined, write: () => undefined },
    });
    refusing.actions.chooseInstances(['a']);
    await settle();
    expect(refusing.getState().listings['tools a']).toMatchObject({
      state: 'failed',
      error: { code: 'BAD_INPUT' },
    });
  });
});

describe('texts', () => {
  it('keeps the arguments of each tool and starts again from the schema', async () => {
    names = ['one', 'two'];
    store.actions.chooseInstances(['a']);
    await settle();
    store.actions.setSubject('one');
    store.actions.setText('{"one":1}');
    store.actions.setSubject('two');
    store.actions.setText('{"two":2}');
    store.actions.setSubject('one');
    expect(selectText(store.getState())).toBe('{"one":1}');
    store.actions.resetText();
    expect(selectText(store.getState())).toBe('{}');
    store.actions.setSubject('two');
    expect(selectText(store.getState())).toBe('{"two":2}');
  });
});

describe('preview', () => {
  it('asks once after typing has settled, with the tampering and without', async () => {
    store.actions.chooseInstances(['a', 'b']);
    await settle();
    const before = bridge.inputsOf('draft.preview').length;
    for (const text of ['{"x":1}', '{"x":12}', '{"x":123}']) {
      store.actions.setText(text);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(bridge.inputsOf('draft.preview')).toHaveLength(before);
    store.actions.setTamper((tamper) => ({ ...tamper, headers: [{ op: 'add', name: 'X-Y', value: '' }] }));
    await settle();
    const asked = bridge.inputsOf('draft.preview').slice(before);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatchObject({ instanceId: 'a', draft: { params: { arguments: { x: 123 } } } });
    expect(store.getState().preview.preview?.headers).toEqual([['X-Y', 'tools/call']]);
    expect(store.getState().preview.built?.headers).toEqual([]);
  });

  it('asks again after a send and once for the requests of others, since each takes an id', async () => {
    store.actions.chooseInstances(['a']);
    await settle();
    const asked = (): number => bridge.inputsOf('draft.preview').length;
    const before = asked();
    await store.actions.send();
    await settle();
    expect(asked()).toBe(before + 1);
    bridge.emitRows({ captureId: 'c', rows: [setRow(1, {}), setRow(2, { origin: 'probe' })] });
    bridge.emitRows({ captureId: 'c', rows: [setRow(3, { origin: 'cli' })] });
    await settle();
    expect(asked()).toBe(before + 2);
    bridge.emitRows({ captureId: 'c', rows: [setRow(3, { eventCount: 9 })] });
    bridge.emitRows({ captureId: 'c', rows: [setRow(4, { origin: 'gateway' })] });
    await settle();
    expect(asked()).toBe(before + 2);
  });

  it('shows none while the arguments are no JSON', async () => {
    store.actions.chooseInstances(['a']);
    await settle();
    store.actions.setText('{"x":');
    await settle();
    expect(store.getState().preview).toEqual({ state: 'none' });
  });

  it('shows the instance that was asked for, as long as it is chosen', async () => {
    store.actions.chooseInstances(['a', 'b']);
    store.actions.showPreviewOf('b');
    await settle();
    expect(bridge.inputsOf('draft.preview').at(-1)).toMatchObject({ instanceId: 'b' });
    store.actions.chooseInstances(['a']);
    await settle();
    expect(bridge.inputsOf('draft.preview').at(-1)).toMatchObject({ instanceId: 'a' });
  });
});

describe('sending', () => {
  it('follows every answer to its end and then has them compared', async () => {
    store.actions.chooseInstances(['a', 'b']);
    await settle();
    await store.actions.send();
    await settle();
    expect(bridge.inputsOf('exchange.compare')).toEqual([]);
    bridge.emitRows({ captureId: 'c', rows: [setRow(1, { state: 'done', status: 200 })] });
    await settle();
    expect(store.getState().answers?.columns.map((column) => column.detail !== undefined)).toEqual([
      true,
      false,
    ]);
    bridge.emitRows({ captureId: 'c', rows: [setRow(2, { state: 'failed', failureKind: 'cut' })] });
    await settle();
    expect(store.getState().answers?.comparison?.same).toBe(true);
    expect(bridge.inputsOf('exchange.compare')).toHaveLength(1);
    expect(last).toBe('only');
  });

  it('catches an answer whose row came before the ids of the exchanges did', async () => {
    store.actions.chooseInstances(['a']);
    await settle();
    const sent = store.actions.send();
    setRow(1, { state: 'done' });
    await sent;
    setRow(1, { state: 'done' });
    await settle();
    expect(store.getState().answers?.columns[0]?.detail).toBeDefined();
  });

  it('fetches the newest events while a stream is open, and asks again after the connection was lost', async () => {
    store.actions.chooseInstances(['a']);
    await settle();
    await store.actions.send();
    await settle();
    bridge.emitRows({ captureId: 'c', rows: [setRow(1, { eventCount: 10 })] });
    await settle();
    expect(bridge.inputsOf('exchange.events')).toEqual([{ captureId: 'c', number: 1, from: 4, limit: 6 }]);
    expect(store.getState().answers?.columns[0]?.events).toHaveLength(1);
    setRow(1, { state: 'done' });
    bridge.reconnect();
    await settle();
    expect(store.getState().answers?.columns[0]?.detail).toBeDefined();
  });

  it('leaves rows of other captures and other exchanges alone', async () => {
    store.actions.chooseInstances(['a']);
    await settle();
    await store.actions.send();
    await settle();
    const before = store.getState().answers;
    bridge.emitRows({ captureId: 'other', rows: [setRow(1, {})] });
    bridge.emitRows({ captureId: 'c', rows: [setRow(99, {})] });
    expect(store.getState().answers).toBe(before);
  });

  it('says why nothing was sent', async () => {
    await store.actions.send();
    expect(store.getState().sendProblem).toBe('Choose a tool.');
    store.actions.setMethod('tools/list');
    await store.actions.send();
    expect(store.getState().sendProblem).toBe('Choose at least one instance to send to.');
    expect(bridge.inputsOf('exchange.send')).toEqual([]);
  });

  it('adds the capabilities that a server asked for to those that are declared', () => {
    store.actions.setOptions({ clientCapabilities: '{"roots":{}}' });
    store.actions.declare({ elicitation: { form: {} } });
    expect(JSON.parse(store.getState().options.clientCapabilities)).toEqual({
      roots: {},
      elicitation: { form: {} },
    });
  });
});

it('stops listening when the screen goes', () => {
  expect(bridge.listening).toBe(2);
  stop();
  expect(bridge.listening).toBe(0);
});
