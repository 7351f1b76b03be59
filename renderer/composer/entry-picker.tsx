import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconRefresh, IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ListEntry, ListKind } from '../../shared/model/listing.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { scrollTopFor } from '../ui/row-window.ts';
import { useRowWindow } from '../ui/use-row-window.ts';
import { Sentence } from './column.tsx';
import { useComposer, useComposerActions } from './composer-context.ts';
import { selectListing, selectSubject, type ListingLoad } from './composer-state.ts';
import { ListNotes } from './list-notes.tsx';
import { matchingEntries } from './match-entries.ts';
import { methodShape } from './methods.ts';
import styles from './what-column.module.css';

const ROW_HEIGHT = 24;
const PLURAL: Readonly<Record<ListKind, string>> = {
  tools: 'tools',
  resources: 'resources',
  templates: 'resource templates',
  prompts: 'prompts',
};

function about(entry: ListEntry): string {
  const { title, description } = entry.entry;
  if (typeof description === 'string') return description;
  return typeof title === 'string' ? title : '';
}

/** Why the list is not what one would like it to be, one sentence a list. */
function problemsOf(kinds: readonly ListKind[], loads: readonly (ListingLoad | undefined)[]): string[] {
  return loads.flatMap((load, index) => {
    const kind = kinds[index] ?? 'tools';
    if (load?.error) return [`The ${PLURAL[kind]} could not be listed: ${load.error.message}`];
    return load?.listing?.problem === undefined ? [] : [load.listing.problem];
  });
}

interface SearchRowProps {
  /** "tool" */
  readonly noun: string;
  readonly plural: string;
  readonly query: string;
  readonly loading: boolean;
  readonly onQuery: (query: string) => void;
  readonly onEnter: () => void;
}

function SearchRow({ noun, plural, query, loading, onQuery, onEnter }: SearchRowProps) {
  const hasInstance = useComposer((state) => state.instanceIds.length > 0);
  const { loadListings } = useComposerActions();
  return (
    <div className={styles.search}>
      <TextInput
        size="xs"
        type="search"
        aria-label={`Find a ${noun}`}
        placeholder={`Find a ${noun}`}
        leftSection={<IconSearch size={14} />}
        value={query}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          onQuery(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onEnter();
        }}
      />
      <ActionIcon
        aria-label={`Ask for the list of ${plural} again`}
        data-tip={`Ask for the list of ${plural} again`}
        loading={loading}
        disabled={!hasInstance}
        onClick={() => void loadListings(true)}
      >
        <IconRefresh size={14} />
      </ActionIcon>
    </div>
  );
}

/** A list that was not asked for by hand opens no question: here is the way to it. */
function AllowButton() {
  const { loadListings } = useComposerActions();
  return (
    <div className={styles.problem}>
      <Button size="compact-xs" onClick={() => void loadListings(true)}>
        Look at the command and allow it…
      </Button>
    </div>
  );
}

/** Search field, refresh and the list of what the first chosen instance offers. */
export function EntryPicker() {
  const method = useComposer((state) => state.method);
  const subject = useComposer(selectSubject);
  const shape = methodShape(method);
  const [first = 'tools', second] = shape.lists;
  const firstLoad = useComposer((state) => selectListing(state, first));
  const secondLoad = useComposer((state) =>
    second === undefined ? undefined : selectListing(state, second),
  );
  const hasInstance = useComposer((state) => state.instanceIds.length > 0);
  const { setSubject } = useComposerActions();
  const [query, setQuery] = useState('');
  const entries = useMemo(
    () =>
      matchingEntries(
        [...(firstLoad?.listing?.entries ?? []), ...(secondLoad?.listing?.entries ?? [])],
        query,
      ),
    [firstLoad, secondLoad, query],
  );
  const loads = second === undefined ? [firstLoad] : [firstLoad, secondLoad];
  const loading = loads.some((load) => load?.state === 'loading');
  const problems = problemsOf(shape.lists, loads);
  const noun = shape.subject ?? 'name';
  const free = query.trim();
  const offerFree = free !== '' && !entries.some((entry) => entry.name === free);
  return (
    <div className={styles.picker}>
      <SearchRow
        noun={noun}
        plural={PLURAL[first]}
        query={query}
        loading={loading}
        onQuery={setQuery}
        onEnter={() => {
          if (free !== '') setSubject(entries[0]?.name ?? free);
        }}
      />
      <ListNotes
        lists={[firstLoad, ...(second === undefined ? [] : [secondLoad])].map((load, index) => ({
          kind: shape.lists[index] ?? first,
          listing: load?.listing,
          changed: load?.changed === true,
        }))}
        names={PLURAL}
      />
      {problems.map((problem) => (
        <div key={problem} className={styles.problem}>
          <Sentence meaning="warning">{problem}</Sentence>
        </div>
      ))}
      {loads.some((load) => load?.error?.code === 'NEEDS_CONSENT') && <AllowButton />}
      {/* Mounted with its rows: the row window measures its element once, when it appears. */}
      {entries.length > 0 && (
        <EntryList entries={entries} subject={subject} label={PLURAL[first]} onChoose={setSubject} />
      )}
      {offerFree && (
        <button
          type="button"
          className={styles.free}
          onClick={() => {
            setSubject(free);
          }}
        >
          Use “{free}” as it is
        </button>
      )}
      {entries.length === 0 && !offerFree && (
        <p className={styles.hint} role="status">
          {emptySentence({ loading, hasInstance, failed: problems.length > 0, query, plural: PLURAL[first] })}
        </p>
      )}
    </div>
  );
}

function emptySentence(now: {
  readonly loading: boolean;
  readonly hasInstance: boolean;
  readonly failed: boolean;
  readonly query: string;
  readonly plural: string;
}): string {
  if (!now.hasInstance) return `Choose an instance: its ${now.plural} will be listed here.`;
  if (now.loading) return `Asking for the ${now.plural} …`;
  if (now.failed) return 'Write a name above to send one that is not listed.';
  return now.query.trim() === '' ? `This server offers no ${now.plural}.` : 'Nothing has this name.';
}

interface EntryListProps {
  readonly entries: readonly ListEntry[];
  readonly subject: string;
  readonly label: string;
  readonly onChoose: (name: string) => void;
}

function EntryList({ entries, subject, label, onChoose }: EntryListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { start, end } = useRowWindow(scroller, entries.length, ROW_HEIGHT);
  const chosen = entries.findIndex((entry) => entry.name === subject);
  useEffect(() => {
    const element = scroller.current;
    if (!element || chosen === -1) return undefined;
    const show = (): void => {
      const { scrollTop, clientHeight: height } = element;
      element.scrollTop = scrollTopFor(chosen, { scrollTop, height, rowHeight: ROW_HEIGHT });
    };
    show();
    // The answers take their room from this list: what is chosen stays in view.
    const observer = new ResizeObserver(show);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [chosen]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const index = Math.min(Math.max(chosen + step, 0), entries.length - 1);
    const next = entries[index];
    if (next) onChoose(next.name);
  };
  return (
    <div
      ref={scroller}
      className={styles.entries}
      role="listbox"
      aria-label={label}
      aria-activedescendant={chosen === -1 ? undefined : `entry-${String(chosen)}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: entries.length * ROW_HEIGHT, position: 'relative' }}>
        <div role="presentation" style={{ transform: `translateY(${start * ROW_HEIGHT}px)` }}>
          {entries.slice(start, end).map((entry, offset) => (
            <div
              key={`${entry.name} ${String(start + offset)}`}
              id={`entry-${String(start + offset)}`}
              role="option"
              aria-selected={entry.name === subject}
              aria-label={entry.name}
              className={styles.entry}
              data-excluded={entry.excluded !== undefined || undefined}
              onClick={() => {
                onChoose(entry.name);
              }}
            >
              <span className={styles.entryName}>{entry.name}</span>
              {entry.excluded !== undefined && (
                <MeaningMark meaning="warning" label={entry.excluded} size={12} />
              )}
              <span className={styles.entryAbout}>{about(entry)}</span>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
