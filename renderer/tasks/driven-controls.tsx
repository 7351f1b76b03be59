import { ActionIcon, Button, SegmentedControl, Select } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { memo, useCallback, useState } from 'react';
import type { DrivenTask, TaskControl, TaskListen, TaskRouting } from '../../shared/model/driven-task.ts';
import { isTerminal } from '../../shared/model/task.ts';
import { useApp } from '../ui/app-context.ts';
import { formatDuration, formatTime } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { ExchangeLink } from '../ui/reports/exchange-links.tsx';
import type { DrivenStore } from '../ui/driven-store.ts';
import { InstanceSelect } from './instance-select.tsx';
import { otherPace, pacesFor } from './paces.ts';
import styles from './tasks.module.css';

const ROUTINGS: readonly { readonly value: TaskRouting; readonly label: string }[] = [
  { value: 'creator', label: 'Creator' },
  { value: 'round-robin', label: 'In turn' },
  { value: 'all', label: 'All' },
];

const LISTENS: readonly { readonly value: TaskListen; readonly label: string }[] = [
  { value: 'off', label: 'Off' },
  { value: 'beside', label: 'Beside polls' },
  { value: 'instead', label: 'Instead of polls' },
];

interface DrivenControlsProps {
  readonly task: DrivenTask;
  readonly store: DrivenStore;
}

/** Sends commands on one task, one at a time; what is wrong is told at the foot of the window. */
function useControl({ task, store }: DrivenControlsProps) {
  const { bridge, notify } = useApp();
  const [under, setUnder] = useState<TaskControl['action'] | 'settings'>();
  const { id } = task;
  const control = useCallback(
    async (what: Omit<TaskControl, 'id'>): Promise<void> => {
      setUnder(what.action ?? 'settings');
      const answer = await bridge.invoke('task.control', { id, ...what });
      setUnder(undefined);
      if (answer.ok) store.take(answer.value);
      else notify('fault', `That was not done: ${answer.error.message}`);
    },
    [bridge, notify, store, id],
  );
  return { under, control };
}

type Control = ReturnType<typeof useControl>['control'];

interface PaceProps extends Pick<DrivenTask, 'serverPollMs' | 'pollEveryMs' | 'paceBy'> {
  readonly control: Control;
}

/** One step faster or slower. */
function PaceStep({ control, way, ...task }: PaceProps & { readonly way: 'faster' | 'slower' }) {
  const pollEveryMs = otherPace(task, way);
  const words = `Poll ${way}${pollEveryMs === undefined ? '' : `: every ${formatDuration(pollEveryMs)}`}`;
  return (
    <ActionIcon
      aria-label={words}
      data-tip={words}
      disabled={pollEveryMs === undefined}
      onClick={() => {
        if (pollEveryMs !== undefined) void control({ pollEveryMs });
      }}
    >
      {way === 'faster' ? <IconPlus size={14} /> : <IconMinus size={14} />}
    </ActionIcon>
  );
}

// A task is told of ten times a second: what did not change in it is not drawn again.
const Pace = memo(function Pace(props: PaceProps) {
  const { control, paceBy, pollEveryMs } = props;
  return (
    <span className={styles.inline}>
      <span className={styles.muted}>every</span>
      <Select
        aria-label="Pace"
        w={170}
        allowDeselect={false}
        value={paceBy === 'hand' ? String(pollEveryMs) : 'server'}
        data={pacesFor(props).map(({ value, label }) => ({ value, label }))}
        onChange={(value) => {
          if (value !== null) void control({ pollEveryMs: value === 'server' ? null : Number(value) });
        }}
      />
      <PaceStep {...props} way="slower" />
      <PaceStep {...props} way="faster" />
    </span>
  );
});

const Routing = memo(function Routing({
  routing,
  control,
}: Pick<DrivenTask, 'routing'> & { readonly control: Control }) {
  return (
    <SegmentedControl
      aria-label="Instances that are asked"
      value={routing}
      data={[...ROUTINGS]}
      onChange={(next) => void control({ routing: next })}
    />
  );
});

/** Whether the server is asked to tell of the task by itself. */
const Listen = memo(function Listen({
  listen,
  listening,
  control,
}: Pick<DrivenTask, 'listen' | 'listening'> & { readonly control: Control }) {
  return (
    <div className={styles.controls}>
      <span className={styles.muted}>Listen</span>
      <SegmentedControl
        aria-label="Listen by subscriptions/listen"
        value={listen}
        data={[...LISTENS]}
        onChange={(next) => void control({ listen: next })}
      />
      {listening.map(({ captureId, number }) => (
        <span key={number} className={styles.muted}>
          stream <ExchangeLink captureId={captureId} number={number} />
        </span>
      ))}
    </div>
  );
});

function Settings({ task, control }: { readonly task: DrivenTask; readonly control: Control }) {
  const { routing, listen, listening, serverPollMs, pollEveryMs, paceBy } = task;
  return (
    <>
      <div className={styles.controls}>
        <span className={styles.muted}>Ask</span>
        <Routing routing={routing} control={control} />
        <Pace {...{ pollEveryMs, paceBy, control }} {...(serverPollMs !== undefined && { serverPollMs })} />
      </div>
      <Listen listen={listen} listening={listening} control={control} />
    </>
  );
}

/** What can be done with a task that Hopscope drives. */
export function DrivenControls(props: DrivenControlsProps) {
  const { task } = props;
  const { under, control } = useControl(props);
  const [instanceId, setInstanceId] = useState<string>();
  const { state, says, cancelAskedAt, cancelProblem, nextPollAt, status } = task;
  const one = instanceId === undefined ? {} : { instanceId };
  const isOver = state === 'ended' || isTerminal(status);
  const act = (
    action: NonNullable<TaskControl['action']>,
    label: string,
    part: Pick<TaskControl, 'instanceId'> = {},
  ) => (
    <Button
      loading={under === action}
      loaderProps={{ type: 'dots' }}
      disabled={under !== undefined && under !== action}
      onClick={() => void control({ action, ...part })}
    >
      {label}
    </Button>
  );
  return (
    <section className={styles.driven} role="group" aria-label="Driven by Hopscope">
      <p>
        {says}
        {nextPollAt !== undefined && state === 'polling' && (
          <span className={styles.muted}> Next poll at {formatTime(nextPollAt)}.</span>
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
      {!isOver && <Settings task={task} control={control} />}
      <div className={styles.controls}>
        {!isOver && (
          <>
            {act('poll-now', 'Poll now', one)}
            {act('cancel', 'Ask to cancel', one)}
            <InstanceSelect
              creator={task.creator}
              routing={task.routing}
              label="Instance that is polled now or asked to cancel"
              all="all"
              value={instanceId}
              onChange={setInstanceId}
            />
          </>
        )}
      </div>
      <div className={styles.controls}>
        {!isOver &&
          (state === 'polling' || state === 'waiting' ? act('pause', 'Pause') : act('resume', 'Resume'))}
        {act('forget', isOver ? 'Forget' : 'Stop driving')}
      </div>
    </section>
  );
}
