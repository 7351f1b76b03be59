import type { TaskStatus } from '../../shared/model/task.ts';
import styles from './timeline.module.css';

const SIGNS: Readonly<Record<TaskStatus, string>> = {
  working: 'M3 8h10',
  input_required: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.8-1.1 1.5M8 12v.1',
  completed: 'M5 8.3l2.1 2.1l3.9-4.4',
  failed: 'M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2',
  cancelled: 'M4.8 8h6.4',
};

/** A status as a shape: filled for ends, as they are drawn on the lanes; decoration beside its word. */
export function StatusMark({ status }: { readonly status: TaskStatus | undefined }) {
  return (
    <svg
      className={styles.status}
      data-status={status ?? 'unknown'}
      width={14}
      height={14}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {status === 'working' ? (
        <rect x="1" y="5" width="14" height="6" />
      ) : status === 'failed' || status === 'input_required' ? (
        <rect x="1.5" y="1.5" width="13" height="13" />
      ) : (
        <circle cx="8" cy="8" r="6.5" />
      )}
      {status && status !== 'working' && <path d={SIGNS[status]} />}
    </svg>
  );
}
