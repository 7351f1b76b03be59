import { useEffect, useState, type ReactNode } from 'react';
import type { ExchangeRef, StreamEvent } from '../../../shared/model/exchange.ts';
import { useApp } from '../../ui/app-context.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FixedRows } from '../../ui/fixed-rows.tsx';
import { formatCounted, formatDuration, formatSize } from '../../ui/format.ts';
import { JsonTree } from '../../ui/json-tree.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { eventData, looksLikeJson } from './body-text.ts';
import styles from './detail.module.css';
import { fetchText, type FetchedText } from './fetch-bytes.ts';
import stream from './stream-tab.module.css';
import { useEvents } from './use-events.ts';

const ROW_HEIGHT = 24;

/** What an event is, in a word: its method, else what it is as JSON-RPC goes. */
function kindOf(event: StreamEvent): string {
  if (event.kind === 'comment') return 'comment';
  return event.method ?? event.message ?? event.eventName ?? event.kind;
}

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
  readonly selected: boolean;
  readonly onSelect: () => void;
}

function EventRow({ event, deltaMs, selected, onSelect }: EventRowProps) {
  const bad = event.message === 'invalid' || event.message === 'error';
  return (
    <div role="listitem" className={stream.item}>
      <button
        type="button"
        className={stream.row}
        aria-pressed={selected}
        aria-label={`Event ${event.index + 1}: ${kindOf(event)}`}
        onClick={onSelect}
      >
        <span className={stream.number}>{event.index + 1}</span>
        <span className={stream.time}>{formatDuration(event.atMs)}</span>
        <span className={stream.time}>+{formatDuration(deltaMs)}</span>
        <span className={stream.kind} data-bad={bad || undefined}>
          {kindOf(event)}
        </span>
        <span className={stream.preview}>{event.preview}</span>
      </button>
    </div>
  );
}

function EventData({ exchange, event }: { readonly exchange: ExchangeRef; readonly event: StreamEvent }) {
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
  if (fetched && !fetched.ok) {
    content = (
      <p className={styles.problem} role="alert">
        <MeaningMark meaning="fault" /> {fetched.problem}
      </p>
    );
  } else if (data !== undefined && looksLikeJson(data, undefined)) {
    content = <JsonTree text={data} ariaLabel={label} />;
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

interface StreamTabProps {
  readonly exchange: ExchangeRef;
  /** Events so far. */
  readonly total: number;
}

/** Every event of the answer with its time, as it comes; a click opens its data below. */
export function StreamTab({ exchange, total }: StreamTabProps) {
  const { events, count, problem } = useEvents(exchange, total);
  const [selected, setSelected] = useState<number>();
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
    <div className={stream.list} style={{ '--kind': `${kindWidth(events, count)}ch` }}>
      <div className={stream.head} aria-hidden="true">
        <span className={stream.number}>#</span>
        <span className={stream.time}>at</span>
        <span className={stream.time}>since last</span>
        <span className={stream.kind}>event</span>
        <span className={stream.preview}>data</span>
      </div>
      <FixedRows
        count={count}
        rowHeight={ROW_HEIGHT}
        label={`Events, ${formatCounted(count, 'event')}`}
        row={(index) => {
          const entry = events[index];
          if (!entry) return null;
          return (
            <EventRow
              key={index}
              event={entry}
              deltaMs={entry.atMs - (events[index - 1]?.atMs ?? 0)}
              selected={index === selected}
              onSelect={() => {
                setSelected(index === selected ? undefined : index);
              }}
            />
          );
        }}
      />
    </div>
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
      {...(event && { second: <EventData key={event.index} exchange={exchange} event={event} /> })}
    />
  );
}
