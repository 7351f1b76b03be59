import { Button, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { LibraryEntry } from '../../shared/model/capture-library.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatCount, formatCounted, formatDateTime, formatSize } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { SplitPane } from '../ui/split-pane.tsx';
import { GRID_ROW_CLASS, GridCell, GridHead, VirtualGrid } from '../ui/virtual-grid.tsx';
import styles from './captures.module.css';
import { EntryDetail } from './entry-detail.tsx';
import { entriesWith, type LibraryStore } from './library-store.ts';
import { retentionSentence } from './retention-words.ts';

interface LibraryViewProps {
  readonly store: LibraryStore;
  readonly visible: boolean;
  readonly onCompare: (left: string, right: string) => void;
  /** With the id of a capture that is open now. */
  readonly onServe: (captureId: string) => void;
}

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

/** Asked before anything goes to the trash. */
function RemoveQuestion({
  going,
  onRemove,
  onKeep,
}: {
  readonly going: readonly LibraryEntry[];
  readonly onRemove: () => void;
  readonly onKeep: () => void;
}) {
  const bytes = going.reduce((sum, entry) => sum + entry.bytes, 0);
  const [first] = going;
  const what =
    going.length === 1 && first ? first.title || first.name : formatCounted(going.length, 'capture');
  return (
    <p className={styles.note} role="alert">
      <MeaningMark meaning="warning" />
      <span>
        Move {what} ({formatSize(bytes)}) to the trash folder among the recordings?
      </span>
      <Button variant="filled" autoFocus onClick={onRemove}>
        Move to the trash
      </Button>
      <Button onClick={onKeep}>Keep</Button>
    </p>
  );
}

interface LibraryBarProps {
  readonly store: LibraryStore;
  readonly listed: readonly LibraryEntry[];
  readonly chosen: readonly LibraryEntry[];
  readonly onCompare: () => void;
  readonly onRemove: () => void;
}

function countsOf(listed: number, entries: readonly LibraryEntry[]): string {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const of = listed === entries.length ? '' : ` of ${formatCount(entries.length)}`;
  return `${formatCounted(listed, 'capture')}${of}, ${formatSize(bytes)} in all`;
}

function LibraryBar({ store, listed, chosen, onCompare, onRemove }: LibraryBarProps) {
  const { entries, text } = useStore(store);
  return (
    <div className={styles.bar}>
      <h1 className={styles.title}>Captures</h1>
      <TextInput
        aria-label="Find captures"
        placeholder="Name, note or tag"
        value={text}
        w={220}
        onChange={(event) => {
          store.search(event.currentTarget.value);
        }}
      />
      <span className={styles.muted} role="status">
        {entries && countsOf(listed.length, entries)}
      </span>
      <span className={styles.gap} />
      <Button
        disabled={chosen.length !== 2}
        data-tip={chosen.length === 2 ? undefined : 'Mark two captures'}
        onClick={onCompare}
      >
        Compare two
      </Button>
      <Button
        disabled={chosen.length === 0 || chosen.some((entry) => entry.open)}
        data-tip={chosen.some((entry) => entry.open) ? 'One of them is open: close it first' : undefined}
        onClick={onRemove}
      >
        Move marked to the trash…
      </Button>
    </div>
  );
}

/** What retention would take, which a person decides. */
function DueNote({ store, onRemove }: { readonly store: LibraryStore; readonly onRemove: () => void }) {
  const { go } = useApp();
  const { due, retention } = useStore(store);
  return (
    <p className={styles.note} role="status">
      <MeaningMark meaning="note" />
      <span>{retentionSentence(retention, due)}</span>
      <Button onClick={onRemove}>Move them to the trash…</Button>
      <Button
        onClick={() => {
          go({ screen: 'settings' });
        }}
      >
        Settings
      </Button>
    </p>
  );
}

function NoCaptures({ any }: { readonly any: boolean }) {
  return (
    <EmptyState title={any ? 'No capture with these words' : 'No captures yet'}>
      {any
        ? 'Names, notes and tags are looked through.'
        : 'What is recorded or imported is listed here, also after it was closed.'}
    </EmptyState>
  );
}

/** Files of captures that are served at the moment. */
function useServedPaths(): readonly string[] {
  const captures = useEngine((state) => state.captures);
  const mocks = useEngine((state) => state.mocks);
  const ids = new Set([...mocks.values()].flatMap((mock) => (mock.running ? [mock.captureId] : [])));
  return captures.flatMap(({ id, path }) => (ids.has(id) ? [path] : []));
}

function LibraryGrid({
  store,
  listed,
}: {
  readonly store: LibraryStore;
  readonly listed: readonly LibraryEntry[];
}) {
  const { marked, active } = useStore(store);
  const served = useServedPaths();
  return (
    <VirtualGrid
      label="Captures"
      count={listed.length}
      columns="34px minmax(240px, 3fr) 132px 64px 76px minmax(80px, 1fr) minmax(120px, 2fr)"
      width={760}
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

/** Opens captures, and takes them to the trash. */
function useLibraryActions({ store, onCompare }: Pick<LibraryViewProps, 'store' | 'onCompare'>) {
  const { go, notify } = useApp();
  const open = useOpening();
  return {
    open,
    show: async (entry: LibraryEntry): Promise<void> => {
      const opened = await open(entry);
      if (opened) go({ screen: 'traffic', captureId: opened.id });
    },
    /** The older one on the left. */
    compare: async (chosen: readonly LibraryEntry[]): Promise<void> => {
      const [one, other] = chosen.toSorted((a, b) => a.changedAt - b.changedAt);
      if (!one || !other) return;
      const [left, right] = [await open(one), await open(other)];
      if (left && right) onCompare(left.id, right.id);
    },
    remove: async (going: readonly LibraryEntry[]): Promise<void> => {
      const done = await store.remove(going.map(({ path }) => path));
      notify(done.ok ? 'note' : 'fault', done.says);
    },
  };
}

/** The one that is looked at, and what can be done with it. */
function ShownEntry({
  entry,
  onRemove,
  onServe,
  ...parts
}: Pick<LibraryViewProps, 'store' | 'onCompare' | 'onServe'> & {
  readonly entry: LibraryEntry;
  readonly onRemove: () => void;
}) {
  const { saveCopy } = useApp();
  const { open, show } = useLibraryActions(parts);
  const withOpened = (act: (capture: CaptureSummary) => void) => (): void =>
    void open(entry).then((opened) => {
      if (opened) act(opened);
    });
  return (
    <EntryDetail
      entry={entry}
      onOpen={() => void show(entry)}
      onExport={withOpened((capture) => {
        saveCopy(capture, { format: 'har' });
      })}
      onServe={withOpened(({ id }) => {
        onServe(id);
      })}
      onRemove={onRemove}
      onDescribe={(labels) => parts.store.describe(entry.path, labels)}
    />
  );
}

/** The capture files among the recordings. */
export function LibraryView({ store, visible, onCompare, onServe }: LibraryViewProps) {
  const { compare, remove } = useLibraryActions({ store, onCompare });
  const { entries, problem, due, marked, text, active } = useStore(store);
  // Whatever is opened, closed or recorded changes what the list says.
  const captures = useEngine((state) => state.captures.map(({ id }) => id).join(' '));
  const [going, setGoing] = useState<readonly LibraryEntry[]>([]);
  useEffect(() => {
    if (visible) void store.refresh();
  }, [store, visible, captures]);
  const listed = useMemo(() => entriesWith(entries ?? [], text), [entries, text]);
  const byPath = new Map((entries ?? []).map((entry) => [entry.path, entry]));
  const chosen = marked.flatMap((path) => byPath.get(path) ?? []);
  const shown = active === undefined ? undefined : byPath.get(active);
  return (
    <div className={styles.step}>
      <LibraryBar
        {...{ store, listed, chosen }}
        onCompare={() => void compare(chosen)}
        onRemove={() => {
          setGoing(chosen);
        }}
      />
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" /> <span>The captures could not be listed: {problem}</span>
        </p>
      )}
      {going.length > 0 && (
        <RemoveQuestion
          going={going}
          onRemove={() => {
            setGoing([]);
            void remove(going);
          }}
          onKeep={() => {
            setGoing([]);
          }}
        />
      )}
      {going.length === 0 && due.length > 0 && (
        <DueNote
          store={store}
          onRemove={() => {
            setGoing(due);
          }}
        />
      )}
      {entries && listed.length === 0 ? (
        <NoCaptures any={entries.length > 0} />
      ) : (
        <SplitPane
          name="captures.library"
          label="Divider between the captures and what is known of one"
          initial={0.6}
          first={<LibraryGrid store={store} listed={listed} />}
          {...(shown && {
            second: (
              <ShownEntry
                key={shown.path}
                {...{ store, onCompare, onServe }}
                entry={shown}
                onRemove={() => {
                  setGoing([shown]);
                }}
              />
            ),
          })}
        />
      )}
    </div>
  );
}
