import type { ExchangeDetail, StreamEvent } from '../../../shared/model/exchange.ts';
import { FixedRows } from '../../ui/fixed-rows.tsx';
import { formatCounted, formatDuration } from '../../ui/format.ts';
import styles from './detail.module.css';
import { axisTicks, phasesOf, placeOnAxis, type Phase } from './phases.ts';
import timing from './timing-tab.module.css';
import { useEvents } from './use-events.ts';

const ROW_HEIGHT = 22;
const MOST_TICKS = 5;

function Axis({ totalMs }: { readonly totalMs: number }) {
  return (
    <div className={timing.axis} aria-hidden="true">
      {axisTicks(totalMs, MOST_TICKS).map((tick) => {
        const { left } = placeOnAxis(tick, tick, totalMs);
        return (
          <span key={tick} className={timing.tick} style={{ left: `${left}%` }}>
            {formatDuration(tick)}
          </span>
        );
      })}
    </div>
  );
}

function PhaseRow({ phase, totalMs }: { readonly phase: Phase; readonly totalMs: number }) {
  const { left, width } = placeOnAxis(phase.fromMs, phase.toMs, totalMs);
  return (
    <tr data-tip={`${phase.about} From ${formatDuration(phase.fromMs)} to ${formatDuration(phase.toMs)}.`}>
      <th scope="row">{phase.name}</th>
      <td className={timing.value}>
        {formatDuration(phase.toMs - phase.fromMs)}
        {phase.open && ' …'}
      </td>
      <td className={timing.lane}>
        <span
          className={timing.bar}
          data-phase={phase.name}
          data-open={phase.open || undefined}
          style={{ left: `${left}%`, width: `max(2px, ${width}%)` }}
        />
      </td>
    </tr>
  );
}

interface EventLinesProps {
  readonly events: readonly StreamEvent[];
  readonly count: number;
  readonly totalMs: number;
}

function EventLines({ events, count, totalMs }: EventLinesProps) {
  return (
    <FixedRows
      count={count}
      rowHeight={ROW_HEIGHT}
      label="Events by time"
      row={(index) => {
        const event = events[index];
        if (!event) return null;
        return (
          <div key={index} role="listitem" className={timing.event}>
            <span className={timing.name}>{event.method ?? event.message ?? event.kind}</span>
            <span className={timing.value}>{formatDuration(event.atMs)}</span>
            <span className={timing.lane}>
              <span
                className={timing.point}
                style={{ left: `${placeOnAxis(event.atMs, event.atMs, totalMs).left}%` }}
              />
            </span>
          </div>
        );
      }}
    />
  );
}

/** Where the time went: the phases of the connection, then every event, all on one axis. */
export function TimingTab({ detail }: { readonly detail: ExchangeDetail }) {
  const { events, count } = useEvents(detail.ref, detail.row.eventCount);
  const lastEvent = events[count - 1]?.atMs ?? 0;
  const phases = phasesOf(detail.timing, Math.max(lastEvent, detail.row.durationMs ?? 0));
  const totalMs = Math.max(lastEvent, ...phases.map((phase) => phase.toMs));
  return (
    <div className={styles.fill}>
      <div className={timing.top}>
        <Axis totalMs={totalMs} />
        <table className={timing.phases} aria-label="Phases">
          <tbody>
            {phases.map((phase) => (
              <PhaseRow key={phase.name} phase={phase} totalMs={totalMs} />
            ))}
          </tbody>
        </table>
        <p className={timing.sum}>
          {detail.timing.endMs === undefined
            ? 'Still open.'
            : `${formatDuration(detail.timing.endMs)} in all.`}
          {detail.timing.socketReused === true &&
            ' On a connection kept from before: no DNS, connect or TLS.'}
          {count > 0 && ` ${formatCounted(count, 'event')}.`}
        </p>
      </div>
      {count > 0 && <EventLines events={events} count={count} totalMs={totalMs} />}
    </div>
  );
}
