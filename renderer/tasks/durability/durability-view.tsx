import { Button, Progress } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { DURABILITY_STEPS, type DurabilityState } from '../../../shared/model/durability.ts';
import { useApp, useEngine } from '../../ui/app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCounted, formatSpan, formatTime } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { reportFileName } from '../../ui/reports/report-file.ts';
import { SaveReport } from '../../ui/reports/save-report.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { DurabilityCellPane } from './durability-cell.tsx';
import { DurabilityMatrix } from './durability-matrix.tsx';
import { DurabilitySetup } from './durability-setup.tsx';
import type { DurabilityStore } from './durability-store.ts';
import { DurabilityTasks } from './durability-tasks.tsx';
import { firstViolation, headlineOf, progressWords } from './durability-words.ts';
import styles from './durability.module.css';

function UnderWay({ check, store }: { readonly check: DurabilityState; readonly store: DurabilityStore }) {
  const cancelling = useStore(store, (state) => state.cancelling);
  return (
    <div className={styles.underWay}>
      <span role="status">{cancelling ? 'Cancelling, and tidying up…' : progressWords(check)}</span>
      <Progress
        className={styles.progress}
        size="sm"
        aria-label="Steps that are over"
        value={(check.done / DURABILITY_STEPS.length) * 100}
      />
      <Button loading={cancelling} loaderProps={{ type: 'dots' }} onClick={() => void store.cancel()}>
        Cancel the check
      </Button>
    </div>
  );
}

/** When, how long, and where it is recorded. */
function About({ check }: { readonly check: DurabilityState }) {
  const { go } = useApp();
  const { startedAt, endedAt, recorded, wish } = check;
  return (
    <p className={styles.about}>
      <span>
        <code>{wish.tool}</code> at {formatTime(startedAt)}
        {endedAt !== undefined && `, took ${formatSpan(endedAt - startedAt)}`}
      </span>
      {recorded && (
        <Button
          onClick={() => {
            const { captureId, first, last } = recorded;
            const filter = `number:${String(first)}-${String(last)}`;
            go({ screen: 'traffic', select: { captureId, number: first }, filter });
          }}
        >
          {formatCounted(recorded.last - recorded.first + 1, 'exchange')} in Traffic
        </Button>
      )}
    </p>
  );
}

function Outcome({ check, store }: { readonly check: DurabilityState; readonly store: DurabilityStore }) {
  const { bridge } = useApp();
  const headline = headlineOf(check);
  const captureName = useEngine(
    (state) => state.captures.find(({ id }) => id === check.recorded?.captureId)?.name,
  );
  const violation = firstViolation(check);
  if (!headline) return null;
  return (
    <div className={styles.outcome}>
      <div role="status">
        <h2 className={styles.headline}>
          <MeaningMark meaning={headline.meaning} size={18} /> <span>{headline.text}</span>
        </h2>
      </div>
      <div className={styles.tools}>
        {violation && (
          <Button
            onClick={() => {
              store.choose({ step: violation.step, instanceId: violation.instanceId });
            }}
          >
            Show the first violation
          </Button>
        )}
        <About check={check} />
        <span className={styles.gap} />
        <SaveReport
          make={(format) => bridge.invoke('durability.report', { id: check.id, format })}
          nameOf={(format) => reportFileName(captureName ?? check.wish.tool, 'durability', format)}
        />
      </div>
    </div>
  );
}

function NothingChecked() {
  return (
    <EmptyState title="Does every instance know the tasks that one hands out?">
      One instance is asked for work and hands out a task. Then every other one is asked for it: at once, a
      little later, to update it, to cancel it, while its creator is down where Hopscope runs it, and after
      its ttl. What each of them says will be here as a matrix of steps and instances, with the exchanges that
      show it.
    </EmptyState>
  );
}

function useEscape(open: boolean, store: DurabilityStore): void {
  const { addCommands } = useApp();
  useEffect(() => {
    if (!open) return undefined;
    const run = (): void => {
      store.choose(undefined);
    };
    return addCommands([
      { id: 'durability.close', title: 'Close the pane', group: 'Tasks', keys: ['Escape'], run },
    ]);
  }, [addCommands, open, store]);
}

/** There is nobody to check yet. */
function NoInstances() {
  const { go } = useApp();
  return (
    <EmptyState
      title="No instance to check"
      action={
        <Button
          variant="filled"
          onClick={() => {
            go({ screen: 'fleet', add: true });
          }}
        >
          Add an instance
        </Button>
      }
    >
      A durability check asks every instance of a fleet for the tasks that one of them hands out. Add the
      instances of your server, let Hopscope run it in copies, or start the demo fleet: all on the screen
      Fleet.
    </EmptyState>
  );
}

interface DurabilityViewProps {
  readonly store: DurabilityStore;
  /** Shows a task's lane, by the exchange that handed it out. */
  readonly onShowLane: (created: DurabilityState['tasks'][number]['created']) => void;
}

/** Whether every instance knows the tasks that one of them hands out: asked, and shown as a matrix. */
export function DurabilityView({ store, onShowLane }: DurabilityViewProps) {
  const { check, asked, chosen } = useStore(store);
  const isEmpty = useEngine((state) => state.workspace?.instances.length === 0);
  useEscape(chosen !== undefined && check !== undefined, store);
  if (isEmpty && !check) return <NoInstances />;
  const running = check?.state === 'running';
  return (
    <SplitPane
      name="durability"
      label="Divider between the matrix and one of its cells"
      initial={0.68}
      minFirst={480}
      minSecond={320}
      slideOver
      first={
        <div className={styles.view}>
          <DurabilitySetup store={store} running={running} />
          {check && running && <UnderWay check={check} store={store} />}
          {check && (
            <div className={styles.result} role="region" aria-label="Result of the check" tabIndex={0}>
              <Outcome check={check} store={store} />
              <DurabilityMatrix
                key={check.id}
                check={check}
                chosen={chosen}
                onChoose={(cell) => {
                  store.choose(cell);
                }}
              />
              <DurabilityTasks check={check} onShowLane={onShowLane} />
            </div>
          )}
          {!check && asked && (
            <div className={styles.empty}>
              <NothingChecked />
            </div>
          )}
        </div>
      }
      {...(check &&
        chosen && {
          second: (
            <DurabilityCellPane
              check={check}
              chosen={chosen}
              onClose={() => {
                store.choose(undefined);
              }}
            />
          ),
        })}
    />
  );
}
