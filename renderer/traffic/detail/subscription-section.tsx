import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { JsonObject } from '../../../shared/model/draft.ts';
import type { ExchangeDetail, StreamEvent } from '../../../shared/model/exchange.ts';
import { useApp } from '../../ui/app-context.ts';
import { formatCounted, formatDuration, formatSpan, formatTime } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { useNow } from '../../ui/use-now.ts';
import { exchangeActions } from '../exchange-actions.ts';
import { useTrafficModel } from '../traffic-context.ts';
import { eventData } from '../../ui/body-text.ts';
import styles from './detail.module.css';
import { fetchText } from './fetch-bytes.ts';
import type { Place } from './places.ts';
import { Section } from './section.tsx';
import {
  aboutWords,
  ACKNOWLEDGED,
  askedFilter,
  filterLines,
  isHeard,
  notificationsOf,
  streamState,
  type FilterLine,
} from './subscription-facts.ts';
import subscription from './subscription-section.module.css';
import { useEvents } from './use-events.ts';

/** So many of the newest notifications are shown; Stream has all. */
const SHOWN = 30;

/** The filter of the acknowledgement, once it came. */
function useAcknowledged(detail: ExchangeDetail, event: StreamEvent | undefined): JsonObject | undefined {
  const { bridge } = useApp();
  const [filter, setFilter] = useState<JsonObject>();
  const { ref } = detail;
  const { captureId, number } = ref;
  useEffect(() => {
    if (!event) return undefined;
    const controller = new AbortController();
    const { offset: from, length } = event;
    const exchange = { captureId, number };
    void fetchText({ bridge, exchange, side: 'body', from, length, signal: controller.signal }).then(
      (got) => {
        if (controller.signal.aborted || !got.ok) return;
        setFilter(notificationsOf(eventData(got.text)) ?? {});
      },
    );
    return () => {
      controller.abort();
    };
  }, [bridge, captureId, number, event]);
  return filter;
}

function Wish({ on }: { readonly on: boolean | undefined }) {
  if (on === undefined) return <span className={styles.muted}>not yet</span>;
  return on ? 'yes' : <span className={styles.muted}>no</span>;
}

const DIFFERENCES: Readonly<Record<'refused' | 'unasked', string>> = {
  refused: 'The server does not tell of this.',
  unasked: 'Never asked for.',
};

function FilterTable({ lines }: { readonly lines: readonly FilterLine[] }) {
  return (
    <table className={`${styles.table} ${subscription.filter}`} aria-label="Filter">
      <thead>
        <tr>
          <th scope="col">Notifications</th>
          <th scope="col">Asked for</th>
          <th scope="col">Acknowledged</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.name} data-differs={line.differs}>
            <th scope="row">{line.name}</th>
            <td>
              <Wish on={line.asked} />
            </td>
            <td>
              <Wish on={line.acknowledged} />
              {line.differs && (
                <span className={subscription.differs}>
                  <MeaningMark meaning="warning" /> {DIFFERENCES[line.differs]}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface HeardProps {
  readonly detail: ExchangeDetail;
  readonly heard: readonly StreamEvent[];
  readonly onGo: (place: Place) => void;
}

function Heard({ detail, heard, onGo }: HeardProps) {
  const newest = heard.slice(-SHOWN).reverse();
  return (
    <Section
      title="Notifications"
      note={heard.length > SHOWN ? `the newest ${SHOWN} of ${heard.length}; Stream has all` : undefined}
    >
      {heard.length === 0 ? (
        <p className={styles.none}>{detail.row.state === 'open' ? 'None yet.' : 'None came.'}</p>
      ) : (
        <ol className={subscription.heard} aria-label="Notifications">
          {newest.map((event) => (
            <li key={event.index}>
              <button
                type="button"
                className={subscription.event}
                onClick={() => {
                  onGo({ tab: 'stream', event: event.index });
                }}
              >
                <span className={styles.muted}>{formatTime(detail.row.startedAt + event.atMs)}</span>
                <span className={subscription.method}>{event.method}</span>
                <span className={subscription.about}>{aboutWords(event)}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

interface SubscriptionSectionProps {
  readonly detail: ExchangeDetail;
  readonly kind: 'subscription' | 'legacy';
  readonly onGo: (place: Place) => void;
}

/** A subscription or legacy stream: how it stands, asked against acknowledged filter, each notification as it comes. */
export function SubscriptionSection({ detail, kind, onGo }: SubscriptionSectionProps) {
  const app = useApp();
  const traffic = useTrafficModel();
  const actions = useMemo(() => exchangeActions(app), [app]);
  const { ref, row, draft } = detail;
  const { events, count } = useEvents(ref, row.eventCount);
  const acknowledgement = events.slice(0, count).find(({ method }) => method === ACKNOWLEDGED);
  const acknowledged = useAcknowledged(detail, acknowledgement);
  const now = useNow(row.state === 'open' ? 1000 : undefined);
  const state = streamState(row, kind, acknowledgement !== undefined);
  const asked = kind === 'subscription' ? askedFilter(detail) : undefined;
  const heard = events.slice(0, count).filter(isHeard);
  const lasted =
    row.durationMs === undefined
      ? `for ${formatSpan(now - row.startedAt)}`
      : `after ${formatDuration(row.durationMs)}`;
  const reopen = async (): Promise<void> => {
    const again = await actions.reopen(ref.captureId, row);
    if (again) traffic.actions.show(again.captureId, again.number);
  };
  return (
    <section
      className={subscription.section}
      aria-label={kind === 'subscription' ? 'Subscription' : 'Stream'}
    >
      <div className={subscription.state}>
        <MeaningMark meaning={state.meaning} />
        <span role="status" data-state={state.state}>
          {state.says}
        </span>
        <span className={styles.muted}>
          {lasted}, {formatCounted(heard.length, 'notification')}
        </span>
        {row.state !== 'open' && draft && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconRefresh size={13} />}
            onClick={() => void reopen()}
          >
            Open again
          </Button>
        )}
      </div>
      {asked && <FilterTable lines={filterLines(asked, acknowledged)} />}
      <Heard detail={detail} heard={heard} onGo={onGo} />
    </section>
  );
}
