import { Button, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { DrivenTask, TaskControl, TaskRouting } from '../../shared/model/driven-task.ts';
import { isTerminal } from '../../shared/model/task.ts';
import { useApp } from '../ui/app-context.ts';
import { formatDuration, formatTime } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import type { DrivenStore } from '../ui/driven-store.ts';
import { pacesFor } from './paces.ts';
import styles from './tasks.module.css';

const ROUTINGS: readonly { readonly value: TaskRouting; readonly label: string }[] = [
  { value: 'creator', label: 'Creator' },
  { value: 'round-robin', label: 'In turn' },
  { value: 'all', label: 'All' },
];

interface DrivenControlsProps {
  readonly task: DrivenTask;
  readonly store: DrivenStore;
}

/** Sends commands on one task, one at a time; what is wrong is told at the foot of the window. */
function useControl({ task, store }: DrivenControlsProps) {
  const { bridge, notify } = useApp();
  const [under, setUnder] = useState<TaskControl['action'] | 'settings'>();
  const control = async (what: Omit<TaskControl, 'id'>): Promise<void> => {
    setUnder(what.action ?? 'settings');
    const answer = await bridge.invoke('task.control', { id: task.id, ...what });
    setUnder(undefined);
    if (answer.ok) store.take(answer.value);
    else notify('fault', `That was not done: ${answer.error.message}`);
  };
  return { under, control };
}

function Settings({
  task,
  control,
}: DrivenControlsProps & { control: ReturnType<typeof useControl>['control'] }) {
  return (
    <div className={styles.controls}>
      <span className={styles.muted}>Ask</span>
      <SegmentedControl
        aria-label="Instances that are asked"
        value={task.routing}
        data={[...ROUTINGS]}
        onChange={(routing) => void control({ routing })}
      />
      <span className={styles.muted}>every</span>
      <Select
        aria-label="Pace"
        w={190}
        allowDeselect={false}
        value={task.paceBy === 'hand' ? String(task.pollEveryMs) : 'server'}
        data={pacesFor(task).map(({ value, label }) => ({ value, label }))}
        onChange={(value) => {
          if (value !== null) void control({ pollEveryMs: value === 'server' ? null : Number(value) });
        }}
      />
    </div>
  );
}

/** What can be done with a task that Hopscope drives. */
export function DrivenControls(props: DrivenControlsProps) {
  const { task } = props;
  const { under, control } = useControl(props);
  const { state, says, cancelAskedAt, cancelProblem, nextPollAt, status } = task;
  const isOver = state === 'ended' || isTerminal(status);
  const act = (action: NonNullable<TaskControl['action']>, label: string) => (
    <Button
      loading={under === action}
      loaderProps={{ type: 'dots' }}
      disabled={under !== undefined && under !== action}
      onClick={() => void control({ action })}
    >
      {label}
    </Button>
  );
  return (
    <section className={styles.driven} role="group" aria-label="Driven by Hopscope">
      <p>
        {says}
        {nextPollAt !== undefined && state === 'polling' && (
          <span className={styles.muted}>
            {' '}
            Next poll at {formatTime(nextPollAt)}, {formatDuration(task.pollEveryMs)} apart.
          </span>
        )}
      </p>
      {cancelAskedAt !== undefined && !isOver && (
        <p className={styles.inline}>
          <MeaningMark meaning="note" size={12} /> Asked to be cancelled at {formatTime(cancelAskedAt)};
          whether it is, its status will tell.
        </p>
      )}
      {cancelProblem !== undefined && (
        <p className={styles.inline}>
          <MeaningMark meaning="fault" size={12} /> {cancelProblem}
        </p>
      )}
      {!isOver && <Settings {...props} control={control} />}
      <div className={styles.controls}>
        {!isOver && (
          <>
            {act('poll-now', 'Poll now')}
            {state === 'polling' || state === 'waiting' ? act('pause', 'Pause') : act('resume', 'Resume')}
            {act('cancel', 'Ask to cancel')}
          </>
        )}
        {act('forget', isOver ? 'Forget' : 'Stop driving')}
      </div>
    </section>
  );
}
