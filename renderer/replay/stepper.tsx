import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useEngine } from '../ui/app-context.ts';
import { formatCount, formatCounted } from '../ui/format.ts';
import { STEPS, useReplay, type StepName } from './replay-model.ts';
import { replayOutcome } from './replay-words.ts';
import styles from './stepper.module.css';

const TITLES: Readonly<Record<StepName, string>> = {
  recording: 'Recording',
  plan: 'Plan',
  run: 'Run',
  verdict: 'Verdict',
};

interface StepFacts {
  /** What stands under the title: what was chosen, or what has come of it. */
  readonly fact: string;
  /** Why it cannot be gone to yet; absent where it can. */
  readonly waits?: string;
}

/** What each step is about at this moment. */
function useStepFacts(): Readonly<Record<StepName, StepFacts>> {
  const { plan: planStore, setup, replays, place } = useReplay();
  const { wish, plan, planning } = useStore(planStore);
  const { replayId } = useStore(place);
  const count = useStore(setup, ({ form }) => form.instanceIds.length);
  const capture = useEngine((state) => state.captures.find(({ id }) => id === wish?.captureId));
  const replay = useStore(replays, (known) => known.replays.find(({ id }) => id === replayId));
  const noPlan = plan ? undefined : 'There is no plan yet: choose a recording first.';
  const where = replay ? replay.instances.length : count;
  return {
    recording: { fact: capture?.name ?? plan?.captureName ?? (wish ? 'closed' : 'none chosen') },
    plan: {
      fact: plan
        ? `${formatCounted(plan.steps, 'step')}${plan.held > 0 ? `, ${formatCount(plan.held)} held` : ''}`
        : planning
          ? 'being made…'
          : 'none yet',
      ...(wish === undefined && { waits: 'Choose a recording first.' }),
    },
    run: {
      fact:
        replay?.state === 'running'
          ? 'running'
          : where === 0
            ? 'not set up'
            : `on ${formatCounted(where, 'instance')}`,
      ...(noPlan !== undefined && !replay && { waits: noPlan }),
    },
    verdict: {
      fact: replay ? replayOutcome(replay).title : 'none yet',
      ...(!replay && { waits: 'Nothing was sent yet.' }),
    },
  };
}

/** Recording, plan, run, verdict: where one is, and the way to the others. */
export function Stepper() {
  const { place, replays, goTo, showHistory } = useReplay();
  const { step: current, history } = useStore(place);
  const count = useStore(replays, (known) => known.replays.length);
  const facts = useStepFacts();
  return (
    <div className={styles.bar}>
      <nav aria-label="Steps of the replay">
        <ol className={styles.steps}>
          {STEPS.map((step, index) => {
            const { fact, waits } = facts[step];
            return (
              <li key={step}>
                <button
                  type="button"
                  className={styles.step}
                  aria-current={step === current && !history ? 'step' : undefined}
                  aria-disabled={waits !== undefined || undefined}
                  data-tip={waits}
                  onClick={() => {
                    if (waits === undefined) goTo(step);
                  }}
                >
                  <span className={styles.number} aria-hidden="true">
                    {index + 1}
                  </span>
                  <span className={styles.title}>{TITLES[step]}</span>
                  <span className={styles.fact}>{fact}</span>
                </button>
              </li>
            );
          })}
        </ol>
      </nav>
      <span className={styles.gap} />
      <Button
        variant={history ? 'light' : 'subtle'}
        leftSection={<IconHistory size={14} />}
        aria-pressed={history}
        onClick={() => {
          showHistory(!history);
        }}
      >
        Earlier replays{count > 0 ? ` (${formatCount(count)})` : ''}
      </Button>
    </div>
  );
}
