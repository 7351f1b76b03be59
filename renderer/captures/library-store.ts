import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import { formatCounted } from '../ui/format.ts';
import type { CaptureLabels, LibraryEntry, RetentionWish } from '../../shared/model/capture-library.ts';

/** The captures among the recordings, as a person looks at them. */
export interface LibraryState {
  /** Absent until they were read. */
  readonly entries: readonly LibraryEntry[] | undefined;
  /** What was put into the trash. */
  readonly trash: readonly LibraryEntry[];
  /** Why they could not be read: a sentence. */
  readonly problem: string | undefined;
  /** What is due by the retention that is set; empty where none is. */
  readonly due: readonly LibraryEntry[];
  readonly retention: RetentionWish;
  /** Paths that are marked, in the order in which they were. */
  readonly marked: readonly string[];
  readonly text: string;
  /** Path of the one that is looked at. */
  readonly active: string | undefined;
}

/** What came of something that was done: a sentence, and whether it went well. */
export interface Done {
  readonly ok: boolean;
  readonly says: string;
  /** Takes it back. */
  readonly undo?: () => Promise<Done>;
}

export interface LibraryStore extends StoreApi<LibraryState> {
  readonly refresh: () => Promise<void>;
  readonly mark: (path: string) => void;
  readonly search: (text: string) => void;
  readonly look: (path: string | undefined) => void;
  readonly describe: (path: string, labels: CaptureLabels) => Promise<Done>;
  /** Into the trash. */
  readonly remove: (paths: readonly string[]) => Promise<Done>;
  /** Out of it. */
  readonly restore: (paths: readonly string[]) => Promise<Done>;
}

const NOTHING: LibraryState = {
  entries: undefined,
  trash: [],
  problem: undefined,
  due: [],
  retention: {},
  marked: [],
  text: '',
  active: undefined,
};

export function createLibraryStore(bridge: Bridge): LibraryStore {
  const store = createStore<LibraryState>(() => NOTHING);
  const refresh = async (): Promise<void> => {
    const [listed, set, trash] = await Promise.all([
      bridge.invoke('library.list', null),
      bridge.invoke('library.retention', null),
      bridge.invoke('library.trash', null),
    ]);
    if (!listed.ok) {
      store.setState({ problem: listed.error.message });
      return;
    }
    const retention = set.ok ? set.value : {};
    const isSet = retention.days !== undefined || retention.bytes !== undefined;
    const due = isSet ? await bridge.invoke('library.retain', { ...retention, apply: false }) : undefined;
    const inTrash = trash.ok ? trash.value : [];
    const paths = new Set([...listed.value, ...inTrash].map(({ path }) => path));
    store.setState(({ marked, active }) => ({
      entries: listed.value,
      trash: inTrash,
      problem: undefined,
      retention,
      due: due?.ok ? due.value : [],
      marked: marked.filter((path) => paths.has(path)),
      active: active !== undefined && paths.has(active) ? active : undefined,
    }));
  };
  const restore = async (paths: readonly string[]): Promise<Done> => {
    const done = await bridge.invoke('library.restore', { paths });
    await refresh();
    return done.ok
      ? { ok: true, says: `Put ${namesOf(paths)} back among the recordings.` }
      : { ok: false, says: done.error.message };
  };
  return Object.assign(store, {
    refresh,
    restore,
    mark: (path: string) => {
      store.setState(({ marked }) => ({
        marked: marked.includes(path) ? marked.filter((one) => one !== path) : [...marked, path],
      }));
    },
    search: (text: string) => {
      store.setState({ text });
    },
    look: (active: string | undefined) => {
      store.setState({ active });
    },
    describe: async (path: string, labels: CaptureLabels) => {
      const done = await bridge.invoke('library.describe', { path, ...labels });
      await refresh();
      return done.ok ? { ok: true, says: 'Saved.' } : { ok: false, says: done.error.message };
    },
    remove: async (paths: readonly string[]) => {
      const done = await bridge.invoke('library.remove', { paths });
      await refresh();
      if (!done.ok) return { ok: false, says: done.error.message };
      const { moved } = done.value;
      return {
        ok: true,
        says: `Moved ${namesOf(paths)} to the trash.`,
        undo: () => restore(moved),
      };
    },
  });
}

/** "monday.hopscope", "3 captures". */
function namesOf(paths: readonly string[]): string {
  const [first = ''] = paths;
  return paths.length === 1 ? (first.split(/[\\/]/).at(-1) ?? first) : formatCounted(paths.length, 'capture');
}

/** Entries that hold all of these words in name, title, note or tags. Pure. */
export function entriesWith(entries: readonly LibraryEntry[], text: string): readonly LibraryEntry[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return entries;
  return entries.filter(({ name, title, note, tags }) => {
    const all = [name, title, note, ...tags].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
