import { beforeEach, describe, expect, it } from 'vitest';
import {
  createImportStore,
  toAdd,
  type ImportStore,
  type LookedAt,
} from '../../../../../renderer/fleet/import/import-store.ts';
import { MAX_CONFIGURATION, type ImportEntry } from '../../../../../shared/model/import-preview.ts';
import { TableBridge } from '../../composer/fake-bridge.ts';

const entry = (name: string, part: Partial<ImportEntry> = {}): ImportEntry => ({
  name,
  instance: { name, url: 'http://x/', headers: [] },
  notes: [],
  ...part,
});
const ENTRIES = [
  entry('a'),
  entry('b'),
  { name: 'broken', notes: [], problem: 'It has no command.' },
  entry('c'),
];

let bridge: TableBridge;
let store: ImportStore;
let origins: unknown[];
/** Called with each name before it is saved. */
let onSave: (name: string) => void;

beforeEach(() => {
  origins = [];
  onSave = () => undefined;
  bridge = new TableBridge({
    'import.read': ({ text }) => {
      if (text === 'bad') throw new Error('This is no configuration.');
      return { format: 'VS Code', entries: ENTRIES };
    },
    'instance.save': (input) => {
      onSave(input.name);
      return { ...input, id: `i-${input.name}` };
    },
  });
  store = createImportStore({
    bridge,
    consent: { cameFrom: (instance, sentence) => origins.push([instance.id, sentence]) },
  });
});

const looked = (): LookedAt => {
  const now = store.getState().looked;
  if (!now) throw new Error('nothing was looked at');
  return now;
};

describe('looking', () => {
  it('adds nothing, and chooses all that can be added', async () => {
    await store.actions.read('mcp.json', '{}');
    expect(bridge.calls).toEqual([{ command: 'import.read', input: { text: '{}' } }]);
    expect(toAdd(looked())).toEqual([0, 1, 3]);
    expect(store.getState()).toMatchObject({ open: true, reading: false, problem: undefined });
  });

  it('says which text could not be read and why, and asks the engine for none that is too long', async () => {
    await store.actions.read('mcp.json', 'bad');
    expect(store.getState()).toMatchObject({
      looked: undefined,
      reading: false,
      problem: 'mcp.json: This is no configuration.',
    });
    await store.actions.read('pasted text', 'x'.repeat(MAX_CONFIGURATION + 1));
    expect(store.getState().problem).toContain('too long');
    expect(bridge.calls).toHaveLength(1);
  });

  it('reads files, and says where one is none', async () => {
    await store.actions.readFile(new File(['{}'], 'cursor.json'));
    expect(looked().source).toBe('cursor.json');
    await store.actions.readFile(new File([new Uint8Array([0xff, 0x00])], 'x.bin'));
    expect(store.getState().problem).toContain('x.bin');
  });

  it('shows the last that was given, whichever is read first', async () => {
    const slow = store.actions.readFile(new File(['{}'], 'slow.json'));
    const fast = store.actions.read('fast.json', '{}');
    await Promise.all([slow, fast]);
    expect(looked().source).toBe('fast.json');
  });
});

describe('adding', () => {
  beforeEach(() => store.actions.read('mcp.json', '{}'));

  it('adds what is chosen, as it was shown, and remembers where it came from', async () => {
    store.actions.choose(1, false);
    await store.actions.addChosen();
    expect(bridge.inputsOf('instance.save')).toEqual([ENTRIES[0]?.instance, ENTRIES[3]?.instance]);
    expect(origins).toEqual([
      ['i-a', 'It was imported in this window from mcp.json (VS Code).'],
      ['i-c', 'It was imported in this window from mcp.json (VS Code).'],
    ]);
    expect([...looked().outcomes]).toEqual([
      [0, { state: 'added' }],
      [3, { state: 'added' }],
    ]);
    expect(toAdd(looked())).toEqual([]);
  });

  it('never chooses what cannot be added', () => {
    store.actions.chooseAll(false);
    expect(toAdd(looked())).toEqual([]);
    store.actions.choose(2, true);
    expect(toAdd(looked())).toEqual([]);
    store.actions.chooseAll(true);
    expect(toAdd(looked())).toEqual([0, 1, 3]);
  });

  it('goes on after one that fails, and tries only that again', async () => {
    onSave = (name) => {
      if (name === 'b') throw new Error('The name is taken.');
    };
    await store.actions.addChosen();
    expect(looked().outcomes.get(1)).toEqual({ state: 'failed', message: 'The name is taken.' });
    expect(looked().outcomes.get(3)).toEqual({ state: 'added' });
    onSave = () => undefined;
    await store.actions.addChosen();
    expect(bridge.inputsOf('instance.save')).toHaveLength(4);
    expect(looked().outcomes.get(1)).toEqual({ state: 'added' });
  });

  it('stops between two of them, and is not left while it adds', async () => {
    onSave = () => {
      store.actions.stop();
      store.actions.close();
      store.actions.another();
    };
    await store.actions.addChosen();
    expect(store.getState().open).toBe(true);
    expect([...looked().outcomes.keys()]).toEqual([0]);
    expect(store.getState().adding).toBe(false);
    store.actions.close();
    expect(store.getState()).toMatchObject({ open: false, looked: undefined });
  });

  it('keeps what was pasted when another one is wanted', () => {
    store.actions.setText('{"x"');
    store.actions.another();
    expect(store.getState()).toMatchObject({ looked: undefined, text: '{"x"', open: true });
  });
});
