import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import type { DrivenTask } from '../../shared/model/driven-task.ts';
import { isTerminal } from '../../shared/model/task.ts';
import { useApp } from '../ui/app-context.ts';
import { DriveTask } from '../ui/drive-task.tsx';
import { drivenOf } from '../ui/driven-store.ts';
import { formatCount } from '../ui/format.ts';
import { statusWords, ttlWords } from '../ui/task-status.ts';
import { useDrivenTasks } from '../ui/use-driven-tasks.ts';
import type { AnswerColumn } from './answers-state.ts';
import styles from './answers.module.css';
import { Sentence } from './column.tsx';
import type { HandedOutTask } from './handed-out-task.ts';

/** What the server said of the task when it handed it out. */
function Handle({ task, now }: { readonly task: HandedOutTask; readonly now: DrivenTask | undefined }) {
  const { taskId, status, statusMessage, ttlMs, pollIntervalMs } = task;
  const said = now?.statusMessage ?? (now ? undefined : statusMessage);
  return (
    <dl className={styles.handle}>
      <dt>Task id</dt>
      <dd>
        <code>{taskId}</code>
      </dd>
      <dt>Status</dt>
      <dd>
        {statusWords(now?.status ?? status)}
        {said !== undefined && <span className={styles.handleAside}> {said}</span>}
      </dd>
      <dt>TTL</dt>
      <dd>{ttlWords(ttlMs) || 'not told'}</dd>
      <dt>Poll interval</dt>
      <dd>{pollIntervalMs === undefined ? 'not told' : `${formatCount(pollIntervalMs)} ms`}</dd>
    </dl>
  );
}

/** An answer that is a task: its handle, whether Hopscope drives it, and the way to its lane. */
export function TaskNote({ column, task }: { readonly column: AnswerColumn; readonly task: HandedOutTask }) {
  const { go } = useApp();
  const driven = useDrivenTasks();
  const { ref, instanceId, row } = column;
  const creator = { instanceId: row?.instanceId ?? instanceId };
  const now = useStore(driven, (tasks) => drivenOf({ taskId: task.taskId, creator }, tasks));
  const waits = now?.inputs.some(({ state }) => state === 'open') === true && !isTerminal(now.status);
  return (
    <section className={styles.task} aria-label="The task">
      <Sentence meaning="note">
        {task.legacy
          ? 'The answer is a task of 2025-11-25. Hopscope draws those, and drives tasks of the extension only.'
          : 'The answer is a task: its result comes when it has ended.'}
      </Sentence>
      <div className={styles.taskTools}>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            go({ screen: 'tasks', select: ref });
          }}
        >
          Show its lane
        </Button>
        {!now && !task.legacy && <DriveTask compact created={ref} store={driven} />}
      </div>
      <Handle task={task} now={now} />
      {now && (
        <p className={styles.driven} role="status">
          Driven by Hopscope: {now.says}
          {waits && ' Answer it beside its lane.'}
        </p>
      )}
    </section>
  );
}
