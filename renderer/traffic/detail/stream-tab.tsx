import { SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { ExchangeRef, StreamEvent } from '../../../shared/model/exchange.ts';
import { useApp } from '../../ui/app-context.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FixedRows } from '../../ui/fixed-rows.tsx';
import { formatCount, formatCounted, formatDuration, formatSize } from '../../ui/format.ts';
import { anchorNotes, joinNotes, NO_NOTES, type JsonNotes, type PlaceNote } from '../../ui/json-notes.ts';
import { JsonTree } from '../../ui/json-tree.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import type { ExchangeNotes } from '../findings/exchange-notes.ts';
import { eventData, looksLikeJson } from '../../ui/body-text.ts';
import styles from './detail.module.css';
import { countKinds, EVENT_FILTERS, kindOf, shownEvents, type EventFilter } from './event-kinds.ts';
import { fetchText, type FetchedText } from './fetch-bytes.ts';
import stream from './stream-tab.module.css';
import { useEvents } from './use-events.ts';

const ROW_HEIGHT = 24;

/** The event column is as wide as its longest text, in characters, within these; the data has the rest. */
const KIND_WIDTH = { least: 7, most: 24 } as const;

function kindWidth(events: readonly StreamEvent[], count: number): number {
  let longest: number = KIND_WIDTH.least;
  for (let index = 0; index < count && longest < KIND_WIDTH.most; index += 1) {
    const event = events[index];
    if (event) longest = Math.max(longest, kindOf(event).length);
  }
  return Math.min(longest, KIND_WIDTH.most);
}

interface EventRowProps {
  readonly event: StreamEvent;
  /** ms since the event before, or since the start. */
  readonly deltaMs: number;
  /** What is said of it and of what is in it. */
  readonly note: PlaceNote | undefined;
  readonly selected: boolean;
  readonly onSelect: () => void;
}

function EventRow({ event, deltaMs, note, selected, onSelect }: EventRowProps) {
  const bad = event.message === 'invalid' || event.message === 'error' || event.kind === 'stray';
  return (
    <div role="listitem" className={stream.item}>
      <button
        type="button"
        className={stream.row}
        data-kind={event.kind}
        aria-pressed={selected}
        aria-label={`Event ${event.index + 1}: ${kindOf(event)}`}
        onClick={onSelect}
      >
        <span className={stream.number}>{event.index + 1}</span>
        <span className={stream.time}>{formatDuration(event.atMs)}</span>
        <span className={stream.time}>+{formatDuration(deltaMs)}</span>
        <span className={stream.kind} data-bad={bad || undefined} data-kind={event.kind}>
          {kindOf(event)}
        </span>
        <span className={stream.preview}>
          {note && (
            <span className={stream.sign}>
              <MeaningMark meaning={note.meaning} label={note.text} size={13} />
            </span>
          )}
          {event.preview}
        </span>
      </button>
    </div>
  );
}

interface EventDataProps {
  readonly exchange: ExchangeRef;
  readonly event: StreamEvent;
  readonly notes: JsonNotes;
  /** JSON pointer into its message, to point out. */
  readonly reveal?: string;
}

function EventData({ exchange, event, notes, ...place }: EventDataProps) {
  const { bridge } = useApp();
  const [fetched, setFetched] = useState<FetchedText>();
  useEffect(() => {
    const controller = new AbortController();
    const { offset: from, length } = event;
    void fetchText({ bridge, exchange, side: 'body', from, length, signal: controller.signal }).then(
      (text) => {
        if (!controller.signal.aborted) setFetched(text);
      },
    );
    return () => {
      controller.abort();
    };
  }, [bridge, exchange, event]);
  let content: ReactNode = null;
  const data = fetched?.ok ? eventData(fetched.text) : undefined;
  const label = `Data of event ${event.index + 1}`;
  const anchored = useMemo(
    () => new Map(anchorNotes(data ?? '', notes).map((entry) => [entry.pointer, entry])),
    [data, notes],
  );
  if (fetched && !fetched.ok) {
    content = (
      <p className={styles.problem} role="alert">
        <MeaningMark meaning="fault" /> {fetched.problem}
      </p>
    );
  } else if (data !== undefined && looksLikeJson(data, undefined)) {
    content = <JsonTree text={data} ariaLabel={label} notes={anchored} {...place} />;
  } else if (data !== undefined) {
    content = (
      <div className={styles.scroll}>
        <pre className={styles.preview}>{data}</pre>
      </div>
    );
  }
  return (
    <section className={styles.fill} aria-label={label}>
      <div className={styles.bar}>
        <b className={stream.title}>Event {event.index + 1}</b>
        <span className={styles.barNote}>
          {[
            event.eventName !== undefined && `event: ${event.eventName}`,
            event.eventId !== undefined && `id: ${event.eventId}`,
            event.retryMs !== undefined && `retry: ${event.retryMs}`,
            formatSize(event.length),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className={styles.gap} />
        {data !== undefined && <CopyButton text={data} what={label.toLowerCase()} />}
      </div>
      {content}
    </section>
  );
}

const FILTER_NAMES: Readonly<Record<EventFilter, string>> = {
  all: 'All',
  messages: 'Messages',
  stderr: 'stderr',
  stray: 'Stray output',
};

interface EventListProps {
  readonly events: readonly StreamEvent[];
  readonly count: number;
  readonly selected: number | undefined;
  readonly onSelect: (index: number | undefined) => void;
  readonly notes: ExchangeNotes['events'];
  /** Scrolled to at first. */
  readonly first: number | undefined;
}

/** The events line by line; what a process wrote beside its messages can be looked at alone. */
function EventList({ events, count, selected, onSelect, notes, first }: EventListProps) {
  const [filter, setFilter] = useState<EventFilter>('all');
  const counts = countKinds(events, count);
  const shown = shownEvents(events, count, filter);
  return (
    <div className={stream.list} style={{ '--kind': `${kindWidth(events, count)}ch` }}>
      {counts.stderr + counts.stray > 0 && (
        <div className={stream.filter}>
          <SegmentedControl
            aria-label="Events shown"
            value={filter}
            data={EVENT_FILTERS.filter((name) => counts[name] > 0).map((name) => ({
              value: name,
              label: `${FILTER_NAMES[name]} ${formatCount(counts[name])}`,
            }))}
            onChange={setFilter}
          />
        </div>
      )}
      <div className={stream.head} aria-hidden="true">
        <span className={stream.number}>#</span>
        <span className={stream.time}>at</span>
        <span className={stream.time}>since last</span>
        <span className={stream.kind}>event</span>
        <span className={stream.preview}>data</span>
      </div>
      <FixedRows
        key={filter}
        count={shown?.length ?? count}
        rowHeight={ROW_HEIGHT}
        label={`Events, ${formatCounted(count, 'event')}`}
        {...(first !== undefined && { first })}
        row={(place) => {
          const index = shown ? (shown[place] ?? -1) : place;
          const entry = events[index];
          if (!entry) return null;
          return (
            <EventRow
              key={index}
              event={entry}
              deltaMs={entry.atMs - (events[index - 1]?.atMs ?? 0)}
              note={[...(notes.get(index)?.values() ?? [])].reduce<PlaceNote | undefined>(
                joinNotes,
                undefined,
              )}
              selected={index === selected}
              onSelect={() => {
                onSelect(index === selected ? undefined : index);
              }}
            />
          );
        }}
      />
    </div>
  );
}

interface StreamTabProps {
  readonly exchange: ExchangeRef;
  /** Events so far. */
  readonly total: number;
  /** Index of the event that is open at first. */
  readonly event?: number;
  /** JSON pointer into its message, to point out. */
  readonly pointer?: string;
  /** What the findings say of the events. */
  readonly notes: ExchangeNotes['events'];
}

/** Every event of the answer with its time, as it comes; a click opens its data below. */
export function StreamTab({ exchange, total, event: first, pointer, notes }: StreamTabProps) {
  const { events, count, problem } = useEvents(exchange, total);
  const [selected, setSelected] = useState(first);
  const event = selected === undefined ? undefined : events[selected];
  if (problem !== undefined && count === 0) {
    return (
      <p className={styles.problem} role="alert">
        <MeaningMark meaning="fault" /> {problem}
      </p>
    );
  }
  if (total === 0 && count === 0) {
    return (
      <EmptyState title="No event came">
        Each part of the answer appears here with its time as it arrives.
      </EmptyState>
    );
  }
  const list = (
    <EventList
      events={events}
      count={count}
      selected={selected}
      onSelect={setSelected}
      notes={notes}
      first={first}
    />
  );
  return (
    <SplitPane
      name="stream"
      direction="column"
      label="Divider between events and data"
      initial={0.5}
      minFirst={100}
      minSecond={100}
      first={list}
      {...(event && {
        second: (
          <EventData
            key={event.index}
            exchange={exchange}
            event={event}
            notes={notes.get(event.index) ?? NO_NOTES}
            {...(pointer !== undefined && event.index === first && { reveal: pointer })}
          />
        ),
      })}
    />
  );
}
