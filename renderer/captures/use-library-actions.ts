import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { LibraryEntry } from '../../shared/model/capture-library.ts';
import { useApp } from '../ui/app-context.ts';
import type { Done, LibraryStore } from './library-store.ts';

/** Opens captures as files, and says what went wrong. */
function useOpening() {
  const { bridge, notify } = useApp();
  return async ({ path }: LibraryEntry): Promise<CaptureSummary | undefined> => {
    const opened = await bridge.invoke('capture.open', { path });
    if (opened.ok) return opened.value;
    notify('fault', opened.error.message);
    return undefined;
  };
}

/** Opens captures, takes them to the trash and back. */
export function useLibraryActions(store: LibraryStore) {
  const { go, notify } = useApp();
  const open = useOpening();
  const tell = ({ ok, says, undo }: Done): void => {
    const run = (): void => void undo?.().then(tell);
    notify(ok ? 'note' : 'fault', says, undo && { label: 'Undo', run });
  };
  return {
    open,
    show: async (entry: LibraryEntry): Promise<void> => {
      const opened = await open(entry);
      if (opened) go({ screen: 'traffic', captureId: opened.id });
    },
    /** The older one on the left. */
    compare: async (
      chosen: readonly LibraryEntry[],
      onCompare: (left: string, right: string) => void,
    ): Promise<void> => {
      const [one, other] = chosen.toSorted((a, b) => a.changedAt - b.changedAt);
      if (!one || !other) return;
      const [left, right] = [await open(one), await open(other)];
      if (left && right) onCompare(left.id, right.id);
    },
    putBack: async (entries: readonly LibraryEntry[]): Promise<void> => {
      tell(await store.restore(entries.map(({ path }) => path)));
    },
    remove: async (going: readonly LibraryEntry[]): Promise<void> => {
      tell(await store.remove(going.map(({ path }) => path)));
    },
  };
}
