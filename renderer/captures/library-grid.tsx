import { useStore } from 'zustand';
import type { LibraryEntry } from '../../shared/model/capture-library.ts';
import { useEngine } from '../ui/app-context.ts';
import { formatCount, formatDateTime, formatSize } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { GRID_ROW_CLASS, GridCell, GridHead, VirtualGrid } from '../ui/virtual-grid.tsx';
import styles from './captures.module.css';
import type { LibraryStore } from './library-store.ts';

function Entry({
  entry,
  marked,
  served,
  onMark,
}: {
  readonly entry: LibraryEntry;
  readonly served: boolean;
  readonly marked: boolean;
  readonly onMark: () => void;
}) {
  return (
    <>
      <GridCell>
        <input type="checkbox" aria-label={`Mark ${entry.name}`} checked={marked} onChange={onMark} />
      </GridCell>
      <GridCell tip={entry.path}>
        {entry.problem !== undefined && <MeaningMark meaning="fault" size={13} />}
        <span className={styles.cut}>{entry.title || entry.name}</span>
        {entry.open && <span className={styles.tag}>open</span>}
        {served && <span className={styles.tag}>served</span>}
        {entry.pinned && <span className={styles.tag}>pinned</span>}
      </GridCell>
      <GridCell muted>{formatDateTime(entry.changedAt).slice(0, 16)}</GridCell>
      <GridCell end>{entry.exchanges === undefined ? '' : formatCount(entry.exchanges)}</GridCell>
      <GridCell end>{formatSize(entry.bytes)}</GridCell>
      <GridCell muted tip={entry.tags.join(', ')}>
        {entry.tags.join(', ')}
      </GridCell>
      <GridCell muted tip={entry.note}>
        {entry.problem ?? entry.note}
      </GridCell>
    </>
  );
}

/** Files of captures that are served at the moment. */
function useServedPaths(): readonly string[] {
  const captures = useEngine((state) => state.captures);
  const mocks = useEngine((state) => state.mocks);
  const ids = new Set([...mocks.values()].flatMap((mock) => (mock.running ? [mock.captureId] : [])));
  return captures.flatMap(({ id, path }) => (ids.has(id) ? [path] : []));
}

/** Captures as files: those among the recordings, or those in the trash. */
export function LibraryGrid({
  label,
  store,
  listed,
}: {
  /** Read aloud. */
  readonly label: string;
  readonly store: LibraryStore;
  readonly listed: readonly LibraryEntry[];
}) {
  const { marked, active } = useStore(store);
  const served = useServedPaths();
  return (
    <VirtualGrid
      label={label}
      count={listed.length}
      columns="34px minmax(240px, 3fr) 132px 84px 76px minmax(80px, 1fr) minmax(120px, 2fr)"
      width={780}
      head={
        <>
          <GridHead>
            <span className={styles.muted}>✓</span>
          </GridHead>
          <GridHead>Name</GridHead>
          <GridHead>Changed</GridHead>
          <GridHead end>Rows</GridHead>
          <GridHead end>Size</GridHead>
          <GridHead>Tags</GridHead>
          <GridHead>Note</GridHead>
        </>
      }
      active={listed.findIndex(({ path }) => path === active)}
      onActive={(index) => {
        store.look(listed[index]?.path);
      }}
      row={(index, props) => {
        const entry = listed[index];
        return (
          <div key={index} {...props} className={GRID_ROW_CLASS}>
            {entry && (
              <Entry
                entry={entry}
                marked={marked.includes(entry.path)}
                served={served.includes(entry.path)}
                onMark={() => {
                  store.mark(entry.path);
                }}
              />
            )}
          </div>
        );
      }}
    />
  );
}
