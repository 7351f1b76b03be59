import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatCounted, formatSize } from '../ui/format.ts';
import styles from './captures.module.css';
import { LibraryGrid } from './library-grid.tsx';
import type { LibraryStore } from './library-store.ts';
import { useLibraryActions } from './use-library-actions.ts';

interface TrashViewProps {
  readonly store: LibraryStore;
  readonly onClose: () => void;
}

/** What was put into the trash, and the way back. */
export function TrashView({ store, onClose }: TrashViewProps) {
  const { trash, marked } = useStore(store);
  const { putBack } = useLibraryActions(store);
  const chosen = trash.filter(({ path }) => marked.includes(path));
  const bytes = trash.reduce((sum, entry) => sum + entry.bytes, 0);
  return (
    <div className={styles.step}>
      <div className={styles.bar}>
        <h1 className={styles.title}>Trash</h1>
        <span className={styles.muted} role="status">
          {formatCounted(trash.length, 'capture')}, {formatSize(bytes)} in all
        </span>
        <span className={styles.gap} />
        <Button
          variant="filled"
          disabled={chosen.length === 0}
          data-tip={chosen.length === 0 ? 'Mark what is to go back' : undefined}
          onClick={() => void putBack(chosen)}
        >
          Put back
        </Button>
        <Button onClick={onClose}>All captures</Button>
      </div>
      {trash.length === 0 ? (
        <EmptyState title="The trash is empty">
          Captures that are put into it stay until their files are deleted.
        </EmptyState>
      ) : (
        <>
          <p className={styles.note}>
            <span className={styles.muted}>
              They stay here until you delete the files: Hopscope deletes none. The folder is{' '}
              <code>{trash[0]?.path.slice(0, -(trash[0].name.length + 1))}</code>
            </span>
          </p>
          <LibraryGrid label="Captures in the trash" store={store} listed={trash} />
        </>
      )}
    </div>
  );
}
