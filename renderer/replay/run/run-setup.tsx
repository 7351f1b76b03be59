import { Button, SegmentedControl } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { PlanSummary } from '../../../shared/model/replay-plan.ts';
import type { ScheduleName } from '../../../shared/model/replay-run.ts';
import { useEngine } from '../../ui/app-context.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { useReplay } from '../replay-model.ts';
import { InstanceFields } from './instance-fields.tsx';
import { MoreFields } from './more-fields.tsx';
import { PaceFields } from './pace-fields.tsx';
import { Part } from './part.tsx';
import type { RunForm } from './run-form.ts';
import styles from './run.module.css';
import { ScheduleFields } from './schedule-fields.tsx';

const KINDS: Readonly<Record<RunForm['kind'], { readonly label: string; readonly says: string }>> = {
  prove: {
    label: 'Prove statelessness',
    says: 'Sends the session under every schedule, some of them twice, and looks for answers that depend on where a request lands. What it finds, it shrinks to the few requests that show it.',
  },
  replay: {
    label: 'Replay',
    says: 'Sends the session under the schedules that you choose and holds the answers against the recording and each other.',
  },
  eras: {
    label: 'Compare eras',
    says: 'Sends the same intents as 2025-11-25 and as 2026-07-28, to instances that speak both, and reports what a migration changes: what is answered otherwise, what is not there in both, and what is deprecated.',
  },
};

const START_WORDS: Readonly<Record<RunForm['kind'], string>> = {
  prove: 'Prove',
  replay: 'Replay',
  eras: 'Compare eras',
};

function Confirm() {
  const { setup, start, unconfirm } = useReplay();
  const { confirm, starting } = useStore(setup);
  if (confirm === undefined) return null;
  return (
    <div className={styles.confirm} role="alertdialog" aria-label="Send to production?">
      <p>
        <MeaningMark meaning="warning" /> <span>{confirm}</span>
      </p>
      <div className={styles.buttons}>
        <Button variant="filled" loading={starting} onClick={() => void start(true)}>
          Yes, send to these hosts
        </Button>
        <Button autoFocus onClick={unconfirm}>
          Send nothing
        </Button>
      </div>
    </div>
  );
}

function StartBar({ plan }: { readonly plan: PlanSummary }) {
  const { setup, plan: planStore, replays, show, start } = useReplay();
  const { form, starting, problem, confirm } = useStore(setup);
  const planning = useStore(planStore, (state) => state.planning);
  const running = useStore(replays, (known) => known.replays.find(({ state }) => state === 'running'));
  const count = form.instanceIds.length;
  const sent = plan.steps - plan.held;
  return (
    <div className={styles.start}>
      {problem !== undefined && (
        <p className={styles.startProblem} role="alert">
          <MeaningMark meaning="fault" /> <span>{problem.message}</span>
        </p>
      )}
      <Confirm />
      {running ? (
        <p className={styles.startProblem}>
          <MeaningMark meaning="note" />
          <span>A replay is under way; one at a time is sent.</span>
          <Button
            onClick={() => {
              show(running.id);
            }}
          >
            Show it
          </Button>
        </p>
      ) : (
        confirm === undefined && (
          <div className={styles.buttons}>
            <Button
              variant="filled"
              leftSection={<IconPlayerPlay size={14} />}
              loading={starting}
              loaderProps={{ type: 'dots' }}
              disabled={planning || sent === 0}
              onClick={() => void start(false)}
            >
              {START_WORDS[form.kind]} on {formatCounted(count, 'instance')}
            </Button>
            <span className={styles.hint}>
              {sent === 0
                ? 'Everything is held: allow something in the plan first.'
                : `${formatCounted(sent, 'step')} a run${plan.held > 0 ? `; ${formatCount(plan.held)} held` : ''}`}
            </span>
          </div>
        )
      )}
    </div>
  );
}

interface RunSetupProps {
  readonly plan: PlanSummary;
  readonly previewed: ScheduleName;
  readonly onPreview: (name: ScheduleName) => void;
}

/** Where the session is sent, under which schedules, and how fast. */
export function RunSetup({ plan, previewed, onPreview }: RunSetupProps) {
  const { setup, change } = useReplay();
  const kind = useStore(setup, ({ form }) => form.kind);
  const instances = useEngine((state) => state.workspace?.instances);
  return (
    <div className={styles.setup}>
      <div className={styles.form}>
        <Part title="What is done">
          <SegmentedControl
            aria-label="What is done"
            value={kind}
            data={(['prove', 'replay', 'eras'] as const).map((value) => ({
              value,
              label: KINDS[value].label,
            }))}
            onChange={(value) => {
              change({ kind: value });
            }}
          />
          <p className={styles.hint}>{KINDS[kind].says}</p>
        </Part>
        <InstanceFields instances={instances ?? []} />
        {kind === 'eras' ? (
          <Part title="Schedules">
            <p className={styles.hint}>
              Every instance gets all steps in both eras; the first one twice, so that what varies by itself
              is known.
            </p>
          </Part>
        ) : (
          <ScheduleFields plan={plan} previewed={previewed} onPreview={onPreview} />
        )}
        <PaceFields />
        <MoreFields />
      </div>
      <StartBar plan={plan} />
    </div>
  );
}
