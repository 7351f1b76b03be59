import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import type { PlanStep, PlanSummary } from '../../../shared/model/replay-plan.ts';
import type { ScheduledStep, ScheduleName } from '../../../shared/model/replay-run.ts';
import { useApp } from '../../ui/app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { stepName } from '../plan/plan-words.ts';
import { SCHEDULE_WORDS } from '../replay-words.ts';
import { useReplay } from '../replay-model.ts';
import { usePages } from '../../ui/use-pages.ts';
import { GRID_ROW_CLASS, GridCell, GridHead, VirtualGrid } from '../../ui/virtual-grid.tsx';
import { choiceOf, type RunForm } from './run-form.ts';
import styles from './run.module.css';

/** From so many instances on their names find no room. */
const NARROW_FROM = 5;

/** A step and what it is called, as far as that is known: of a large plan that is reordered, what comes from far is not. */
type NamedStep = ScheduledStep & { readonly name: string | undefined };

const NO_NAMES: ReadonlyMap<number, string> = new Map();

function namesOf(steps: readonly PlanStep[]): ReadonlyMap<number, string> {
  return new Map(steps.map((step) => [step.number, stepName(step)]));
}

/** Placements of a schedule, page by page, and the sentence that the engine says of it. */
function useSchedule(planId: string, form: RunForm, name: ScheduleName) {
  const { bridge } = useApp();
  const [says, setSays] = useState<string>();
  const choice = JSON.stringify(choiceOf(form, name));
  const instances = form.instanceIds.join('\n');
  const ask = useCallback(
    async (from: number, limit: number) => {
      const [page, planned] = await Promise.all([
        bridge.invoke('replay.schedule', {
          ...{ planId, from, limit },
          choice: JSON.parse(choice) as ReturnType<typeof choiceOf>,
          instanceIds: instances.split('\n'),
        }),
        bridge.invoke('replay.planSteps', { planId, from, limit: 2 * limit }),
      ]);
      if (!page.ok) return page;
      setSays(page.value.says);
      const names = planned.ok ? namesOf(planned.value.steps) : NO_NAMES;
      const items = page.value.steps.map((step) => ({ ...step, name: names.get(step.number) }));
      return { ok: true as const, value: { items, total: page.value.total } };
    },
    [bridge, planId, choice, instances],
  );
  return { says, pages: usePages<NamedStep>(ask) };
}

interface SchedulePreviewProps {
  readonly plan: PlanSummary;
  readonly name: ScheduleName;
}

function Placements({ plan, name, form }: SchedulePreviewProps & { readonly form: RunForm }) {
  const { says, pages } = useSchedule(plan.id, form, name);
  const [active, setActive] = useState(-1);
  const { instanceIds } = form;
  const showName = instanceIds.length < NARROW_FROM;
  return (
    <>
      <p className={styles.previewSays} role="status">
        <b>{SCHEDULE_WORDS[name].title}</b>
        <span>{says ?? SCHEDULE_WORDS[name].says}</span>
      </p>
      {pages.problem !== undefined && (
        <p className={styles.startProblem} role="alert">
          <MeaningMark meaning="warning" /> <span>{pages.problem}</span>
        </p>
      )}
      {pages.problem === undefined && (
        <VirtualGrid
          label={`Placements of ${SCHEDULE_WORDS[name].title}`}
          count={pages.total ?? 0}
          columns={`56px minmax(110px, 1fr) ${instanceIds.map(() => (showName ? '86px' : '40px')).join(' ')}`}
          width={180 + instanceIds.length * (showName ? 86 : 40)}
          head={
            <>
              <GridHead end>#</GridHead>
              <GridHead>Step</GridHead>
              {instanceIds.map((id) => (
                <GridHead key={id}>
                  <InstanceBadge instanceId={id} showName={showName} />
                </GridHead>
              ))}
            </>
          }
          active={active}
          onActive={setActive}
          onView={pages.want}
          row={(index, props) => {
            const step = pages.at(index);
            return (
              <div key={index} {...props} className={GRID_ROW_CLASS}>
                <GridCell end muted>
                  {step?.number}
                </GridCell>
                <GridCell wire>
                  <span>{step?.name}</span>
                </GridCell>
                {instanceIds.map((id) => (
                  <GridCell key={id}>
                    {step?.to.includes(id) === true && <InstanceBadge instanceId={id} showName={false} />}
                    {step && step.to.length > 1 && step.to[0] === id && (
                      <span className={styles.first} data-tip="Its answer is what later steps go on with">
                        1st
                      </span>
                    )}
                  </GridCell>
                ))}
              </div>
            );
          }}
        />
      )}
    </>
  );
}

/** Which instance would get which step. */
export function SchedulePreview({ plan, name }: SchedulePreviewProps) {
  const { setup } = useReplay();
  const form = useStore(setup, (state) => state.form);
  return (
    <section className={styles.preview} aria-label="Preview of the placements">
      {form.instanceIds.length === 0 ? (
        <EmptyState title="Which instance gets which step">Choose the instances first.</EmptyState>
      ) : (
        <Placements key={`${plan.id} ${name}`} plan={plan} name={name} form={form} />
      )}
    </section>
  );
}
