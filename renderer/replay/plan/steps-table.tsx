import { Button } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { PlanStep, PlanSummary } from '../../../shared/model/replay-plan.ts';
import { useApp } from '../../ui/app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, formatCounted, formatDuration } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { KIND_WORDS, SAFETY_WORDS } from '../replay-words.ts';
import { useReplay } from '../replay-model.ts';
import shared from '../replay.module.css';
import { usePages } from '../../ui/use-pages.ts';
import {
  GRID_ROW_CLASS,
  GridCell,
  GridHead,
  VirtualGrid,
  type GridRowProps,
} from '../../ui/virtual-grid.tsx';
import { numberWords, stepName } from './plan-words.ts';
import styles from './plan.module.css';
import { ThreadGutter } from './thread-gutter.tsx';
import { layThreads, type Threads } from './threads.ts';
import type { WholePlan } from './whole-plan.ts';

export interface StepFilter {
  readonly heldOnly: boolean;
  /** Tool or method. */
  readonly tool?: string;
}

/** Held steps that stand on top of all; the filter shows the rest. */
const ON_TOP = 8;
const MOST_LANES = 9;
const LANE_WIDTH = 9;
const NUMBER_WIDTH = 60;
const NO_THREADS: Threads = { threads: [], lanes: 0, dropped: 0 };

function useSteps(planId: string, { heldOnly, tool }: StepFilter) {
  const { bridge } = useApp();
  const ask = useCallback(
    async (from: number, limit: number) => {
      const page = await bridge.invoke('replay.planSteps', {
        ...{ planId, from, limit },
        ...(heldOnly && { heldOnly }),
        ...(tool !== undefined && { tool }),
      });
      if (!page.ok) return page;
      return { ok: true as const, value: { items: page.value.steps, total: page.value.total } };
    },
    [bridge, planId, heldOnly, tool],
  );
  return usePages<PlanStep>(ask);
}

/** What stands in a row of the table. */
type Line =
  | { readonly kind: 'section'; readonly title: string }
  | { readonly kind: 'held'; readonly index: number }
  | { readonly kind: 'step'; readonly index: number };

/** The lines of the table: held steps on top under their own heading, then all of them in order. Pure. */
export function lineAt(
  row: number,
  onTop: number,
  titles: { readonly held: string; readonly all: string },
): Line {
  if (onTop === 0) return { kind: 'step', index: row };
  if (row === 0) return { kind: 'section', title: titles.held };
  if (row <= onTop) return { kind: 'held', index: row - 1 };
  if (row === onTop + 1) return { kind: 'section', title: titles.all };
  return { kind: 'step', index: row - onTop - 2 };
}

interface StepRowProps {
  readonly step: PlanStep | undefined;
  readonly narrow: boolean;
  readonly props: GridRowProps;
}

function StepRow({ step, narrow, props }: StepRowProps) {
  if (!step) {
    return (
      <div {...props} className={GRID_ROW_CLASS}>
        <GridCell muted>…</GridCell>
      </div>
    );
  }
  const safety = SAFETY_WORDS[step.safety];
  const needs = numberWords(step.after, 2);
  return (
    <div {...props} className={GRID_ROW_CLASS} data-safety={step.safety}>
      <GridCell end muted>
        {formatCount(step.number)}
      </GridCell>
      <GridCell />
      {narrow ? (
        <GridCell wire tip={`${step.method} ${step.name}`}>
          <span>{stepName(step)}</span>
        </GridCell>
      ) : (
        <>
          <GridCell wire>
            <span>{step.method}</span>
          </GridCell>
          <GridCell wire tip={step.name}>
            <span>{step.name}</span>
          </GridCell>
        </>
      )}
      <GridCell tip={step.because}>
        <MeaningMark meaning={safety.meaning} size={13} />
        <span>{safety.title}</span>
      </GridCell>
      {!narrow && <GridCell muted>{KIND_WORDS[step.kind]}</GridCell>}
      <GridCell
        muted
        tip={
          step.after.length === 0
            ? 'It needs no other step.'
            : `It is sent after ${numberWords(step.after, 20)}.`
        }
      >
        <span>{needs}</span>
      </GridCell>
      <GridCell>
        <InstanceBadge instanceId={step.instanceId} name={step.instanceName} showName={!narrow} />
      </GridCell>
      <GridCell end muted tip="How long the answer took in the recording">
        {step.failedThen === true && (
          <MeaningMark meaning="warning" size={13} label="Its answer was an error in the recording." />
        )}
        {step.tookMs === undefined ? 'no end' : formatDuration(step.tookMs)}
      </GridCell>
    </div>
  );
}

function useThreads(whole: WholePlan | undefined, offset: number): Threads {
  return useMemo(() => {
    if (!whole) return NO_THREADS;
    return layThreads({
      flows: whole.flows.filter(({ use }) => use !== 'forbidden'),
      rowOf: (number) => {
        const index = whole.byNumber.get(number)?.index;
        return index === undefined ? undefined : index + offset;
      },
      mostLanes: MOST_LANES,
    });
  }, [whole, offset]);
}

function Head({ narrow, threads }: { readonly narrow: boolean; readonly threads: Threads }) {
  const { dropped } = threads;
  return (
    <>
      <GridHead end>#</GridHead>
      <span
        role="columnheader"
        aria-label="Threads of values"
        data-tip={
          dropped > 0
            ? `Each line is a value that one step gives to others. ${formatCount(dropped)} more are in the list of values.`
            : 'Each line is a value that one step gives to others.'
        }
      />
      {narrow ? (
        <GridHead>Step</GridHead>
      ) : (
        <>
          <GridHead>Method</GridHead>
          <GridHead>Name</GridHead>
        </>
      )}
      <GridHead>Safety</GridHead>
      {!narrow && <GridHead>Kind</GridHead>}
      <GridHead>After</GridHead>
      <GridHead>{narrow ? 'By' : 'Answered by'}</GridHead>
      <GridHead end>Took</GridHead>
    </>
  );
}

interface StepsTableProps {
  readonly plan: PlanSummary;
  readonly whole: WholePlan | undefined;
  readonly filter: StepFilter;
}

const HELD_ONLY: StepFilter = { heldOnly: true };

/** The lines of the table and where they come from. */
function useLines({ plan, whole, filter }: StepsTableProps) {
  const pages = useSteps(plan.id, filter);
  const held = useSteps(plan.id, HELD_ONLY);
  const isFiltered = filter.heldOnly || filter.tool !== undefined;
  const onTop = isFiltered ? 0 : Math.min(plan.held, ON_TOP);
  const offset = onTop === 0 ? 0 : onTop + 2;
  const threads = useThreads(isFiltered ? undefined : whole, offset);
  const cut = plan.held > onTop ? `; the first ${formatCount(onTop)} of them` : '';
  const titles = {
    held: `Held: ${formatCounted(plan.held, 'step is', 'steps are')} not sent until you allow ${plan.held === 1 ? 'it' : 'them'}${cut}`,
    all: 'All steps, in the order in which they are sent',
  };
  const lineOf = (row: number): Line => lineAt(row, onTop, titles);
  const stepAt = (row: number): PlanStep | undefined => {
    const line = lineOf(row);
    if (line.kind === 'section') return undefined;
    return line.kind === 'held' ? held.at(line.index) : pages.at(line.index);
  };
  /** Row of a step among all; undefined where it is not known. */
  const rowOf = (number: number | undefined): number | undefined => {
    const index = number === undefined || isFiltered ? undefined : whole?.byNumber.get(number)?.index;
    return index === undefined ? undefined : index + offset;
  };
  return { pages, threads, offset, lineOf, stepAt, rowOf, total: (pages.total ?? 0) + offset };
}

function gridColumns(narrow: boolean, gutter: number): string {
  const first = `${String(NUMBER_WIDTH)}px ${String(gutter)}px`;
  return narrow
    ? `${first} minmax(150px, 1fr) 108px 96px 46px 82px`
    : `${first} minmax(120px, 1fr) minmax(110px, 1.3fr) 108px 92px 104px 112px 84px`;
}

/** Every step in its order, those that are held on top; threads show which values flow from where to where. */
export function StepsTable(props: StepsTableProps) {
  const { filter } = props;
  const { place, lookAt } = useReplay();
  const narrow = useNarrow();
  const { pages, threads, offset, lineOf, stepAt, rowOf, total } = useLines(props);
  const planStep = useStore(place, (state) => state.planStep);
  const [wanted, setActive] = useState(-1);
  const { want } = pages;
  const onView = useCallback(
    (start: number, end: number) => {
      want(Math.max(start - offset, 0), Math.max(end - offset, 1));
    },
    [want, offset],
  );
  const chosenRow = rowOf(planStep);
  // The step that is looked at can have been chosen elsewhere, or have moved with the filter.
  const isThere = planStep === undefined || stepAt(wanted)?.number === planStep;
  const active = isThere ? wanted : (chosenRow ?? -1);
  if (pages.total === 0) {
    return (
      <EmptyState title={filter.heldOnly ? 'No step is held' : 'No step passes the filter'}>
        {filter.heldOnly ? 'All of these steps may be sent.' : 'Choose another tool, or all of them.'}
      </EmptyState>
    );
  }
  const gutter = threads.lanes * LANE_WIDTH + (threads.lanes > 0 ? 8 : 0);
  return (
    <div className={styles.tableBox}>
      <PagesProblem problem={pages.problem} />
      <VirtualGrid
        label="Steps of the plan"
        count={total}
        columns={gridColumns(narrow, gutter)}
        width={(narrow ? 560 : 800) + gutter}
        head={<Head narrow={narrow} threads={threads} />}
        active={active}
        onActive={(row, opened) => {
          setActive(row);
          const step = stepAt(row);
          if (step && (opened || planStep !== undefined)) lookAt(step.number);
        }}
        onView={onView}
        row={(row, rowProps) => {
          const line = lineOf(row);
          if (line.kind !== 'section') {
            return <StepRow key={row} step={stepAt(row)} narrow={narrow} props={rowProps} />;
          }
          return (
            <div key={row} {...rowProps} className={styles.section}>
              <span role="gridcell">{line.title}</span>
            </div>
          );
        }}
        over={(start, end) => (
          <ThreadGutter
            threads={threads.threads}
            start={start}
            end={end}
            left={NUMBER_WIDTH + 4}
            laneWidth={LANE_WIDTH}
            chosenRow={chosenRow}
          />
        )}
      />
    </div>
  );
}

/** A plan is forgotten after a while: it is made anew then. */
function PagesProblem({ problem }: { readonly problem: string | undefined }) {
  const { plan } = useReplay();
  if (problem === undefined) return null;
  return (
    <p className={shared.problem} role="alert">
      <MeaningMark meaning="fault" /> <span>The steps could not be read: {problem}</span>
      <Button onClick={plan.again}>Plan it again</Button>
    </p>
  );
}
