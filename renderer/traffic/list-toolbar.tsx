import { ActionIcon, SegmentedControl } from '@mantine/core';
import {
  IconArrowBarToDown,
  IconClearAll,
  IconGitCompare,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useApp, useEngine } from '../ui/app-context.ts';
import { formatCount, formatCounted } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { CaptureMenu } from './capture-menu.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { heardCounts, worstHeard } from './findings/judged-words.ts';
import { SEVERITY_MEANING } from '../ui/palette.ts';
import styles from './list-toolbar.module.css';
import { useTraffic, useTrafficModel } from './traffic-context.ts';

interface ToolProps {
  readonly label: string;
  readonly tip: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ label, tip, pressed, onClick, children }: ToolProps) {
  return (
    <ActionIcon
      aria-label={label}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      data-tip={tip}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

interface HiddenProps {
  readonly count: number;
  readonly why: string;
  readonly action: string;
  readonly onAction: () => void;
}

/** Says that rows are out of sight, why, and how to see them. */
function Hidden({ count, why, action, onAction }: HiddenProps) {
  if (count === 0) return null;
  return (
    <span className={styles.hidden} role="status">
      <span className={styles.words}>
        {formatCounted(count, 'row')} {why}
      </span>
      <button type="button" className={styles.link} onClick={onAction}>
        {action}
      </button>
    </span>
  );
}

/** The selected row, to which somebody may have led, where the filter hides it. */
function useHiddenSelected(): number | undefined {
  const traffic = useTrafficModel();
  const focused = useTraffic((state) => state.focused);
  // Which rows are hidden changes with the version.
  useTraffic((state) => state.version);
  return focused !== undefined && traffic.isHiddenByFilter(focused) ? focused : undefined;
}

/** Bodies are searched, or could not be. */
function Searching() {
  const through = useTraffic((state) => state.searchedThrough);
  const problem = useTraffic((state) => state.searchProblem);
  const total = useTraffic((state) => state.total);
  if (problem !== undefined) {
    return (
      <span className={styles.hidden} role="alert">
        <MeaningMark meaning="fault" /> The filter could not be answered: {problem}
      </span>
    );
  }
  if (through === undefined) return null;
  return (
    <span className={styles.hidden} role="status">
      Searching bodies… {formatCount(through)} of {formatCount(total)} exchanges
    </span>
  );
}

function HiddenRows() {
  const { actions } = useTrafficModel();
  const byFilter = useTraffic((state) => state.hiddenByFilter);
  const byClear = useTraffic((state) => state.hiddenByClear);
  const waiting = useTraffic((state) => state.waiting);
  const selected = useHiddenSelected();
  return (
    <>
      <Hidden
        count={waiting}
        why="waiting while paused"
        action="Resume"
        onAction={() => {
          actions.setPaused(false);
        }}
      />
      <Hidden
        count={byFilter}
        why={
          selected === undefined
            ? 'hidden by the filter'
            : `hidden by the filter, the selected #${selected} too`
        }
        action="Clear filter"
        onAction={() => {
          actions.setFilter('');
        }}
      />
      <Searching />
      <Hidden count={byClear} why="cleared from view" action="Show" onAction={actions.showCleared} />
    </>
  );
}

function MarkTools() {
  const { actions } = useTrafficModel();
  const { notify } = useApp();
  const marked = useTraffic((state) => state.marked.size);
  if (marked === 0) return null;
  return (
    <span className={styles.hidden}>
      {formatCount(marked)} marked
      {marked > 1 && (
        <button
          type="button"
          className={styles.link}
          data-tip="Hold their answers against each other (d)"
          onClick={() => {
            const problem = actions.compare();
            if (problem !== undefined) notify('note', problem);
          }}
        >
          <IconGitCompare size={13} aria-hidden="true" /> Compare
        </button>
      )}
      <button type="button" className={styles.link} onClick={actions.clearMarks}>
        Unmark
      </button>
    </span>
  );
}

/** The word on the switch: how many errors and warnings there are, with the sign of the worst. */
function FindingsLabel() {
  const captureId = useTraffic((state) => state.captureId);
  const judged = useEngine((state) => (captureId === undefined ? undefined : state.judged.get(captureId)));
  const worst = judged && worstHeard(judged);
  const heard = judged && heardCounts(judged);
  const count = heard ? heard.error + heard.warning : 0;
  return (
    <span className={styles.choice}>
      Findings {count > 0 && formatCount(count)}
      {worst && <MeaningMark meaning={SEVERITY_MEANING[worst]} size={12} />}
    </span>
  );
}

/** What stands below: the exchanges, or what the rules have found in them. */
function ViewSwitch() {
  const { actions } = useTrafficModel();
  const view = useTraffic((state) => state.view);
  return (
    <SegmentedControl
      className={styles.views}
      aria-label="Shown below"
      value={view}
      data={[
        { value: 'exchanges', label: 'Exchanges' },
        { value: 'findings', label: <FindingsLabel /> },
      ]}
      onChange={actions.setView}
    />
  );
}

/** What the list does with the exchanges. */
function ListTools() {
  const { actions } = useTrafficModel();
  const follow = useTraffic((state) => state.follow);
  const paused = useTraffic((state) => state.paused);
  return (
    <>
      <Tool
        label="Follow"
        tip="Keep the newest exchange in view (f)"
        pressed={follow}
        onClick={() => {
          actions.setFollow(!follow);
        }}
      >
        <IconArrowBarToDown size={15} />
      </Tool>
      <Tool
        label={paused ? 'Resume' : 'Pause'}
        tip={paused ? 'Show what came meanwhile (p)' : 'Hold the list still; recording goes on (p)'}
        pressed={paused}
        onClick={() => {
          actions.setPaused(!paused);
        }}
      >
        {paused ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
      </Tool>
      <Tool label="Clear" tip="Hide what is here; nothing recorded is lost" onClick={actions.clear}>
        <IconClearAll size={15} />
      </Tool>
    </>
  );
}

/** Above the list: the capture, what the list does, and what it does not show. */
export function ListToolbar() {
  const view = useTraffic((state) => state.view);
  const loading = useTraffic((state) => state.loading);
  const problem = useTraffic((state) => state.problem);
  return (
    <div className={styles.bar} role="toolbar" aria-label="List">
      <CaptureMenu />
      <ViewSwitch />
      {view === 'exchanges' && <ListTools />}
      <span className={styles.notes}>
        <MarkTools />
        {view === 'exchanges' && <HiddenRows />}
        {loading && <span className={styles.hidden}>Reading the capture…</span>}
        {problem !== undefined && (
          <span className={styles.hidden} role="alert">
            <MeaningMark meaning="fault" /> {problem}
          </span>
        )}
      </span>
      {view === 'exchanges' && <ColumnMenu />}
    </div>
  );
}
