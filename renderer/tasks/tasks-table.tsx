import { Button } from '@mantine/core';
import { memo, useState } from 'react';
import { useStore } from 'zustand';
import type { TaskLife } from '../../shared/model/task.ts';
import { formatCount, formatSpan, formatTime } from '../ui/format.ts';
import { ExchangeLink } from '../ui/reports/exchange-links.tsx';
import { statusWords, ttlWords } from '../ui/task-status.ts';
import { StatusMark } from './status-mark.tsx';
import { TaskInstance } from './task-instance.tsx';
import { brokenCount, shortId, taskName } from './task-words.ts';
import styles from './tasks.module.css';
import type { TimelineStore } from './timeline-store.ts';

const AT_ONCE = 200;
/** Characters; all of it is in the pane beside. */
const SHOWN_OF_ID = 25;

interface TasksTableProps {
  readonly store: TimelineStore;
  readonly lives: readonly TaskLife[];
}

interface LifeRowProps {
  readonly store: TimelineStore;
  readonly life: TaskLife;
  readonly chosen: boolean;
}

/** Drawn anew only where something of it has changed. */
const LifeRow = memo(function LifeRow({ store, life, chosen }: LifeRowProps) {
  return (
    <tr data-chosen={chosen || undefined}>
      <th scope="row">
        <button
          type="button"
          className={styles.name}
          aria-pressed={chosen}
          aria-label={`${taskName(life)}, task ${life.taskId}`}
          onClick={() => {
            store.choose(chosen ? undefined : life.key);
          }}
        >
          {life.tool === '' ? shortId(life.taskId, SHOWN_OF_ID) : life.tool}{' '}
          {life.tool !== '' && <code>{shortId(life.taskId, SHOWN_OF_ID)}</code>}
        </button>
      </th>
      <td>
        <span className={styles.inline}>
          <StatusMark status={life.status} /> {statusWords(life.status)}
          {life.legacy && ' (2025-11-25, migrate)'}
        </span>
      </td>
      <td>{formatTime(life.firstAt)}</td>
      <td>{formatSpan(life.lastAt - life.firstAt)}</td>
      <td>
        <span className={styles.inline}>
          {life.instances.map((id) => (
            <TaskInstance key={id} instanceId={id} showName={false} />
          ))}
        </span>
      </td>
      <td>{formatCount(life.polls)}</td>
      <td>{life.inputs.length === 0 ? '' : formatCount(life.inputs.length)}</td>
      <td>{ttlWords(life.ttlMs)}</td>
      <td>{brokenCount(life) === 0 ? '' : formatCount(brokenCount(life))}</td>
      <td>{life.outcome && <ExchangeLink number={life.outcome.number} />}</td>
    </tr>
  );
});

/** The same to be read, latest first. A click on a name shows the task's exchanges beside it. */
export function TasksTable({ store, lives }: TasksTableProps) {
  const chosen = useStore(store, (state) => state.chosen);
  const [shown, setShown] = useState(AT_ONCE);
  const latest = lives.toReversed();
  return (
    <div className={styles.tableBox} role="region" aria-label="Tasks as a table" tabIndex={0}>
      <table className={styles.table} aria-label="Tasks">
        <thead>
          <tr>
            <th scope="col">Task</th>
            <th scope="col">Status</th>
            <th scope="col">Began</th>
            <th scope="col">Seen for</th>
            <th scope="col">Instances</th>
            <th scope="col">Polls</th>
            <th scope="col">Inputs</th>
            <th scope="col">TTL</th>
            <th scope="col">Findings</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {latest.slice(0, shown).map((life) => (
            <LifeRow key={life.key} store={store} life={life} chosen={life.key === chosen} />
          ))}
        </tbody>
      </table>
      {shown < latest.length && (
        <p className={styles.more}>
          The latest {formatCount(shown)} of {formatCount(latest.length)}.
          <Button
            onClick={() => {
              setShown(shown + AT_ONCE);
            }}
          >
            Show {formatCount(Math.min(AT_ONCE, latest.length - shown))} more
          </Button>
        </p>
      )}
    </div>
  );
}
