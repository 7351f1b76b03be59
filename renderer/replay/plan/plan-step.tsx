import { Button, Loader, SegmentedControl, Select, Switch, Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PlanSummary } from '../../../shared/model/replay-plan.ts';
import { useApp } from '../../ui/app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { useReplay } from '../replay-model.ts';
import { PlanningLine } from './planning-line.tsx';
import shared from '../replay.module.css';
import { FlowGraphView } from './flow-graph-view.tsx';
import { FlowsPanel } from './flows-panel.tsx';
import { LeftOutPanel } from './left-out-panel.tsx';
import { leftOutCount } from './plan-words.ts';
import styles from './plan.module.css';
import { StepPanel } from './step-panel.tsx';
import { StepsTable, type StepFilter } from './steps-table.tsx';
import { ToolsPanel } from './tools-panel.tsx';
import { VariablesPanel } from './variables-panel.tsx';
import { useWholePlan } from './whole-plan.ts';

type View = 'table' | 'graph';

interface BarProps {
  readonly plan: PlanSummary;
  readonly view: View;
  readonly filter: StepFilter;
  readonly onView: (view: View) => void;
  readonly onFilter: (filter: StepFilter) => void;
}

function PlanBar({ plan, view, filter, onView, onFilter }: BarProps) {
  const { plan: store, setUp } = useReplay();
  const { planning, share, wish } = useStore(store);
  return (
    <div className={shared.bar} role="toolbar" aria-label="Plan">
      <SegmentedControl
        aria-label="Show as"
        value={view}
        data={[
          { value: 'table', label: 'Steps' },
          { value: 'graph', label: 'Flow graph' },
        ]}
        onChange={(value) => {
          onView(value);
        }}
      />
      {view === 'table' && (
        <>
          <SegmentedControl
            aria-label="Which steps"
            value={filter.heldOnly ? 'held' : 'all'}
            data={[
              { value: 'all', label: 'All' },
              { value: 'held', label: `Held (${formatCount(plan.held)})` },
            ]}
            onChange={(value) => {
              onFilter({ ...filter, heldOnly: value === 'held' });
            }}
          />
          <Select
            className={styles.tool}
            aria-label="Steps of one tool or method"
            placeholder="any tool or method"
            data={plan.tools.map(({ tool, steps }) => ({
              value: tool,
              label: `${tool} (${formatCount(steps)})`,
            }))}
            value={filter.tool ?? null}
            clearable
            searchable
            onChange={(tool) => {
              onFilter({ heldOnly: filter.heldOnly, ...(tool !== null && { tool }) });
            }}
          />
        </>
      )}
      <span className={styles.counts} role="status">
        {planning ? (
          <span className={shared.inline}>
            <Loader size={12} /> Planning
            {share === undefined ? '…' : `, ${String(Math.floor(100 * share))} %`}
            {share !== undefined && (
              <Button size="compact-xs" onClick={store.cancel}>
                Cancel
              </Button>
            )}
          </span>
        ) : (
          <>
            {formatCounted(plan.steps - plan.held, 'step')} will be sent
            {plan.held > 0 && `, ${formatCount(plan.held)} held`}
          </>
        )}
      </span>
      <span className={shared.gap} />
      <Switch
        label="Allow all"
        data-tip="Sends everything that is held, whatever it changes"
        checked={wish?.allow.all === true}
        onChange={(event) => {
          store.allowAll(event.currentTarget.checked);
        }}
      />
      <Button variant="filled" onClick={setUp}>
        Choose where to send
      </Button>
    </div>
  );
}

type Tab = 'tools' | 'flows' | 'variables' | 'left-out' | 'step';

function Side({ plan }: { readonly plan: PlanSummary }) {
  const { place } = useReplay();
  const planStep = useStore(place, (state) => state.planStep);
  const [chosen, setChosen] = useState<{ readonly tab: Tab; readonly step: number | undefined }>({
    tab: 'tools',
    step: undefined,
  });
  // Who chooses a step wants to read of it, until another tab is chosen.
  const other: Tab = chosen.tab === 'step' ? 'tools' : chosen.tab;
  const tab = chosen.step === planStep ? chosen.tab : planStep === undefined ? other : 'step';
  return (
    <Tabs
      className={styles.side ?? ''}
      value={tab}
      onChange={(value) => {
        if (value !== null) setChosen({ tab: value as Tab, step: planStep });
      }}
    >
      <Tabs.List>
        {planStep !== undefined && <Tabs.Tab value="step">Step #{planStep}</Tabs.Tab>}
        <Tabs.Tab value="tools">Tools</Tabs.Tab>
        <Tabs.Tab value="flows">Values ({formatCount(plan.flows)})</Tabs.Tab>
        <Tabs.Tab value="variables">Variables</Tabs.Tab>
        <Tabs.Tab value="left-out">Left out ({formatCount(leftOutCount(plan.leftOut))})</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="tools" className={styles.panel ?? ''}>
        <ToolsPanel plan={plan} />
      </Tabs.Panel>
      <Tabs.Panel value="flows" className={styles.panel ?? ''}>
        <FlowsPanel plan={plan} />
      </Tabs.Panel>
      <Tabs.Panel value="variables" className={styles.panel ?? ''}>
        <VariablesPanel plan={plan} />
      </Tabs.Panel>
      <Tabs.Panel value="left-out" className={styles.panel ?? ''}>
        <LeftOutPanel plan={plan} />
      </Tabs.Panel>
      {planStep !== undefined && (
        <Tabs.Panel value="step" className={styles.panel ?? ''}>
          <StepPanel key={planStep} plan={plan} number={planStep} />
        </Tabs.Panel>
      )}
    </Tabs>
  );
}

function useEscape(): void {
  const { addCommands } = useApp();
  const { place, lookAt } = useReplay();
  const isOpen = useStore(place, (state) => state.planStep !== undefined);
  useEffect(() => {
    if (!isOpen) return undefined;
    const close = (): void => {
      lookAt(undefined);
    };
    return addCommands([
      { id: 'replay.close-step', title: 'Close the step', group: 'Replay', keys: ['Escape'], run: close },
    ]);
  }, [addCommands, lookAt, isOpen]);
}

function PlanContent({ plan }: { readonly plan: PlanSummary }) {
  const [view, setView] = useState<View>('table');
  const [filter, setFilter] = useState<StepFilter>({ heldOnly: false });
  const whole = useWholePlan(plan);
  useEscape();
  return (
    <>
      <PlanBar plan={plan} view={view} filter={filter} onView={setView} onFilter={setFilter} />
      <SplitPane
        name="replay.plan"
        label="Divider between the steps and what belongs to them"
        initial={0.66}
        minFirst={420}
        minSecond={330}
        first={
          view === 'graph' ? (
            <FlowGraphView plan={plan} whole={whole} />
          ) : (
            <StepsTable plan={plan} whole={whole} filter={filter} />
          )
        }
        second={<Side plan={plan} />}
      />
    </>
  );
}

/** All that will be sent, before anything is. */
export function PlanStep() {
  const { plan: store, goTo } = useReplay();
  const { plan, planning, problem } = useStore(store);
  return (
    <div className={shared.step}>
      {problem !== undefined && (
        <p className={shared.problem} role="alert">
          <MeaningMark meaning="fault" />
          <span>
            {plan ? 'This is the plan of before: ' : 'It could not be planned: '}
            {problem}
          </span>
          <Button onClick={store.again}>Try again</Button>
        </p>
      )}
      {plan && plan.steps > 0 && <PlanContent plan={plan} />}
      {!plan && planning && <PlanningLine />}
      {(plan?.steps === 0 || (!plan && !planning)) && (
        <EmptyState
          title="Nothing to send again"
          action={
            <Button
              variant="filled"
              onClick={() => {
                goTo('recording');
              }}
            >
              Choose a recording
            </Button>
          }
        >
          {plan
            ? 'The recording has no request that can be sent again.'
            : 'The plan lists every request of a recording, whether it may be sent again, and which values it carries on.'}
        </EmptyState>
      )}
    </div>
  );
}
