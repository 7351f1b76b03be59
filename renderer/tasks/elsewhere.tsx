import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { DrivenTask } from '../../shared/model/driven-task.ts';
import type { TaskLife } from '../../shared/model/task.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import type { DrivenStore } from '../ui/driven-store.ts';
import { formatCount } from '../ui/format.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { useRowState } from '../ui/row-source.ts';
import { statusWords } from '../ui/task-status.ts';
import { DrivenControls } from './driven-controls.tsx';
import { drivenElsewhere } from './driven-elsewhere.ts';
import { StatusMark } from './status-mark.tsx';
import { TaskAnswers } from './task-answers.tsx';
import styles from './elsewhere.module.css';

function Item({ task, store }: { readonly task: DrivenTask; readonly store: DrivenStore }) {
  const { go } = useApp();
  const [open, setOpen] = useState(false);
  const capture = useEngine((state) => state.captures.find(({ id }) => id === task.created.captureId));
  const { tool, taskId, status, creator, says } = task;
  return (
    <li>
      <div className={styles.line}>
        <StatusMark status={status} />
        <span className={styles.name}>
          {tool} <code>{taskId}</code>
        </span>
        <InstanceBadge instanceId={creator.instanceId} name={creator.instanceName} />
        <span className={styles.says} data-tip={says}>
          {statusWords(status)}. {says}
        </span>
        {capture && (
          <Button
            size="compact-xs"
            onClick={() => {
              go({ screen: 'tasks', select: task.created });
            }}
          >
            Show it in {capture.name}
          </Button>
        )}
        <Button
          size="compact-xs"
          aria-expanded={open}
          aria-label={`${open ? 'Hide' : 'Show'} the controls of ${tool}, task ${taskId}`}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? 'Hide controls' : 'Controls'}
        </Button>
      </div>
      {open && (
        <div className={styles.controls}>
          {!capture && (
            <p className={styles.closed}>
              The recording in which it was handed out is closed. From its next poll on it has a lane in the
              present one.
            </p>
          )}
          <TaskAnswers task={task} />
          <DrivenControls task={task} store={store} />
        </div>
      )}
    </li>
  );
}

interface ElsewhereProps {
  readonly driven: DrivenStore;
  /** Of the capture that is shown. */
  readonly lives: readonly TaskLife[];
}

/** Tasks that Hopscope drives and that the shown recording knows nothing of: they would be missing without a word. */
export function Elsewhere({ driven, lives }: ElsewhereProps) {
  const captureId = useRowState((state) => state.captureId);
  const tasks = useStore(driven);
  const elsewhere = useMemo(() => drivenElsewhere(tasks, lives, captureId), [tasks, lives, captureId]);
  if (elsewhere.length === 0) return null;
  return (
    <section className={styles.elsewhere} aria-label="Driven tasks of other recordings">
      <h3>
        {elsewhere.length === 1
          ? 'A task that Hopscope drives was handed out in another recording'
          : `${formatCount(elsewhere.length)} tasks that Hopscope drives were handed out in other recordings`}
      </h3>
      <ul>
        {elsewhere.map((task) => (
          <Item key={task.id} task={task} store={driven} />
        ))}
      </ul>
    </section>
  );
}
