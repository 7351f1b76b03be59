import { beforeEach, describe, expect, it } from 'vitest';
import { createFleetStore, type FleetStore } from '../../../../renderer/fleet/fleet-store.ts';
import type { Instance } from '../../../../shared/model/instance.ts';
import { TableBridge } from '../composer/fake-bridge.ts';

const OWN: Instance = { id: 'own', name: 'own', url: 'http://x/', headers: [] };

let problems: string[];
let bridge: TableBridge;
let store: FleetStore;

beforeEach(() => {
  problems = [];
  bridge = new TableBridge({
    'instance.save': (input) => {
      if (!input.url.startsWith('http')) throw new Error(`"${input.url}" is no URL.`);
      return { ...input, id: input.id ?? 'new' };
    },
    'instance.check': () => null,
    'instance.remove': ({ id }) => {
      if (id !== 'own') throw new Error('It is in use.');
      return null;
    },
  });
  store = createFleetStore(bridge, (message) => problems.push(message));
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
      adding: { url: '', name: '' },
      addProblem: undefined,
    });
  });

  it('clears only what was saved where the next one is typed meanwhile', async () => {
    store.actions.setAdding({ url: 'http://h:1/', name: 'one' });
    const added = store.actions.add([]);
    store.actions.setAdding({ url: 'http://h:2/' });
    await added;
    expect(store.getState().adding).toEqual({ url: 'http://h:2/', name: '' });
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

describe('editing', () => {
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
