import { Button, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { LibraryEntry } from '../../shared/model/capture-library.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatCount, formatCounted, formatSize } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { SplitPane } from '../ui/split-pane.tsx';
import styles from './captures.module.css';
import { EntryDetail } from './entry-detail.tsx';
import { LibraryGrid } from './library-grid.tsx';
import { entriesWith, type LibraryStore } from './library-store.ts';
import { retentionSentence } from './retention-words.ts';
import { useLibraryActions } from './use-library-actions.ts';

interface LibraryViewProps {
  readonly store: LibraryStore;
  readonly visible: boolean;
  readonly onCompare: (left: string, right: string) => void;
  /** With the id of a capture that is open now. */
  readonly onServe: (captureId: string) => void;
  /** Shows what is in the trash. */
  readonly onTrash: () => void;
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
  readonly onTrash: () => void;
}

function countsOf(listed: number, entries: readonly LibraryEntry[]): string {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const of = listed === entries.length ? '' : ` of ${formatCount(entries.length)}`;
  return `${formatCounted(listed, 'capture')}${of}, ${formatSize(bytes)} in all`;
}

function LibraryBar({ store, listed, chosen, onCompare, onRemove, onTrash }: LibraryBarProps) {
  const { entries, text, trash } = useStore(store);
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
      {trash.length > 0 && <Button onClick={onTrash}>Trash ({formatCount(trash.length)})</Button>}
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

/** The one that is looked at, and what can be done with it. */
function ShownEntry({
  entry,
  onRemove,
  onServe,
  store,
}: Pick<LibraryViewProps, 'store' | 'onServe'> & {
  readonly entry: LibraryEntry;
  readonly onRemove: () => void;
}) {
  const { saveCopy } = useApp();
  const { open, show } = useLibraryActions(store);
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
      onDescribe={(labels) => store.describe(entry.path, labels)}
    />
  );
}

/** The capture files among the recordings. */
export function LibraryView({ store, visible, onCompare, onServe, onTrash }: LibraryViewProps) {
  const { compare, remove } = useLibraryActions(store);
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
        {...{ store, listed, chosen, onTrash }}
        onCompare={() => void compare(chosen, onCompare)}
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
          first={<LibraryGrid label="Captures" store={store} listed={listed} />}
          {...(shown && {
            second: (
              <ShownEntry
                key={shown.path}
                {...{ store, onServe }}
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
