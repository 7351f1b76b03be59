import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import { MAX_CONFIGURATION, type ImportPreview } from '../../../shared/model/import-preview.ts';
import type { Consent } from '../../ui/app-context.ts';
import { readConfigurationFile } from './read-file.ts';

/** What became of one entry that was to be added. */
export type ImportOutcome =
  { readonly state: 'adding' | 'added' } | { readonly state: 'failed'; readonly message: string };

/** A configuration that was read; nothing of it is added yet. */
export interface LookedAt {
  /** Where it came from: the name of the file, or "pasted text". */
  readonly source: string;
  readonly preview: ImportPreview;
  /** Places of the entries that are to be added. */
  readonly chosen: ReadonlySet<number>;
  /** By place. */
  readonly outcomes: ReadonlyMap<number, ImportOutcome>;
}

export interface ImportState {
  readonly open: boolean;
  /** What stands in the field for pasting. */
  readonly text: string;
  readonly reading: boolean;
  /** Why nothing could be read: a sentence. */
  readonly problem: string | undefined;
  readonly looked: LookedAt | undefined;
  /** Entries are being added, one after the other. */
  readonly adding: boolean;
  /** The one that is being added is the last. */
  readonly stopping: boolean;
}

export interface ImportActions {
  readonly open: () => void;
  readonly close: () => void;
  readonly setText: (text: string) => void;
  /** Reads a configuration and shows what is in it. Adds nothing. */
  readonly read: (source: string, text: string) => Promise<void>;
  readonly readFile: (file: Blob & { readonly name: string }) => Promise<void>;
  /** Back to the choice of a file; what was pasted stays. */
  readonly another: () => void;
  readonly choose: (place: number, chosen: boolean) => void;
  readonly chooseAll: (chosen: boolean) => void;
  /** Adds what is chosen and not added yet. One that fails stops none of the others. */
  readonly addChosen: () => Promise<void>;
  /** No further entry is begun. */
  readonly stop: () => void;
}

export interface ImportStore extends StoreApi<ImportState> {
  readonly actions: ImportActions;
}

const START: ImportState = {
  open: false,
  text: '',
  reading: false,
  problem: undefined,
  looked: undefined,
  adding: false,
  stopping: false,
};

/** Places of the entries that can be added and are not added yet. Pure. */
export function addable({ preview, outcomes }: Pick<LookedAt, 'preview' | 'outcomes'>): readonly number[] {
  return preview.entries.flatMap(({ instance, problem }, place) =>
    instance !== undefined && problem === undefined && outcomes.get(place)?.state !== 'added' ? [place] : [],
  );
}

/** Places of what the button adds: chosen, and not added yet. Pure. */
export function toAdd(looked: LookedAt): readonly number[] {
  return addable(looked).filter((place) => looked.chosen.has(place));
}

interface ImportServices {
  readonly bridge: Bridge;
  readonly consent: Pick<Consent, 'cameFrom'>;
}

type Store = StoreApi<ImportState>;
type ReadActions = Pick<ImportActions, 'read' | 'readFile'>;

function createReading({ setState: set }: Store, bridge: Bridge): ReadActions {
  // An answer that comes after something else was given is not shown.
  let turn = 0;
  const begin = (): number => {
    set({ reading: true, problem: undefined, open: true });
    turn += 1;
    return turn;
  };
  const look = async (own: number, source: string, text: string): Promise<void> => {
    if (text.length > MAX_CONFIGURATION) {
      set({ reading: false, problem: `${source} is too long to be a configuration. Is it the right one?` });
      return;
    }
    const read = await bridge.invoke('import.read', { text });
    if (own !== turn) return;
    if (!read.ok) {
      set({ reading: false, looked: undefined, problem: `${source}: ${read.error.message}` });
      return;
    }
    const nothing = { source, preview: read.value, outcomes: new Map<number, ImportOutcome>() };
    set({ reading: false, looked: { ...nothing, chosen: new Set(addable(nothing)) } });
  };
  return {
    read: (source, text) => look(begin(), source, text),
    async readFile(file) {
      const own = begin();
      const content = await readConfigurationFile(file);
      if (own !== turn) return;
      if (content.ok) await look(own, file.name, content.text);
      else set({ reading: false, looked: undefined, problem: content.message });
    },
  };
}

type AddActions = Pick<ImportActions, 'choose' | 'chooseAll' | 'addChosen' | 'stop'>;

function createAdding(
  { getState: get, setState: set }: Store,
  { bridge, consent }: ImportServices,
): AddActions {
  const change = (apply: (looked: LookedAt) => Partial<LookedAt>): void => {
    set(({ looked }) => ({ looked: looked && { ...looked, ...apply(looked) } }));
  };
  const note = (place: number, outcome: ImportOutcome): void => {
    change(({ outcomes }) => ({ outcomes: new Map(outcomes).set(place, outcome) }));
  };
  const addOne = async ({ source, preview }: LookedAt, place: number): Promise<void> => {
    const input = preview.entries[place]?.instance;
    if (!input) return;
    note(place, { state: 'adding' });
    const saved = await bridge.invoke('instance.save', input);
    if (saved.ok) {
      consent.cameFrom(saved.value, `It was imported in this window from ${source} (${preview.format}).`);
      note(place, { state: 'added' });
    } else note(place, { state: 'failed', message: saved.error.message });
  };
  return {
    choose(place, isChosen) {
      change(({ chosen }) => {
        const next = new Set(chosen);
        if (isChosen) next.add(place);
        else next.delete(place);
        return { chosen: next };
      });
    },
    chooseAll(isChosen) {
      change((looked) => ({ chosen: new Set(isChosen ? addable(looked) : []) }));
    },
    async addChosen() {
      const { looked, adding } = get();
      if (!looked || adding) return;
      set({ adding: true, stopping: false });
      for (const place of toAdd(looked)) {
        if (get().stopping) break;
        await addOne(looked, place);
      }
      set({ adding: false });
    },
    stop() {
      set({ stopping: true });
    },
  };
}

/** The import of another client's configuration: look first, then add what was chosen. */
export function createImportStore(services: ImportServices): ImportStore {
  const store = createStore<ImportState>(() => START);
  const { getState: get, setState: set } = store;
  const actions: ImportActions = {
    ...createReading(store, services.bridge),
    ...createAdding(store, services),
    open() {
      set({ open: true });
    },
    close() {
      // What is being added goes on and would have nowhere to tell how it went.
      if (!get().adding) set(START);
    },
    setText(text) {
      set({ text, problem: undefined });
    },
    another() {
      if (!get().adding) set({ looked: undefined, problem: undefined });
    },
  };
  return Object.assign(store, { actions });
}
