import { formatCounted, formatDuration } from '../ui/format.ts';
import { latestProgress, type AnswerColumn } from './answers-state.ts';
import styles from './answers.module.css';

/** What an event says beside its method, which stands before it. */
function wordsOf(preview: string): string {
  const at = preview.indexOf('"params":');
  return at === -1 ? '' : preview.slice(at + '"params":'.length).replace(/\}$/, '');
}

/** What is known of an answer that is still on its way. */
export function AnswerProgress({ column }: { readonly column: AnswerColumn }) {
  const { row, events } = column;
  const progress = latestProgress(events);
  const count = row?.eventCount ?? 0;
  const share =
    progress?.total !== undefined && progress.total > 0 ? progress.progress / progress.total : undefined;
  return (
    <div className={styles.progress}>
      <p className={styles.progressLine}>
        {count === 0 ? 'Waiting for the first byte …' : `${formatCounted(count, 'event')} so far`}
        {progress && ` · ${String(progress.progress)}`}
        {progress?.total !== undefined && ` of ${String(progress.total)}`}
        {progress?.message !== undefined && ` · ${progress.message}`}
      </p>
      {progress && (
        <progress
          className={styles.bar}
          aria-label="Progress"
          {...(share !== undefined && { value: Math.min(Math.max(share, 0), 1) })}
        />
      )}
      <ol className={styles.events} aria-label="Newest events">
        {events.map((event) => (
          <li key={event.index}>
            <span className={styles.eventTime}>{formatDuration(event.atMs)}</span>
            <span className={styles.eventName}>{event.method ?? event.message ?? event.kind}</span>
            <span className={styles.eventText}>
              {event.method === undefined ? event.preview : wordsOf(event.preview)}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
