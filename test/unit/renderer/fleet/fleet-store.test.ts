import { beforeEach, describe, expect, it } from 'vitest';
import { createFleetStore, type FleetStore } from '../../../../renderer/fleet/fleet-store.ts';
import type { Instance } from '../../../../shared/model/instance.ts';
import { TableBridge } from '../composer/fake-bridge.ts';

const OWN: Instance = { id: 'own', name: 'own', url: 'http://x/', headers: [] };
const LOCAL: Instance = {
  id: 'local',
  name: 'local',
  url: 'stdio:node x',
  headers: [],
  stdio: { command: 'node', args: ['x'], env: {} },
};

let problems: string[];
let bridge: TableBridge;
let store: FleetStore;
/** Ids that consent was asked for, and where a command was said to come from. */
let asked: string[];
let origins: unknown[];
let willing: boolean;

beforeEach(() => {
  problems = [];
  asked = [];
  origins = [];
  willing = true;
  bridge = new TableBridge({
    'instance.save': (input) => {
      if (!input.stdio && !input.url.startsWith('http')) throw new Error(`"${input.url}" is no URL.`);
      return { ...input, id: input.id ?? 'new' };
    },
    'instance.check': () => null,
    'instance.disconnect': () => {
      throw new Error('It is gone.');
    },
    'instance.remove': ({ id }) => {
      if (id !== 'own') throw new Error('It is in use.');
      return null;
    },
  });
  store = createFleetStore({
    bridge,
    consent: {
      ask: (id) => {
        asked.push(id);
        return Promise.resolve(willing);
      },
      cameFrom: (instance, sentence) => origins.push([instance.id, sentence]),
    },
    onProblem: (message) => problems.push(message),
  });
});

describe('adding', () => {
  it('names the instance after its address, checks it once and shows it', async () => {
    store.actions.setAdding({ url: ' http://h:1/mcp ' });
    await store.actions.add(['h:1']);
    expect(bridge.calls).toEqual([
      { command: 'instance.save', input: { name: 'h:1 2', url: 'http://h:1/mcp', headers: [] } },
    ]);
    expect(store.getState()).toMatchObject({
      selectedId: 'new',
      adding: { kind: 'http', url: '', commandLine: '', name: '' },
      addProblem: undefined,
    });
  });

  it('clears only what was saved where the next one is typed meanwhile', async () => {
    store.actions.setAdding({ url: 'http://h:1/', name: 'one' });
    const added = store.actions.add([]);
    store.actions.setAdding({ url: 'http://h:2/' });
    await added;
    expect(store.getState().adding).toMatchObject({ url: 'http://h:2/', name: '' });
    expect(store.getState().busy).toBe(false);
  });

  it('keeps what was written and says what is wrong beside the field', async () => {
    store.actions.setAdding({ url: 'nonsense' });
    await store.actions.add([]);
    expect(store.getState()).toMatchObject({
      adding: { url: 'nonsense' },
      addProblem: { field: 'url', message: '"nonsense" is no URL.' },
      busy: false,
    });
    store.actions.setAdding({ url: 'http://h/' });
    expect(store.getState().addProblem).toBeUndefined();
  });
});

describe('adding a command', () => {
  it('names it after what it runs, asks for consent and then checks it', async () => {
    store.actions.setAdding({ kind: 'stdio', commandLine: 'KEY=1 npx -y @scope/thing' });
    await store.actions.add([]);
    expect(bridge.inputsOf('instance.save')).toEqual([
      {
        name: 'thing',
        url: '',
        headers: [],
        stdio: { command: 'npx', args: ['-y', '@scope/thing'], env: { KEY: '1' } },
      },
    ]);
    expect(asked).toEqual(['new']);
    expect(origins).toEqual([['new', 'It was typed on the Fleet screen of this window.']]);
    expect(bridge.inputsOf('instance.check')).toEqual([{ ids: ['new'] }]);
    expect(store.getState().adding).toEqual({ kind: 'stdio', url: '', commandLine: '', name: '' });
  });

  it('checks nothing that was not allowed, and keeps the instance', async () => {
    willing = false;
    store.actions.setAdding({ kind: 'stdio', commandLine: 'node x' });
    await store.actions.add([]);
    expect(store.getState().selectedId).toBe('new');
    expect(bridge.inputsOf('instance.check')).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('saves nothing where the line is no command', async () => {
    store.actions.setAdding({ kind: 'stdio', commandLine: 'a | b' });
    await store.actions.add([]);
    expect(bridge.calls).toEqual([]);
    expect(store.getState().addProblem).toMatchObject({ field: 'command' });
  });
});

describe('checking on somebody’s word', () => {
  it('asks for consent where it is missing, and only there', async () => {
    await store.actions.checkNow(OWN);
    await store.actions.checkNow({ ...LOCAL, approved: true }, true);
    expect(asked).toEqual([]);
    await store.actions.checkNow(LOCAL);
    expect(asked).toEqual(['local']);
    expect(bridge.inputsOf('instance.check')).toEqual([
      { ids: ['own'] },
      { ids: ['local'], anew: true },
      { ids: ['local'] },
    ]);
  });
});

describe('the era of an instance', () => {
  it('is set and taken back, with everything else as it is', async () => {
    await store.actions.setEra({ ...LOCAL, approved: true }, 'legacy');
    await store.actions.setEra({ ...OWN, era: 'modern' }, undefined);
    const { id, name, headers, stdio } = LOCAL;
    expect(bridge.inputsOf('instance.save')).toEqual([
      { id, name, headers, stdio, url: '', era: 'legacy' },
      { id: 'own', name: 'own', url: 'http://x/', headers: [] },
    ]);
    // What the bridge of this test gives back is not allowed: nothing is started by this.
    expect(bridge.inputsOf('instance.check')).toEqual([{ ids: ['own'] }]);
    expect(asked).toEqual([]);
  });
});

it('tells where a connection could not be ended', async () => {
  await store.actions.disconnect('own');
  expect(problems).toEqual(['It is gone.']);
});

describe('editing', () => {
  it('asks for consent where the command has changed, and not for another name', async () => {
    store.actions.edit(LOCAL);
    store.actions.setForm({ name: 'other' });
    await store.actions.saveEdit();
    expect(asked).toEqual([]);
    store.actions.edit(LOCAL);
    store.actions.setForm({ commandLine: 'node y' });
    await store.actions.saveEdit();
    expect(asked).toEqual(['local']);
    expect(bridge.inputsOf('instance.check')).toEqual([{ ids: ['local'] }]);
  });

  it('stays open, and sends nothing, where the command is none', async () => {
    store.actions.edit(LOCAL);
    store.actions.setForm({ commandLine: '' });
    await store.actions.saveEdit();
    expect(bridge.calls).toEqual([]);
    expect(store.getState().editProblem).toMatchObject({ field: 'command' });
  });

  it('saves under the same id, checks again and closes', async () => {
    store.actions.edit(OWN);
    store.actions.setForm({ name: 'other' });
    await store.actions.saveEdit();
    expect(bridge.inputsOf('instance.save')).toEqual([
      { id: 'own', name: 'other', url: 'http://x/', headers: [] },
    ]);
    expect(bridge.inputsOf('instance.check')).toEqual([{ ids: ['own'] }]);
    expect(store.getState().editing).toBeUndefined();
  });

  it('stays open where the engine refuses', async () => {
    store.actions.edit(OWN);
    store.actions.setForm({ url: 'x' });
    await store.actions.saveEdit();
    expect(store.getState().editing?.form.url).toBe('x');
    expect(store.getState().editProblem).toMatchObject({ field: 'url' });
  });
});

describe('removing', () => {
  it('closes the question and the details', async () => {
    store.actions.select('own');
    store.actions.askToRemove('own');
    await store.actions.remove('own');
    expect(store.getState()).toMatchObject({ selectedId: undefined, removingId: undefined });
    expect(problems).toEqual([]);
  });

  it('tells a refusal', async () => {
    store.actions.select('other');
    await store.actions.remove('other');
    expect(store.getState().selectedId).toBe('other');
    expect(problems).toEqual(['It is in use.']);
  });
});

it('sends no check for nobody', async () => {
  await store.actions.check([]);
  expect(bridge.calls).toEqual([]);
});

it('tells a fleet that cannot be saved, so that its form stays open', async () => {
  expect(await store.actions.saveFleet({ name: 'f', instanceIds: [] })).toBe(false);
  expect(problems).toEqual(['fleet.save is not in the table']);
});

describe('a tour', () => {
  const started = (): unknown[] =>
    bridge.calls.filter(({ command }) => command === 'tour.start').map(({ input }) => input);

  it('of a command that nobody has allowed is asked for first', async () => {
    willing = false;
    await store.actions.startTour(LOCAL);
    expect(asked).toEqual(['local']);
    expect(started()).toEqual([]);
    willing = true;
    await store.actions.startTour(LOCAL);
    await store.actions.startTour(OWN);
    expect(asked).toEqual(['local', 'local']);
    expect(started()).toEqual([{ instanceIds: ['local'] }, { instanceIds: ['own'] }]);
  });

  it('tells why it cannot be started or cancelled', async () => {
    await store.actions.startTour(OWN);
    await store.actions.cancelTour('tour-1');
    expect(problems).toEqual(['tour.start is not in the table', 'tour.cancel is not in the table']);
  });
});
