import { TASK_STATUSES } from '../../shared/model/task.ts';
import { formatCounted } from '../ui/format.ts';
import { statusWords } from '../ui/task-status.ts';
import { StatusMark } from './status-mark.tsx';
import { TaskInstance, useInstanceLooks } from './task-instance.tsx';
import styles from './tasks.module.css';

const SHAPES: readonly { readonly d: string; readonly words: string }[] = [
  { d: 'M8 2l5 6l-5 6l-5-6z', words: 'handed out' },
  { d: 'M7 3h2v10h-2z', words: 'poll' },
  { d: 'M7 3h2v8h3v2h-8v-2h3z', words: 'poll, too soon' },
  { d: 'M2 3h12l-6 11z', words: 'asks for input' },
  { d: 'M2 13h12l-6-11z', words: 'tasks/update' },
  { d: 'M3 5l2-2l3 3l3-3l2 2l-3 3l3 3l-2 2l-3-3l-3 3l-2-2l3-3z', words: 'tasks/cancel' },
  { d: 'M8 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8z', words: 'notification' },
];

const MOST_INSTANCES = 12;

/** What is drawn how. Exchanges are in the colour of their instance. */
export function Legend() {
  const looks = useInstanceLooks();
  const ids = [...looks.keys()];
  return (
    <ul className={styles.legend} aria-label="Legend">
      {ids.slice(0, MOST_INSTANCES).map((id) => (
        <li key={id}>
          <TaskInstance instanceId={id} />
        </li>
      ))}
      {ids.length > MOST_INSTANCES && (
        <li>and {formatCounted(ids.length - MOST_INSTANCES, 'other instance')}</li>
      )}
      {TASK_STATUSES.map((status) => (
        <li key={status}>
          <StatusMark status={status} /> {statusWords(status)}
        </li>
      ))}
      {SHAPES.map(({ d, words }) => (
        <li key={words}>
          <svg width={12} height={12} viewBox="0 0 16 16" aria-hidden="true">
            <path d={d} />
          </svg>{' '}
          {words}
        </li>
      ))}
      <li>
        <svg width={12} height={12} viewBox="0 0 16 16" data-odd="true" aria-hidden="true">
          <path d="M8 2l7 12h-14z" />
        </svg>{' '}
        error or finding
      </li>
    </ul>
  );
}
