import { Button } from '@mantine/core';
import { useEffect, type KeyboardEvent } from 'react';
import type { JudgedState } from '../../../shared/model/finding.ts';
import { useEngine } from '../../ui/app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { useTraffic } from '../traffic-context.ts';
import { FindingsBar } from './findings-bar.tsx';
import { useFindings, useFindingsStore } from './findings-context.ts';
import styles from './findings-panel.module.css';
import { ALL_FINDINGS } from './findings-store.ts';
import { viewGroups, type GroupViews } from './group-views.ts';
import { RuleGroupItem } from './rule-group.tsx';
import { useHearing } from './use-hearing.ts';

const PANEL_ID = 'findings';

/** Moves the focus by so many lines of the panel: rules and findings alike. */
export function moveInFindings(by: number): void {
  const stops = [...document.querySelectorAll<HTMLElement>(`#${PANEL_ID} [data-stop]`)];
  const present = stops.findIndex((stop) => stop === document.activeElement);
  const wanted = present === -1 && by > 0 ? 0 : present + by;
  const next = stops[Math.min(Math.max(wanted, 0), stops.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** Arrows move from line to line; left and right close and open a rule. */
function onKeyDown(event: KeyboardEvent): void {
  const { target } = event;
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!target.matches('[data-stop]')) return;
  const step = STEPS[event.key];
  const isOpen = target.getAttribute('aria-expanded');
  if (step !== undefined) moveInFindings(step);
  else if (
    (event.key === 'ArrowRight' && isOpen === 'false') ||
    (event.key === 'ArrowLeft' && isOpen === 'true')
  )
    target.click();
  else if (event.key === 'ArrowLeft' && isOpen === null) {
    target.closest('[data-group]')?.querySelector<HTMLElement>('[data-stop=group]')?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

interface NothingShownProps {
  readonly views: GroupViews;
  readonly judged: JudgedState | undefined;
}

/** Why no rule is listed, and what shows one. */
function NothingShown({ views, judged }: NothingShownProps) {
  const store = useFindingsStore();
  if (views.hidden > 0) {
    const clear = (
      <Button
        onClick={() => {
          const { showMuted } = store.getState().filter;
          store.setFilter({ ...ALL_FINDINGS, showMuted });
        }}
      >
        Clear the filter
      </Button>
    );
    return (
      <EmptyState title="No finding passes the filter" action={clear}>
        {formatCounted(views.hidden, 'rule')} hidden by it.
      </EmptyState>
    );
  }
  if (views.muted > 0) {
    const show = (
      <Button
        onClick={() => {
          store.setFilter({ ...ALL_FINDINGS, showMuted: true });
        }}
      >
        Show them
      </Button>
    );
    return (
      <EmptyState title="All that was found is muted" action={show}>
        {formatCounted(views.muted, 'finding')}.
      </EmptyState>
    );
  }
  const ended = judged?.ended ?? 0;
  return (
    <EmptyState title={ended === 0 ? 'Nothing to judge yet' : 'Nothing found'}>
      {ended === 0
        ? 'Each exchange that has ended is held against the specification. What is wrong stands here, by rule, with the place and the sentence of the specification.'
        : `${formatCount(judged?.judged ?? 0)} of ${formatCounted(ended, 'exchange')} that have ended are judged, and the rules have nothing to say about them.`}
    </EmptyState>
  );
}

function Groups({ judged }: { readonly judged: JudgedState | undefined }) {
  const hearing = useHearing();
  const groups = useFindings((state) => state.groups);
  const filter = useFindings((state) => state.filter);
  const loading = useFindings((state) => state.loading);
  const views = viewGroups(groups, hearing, filter);
  return (
    <>
      <FindingsBar judged={judged} muted={views.muted} />
      {views.shown.length > 0 && (
        <div id={PANEL_ID} className={styles.scroll} role="presentation" onKeyDown={onKeyDown}>
          <ul className={styles.groups} aria-label="Findings by rule">
            {views.shown.map((view) => (
              <RuleGroupItem key={view.group.rule} view={view} hearing={hearing} />
            ))}
          </ul>
          {views.hidden > 0 && (
            <p className={styles.foot}>{formatCounted(views.hidden, 'rule')} hidden by the filter.</p>
          )}
        </div>
      )}
      {views.shown.length === 0 && !loading && <NothingShown views={views} judged={judged} />}
      {views.shown.length === 0 && loading && <p className={styles.foot}>Reading…</p>}
    </>
  );
}

/** What the rules have found in the capture that is shown, by rule, the worst first; it follows what is judged. */
export function FindingsPanel() {
  const store = useFindingsStore();
  const captureId = useTraffic((state) => state.captureId);
  const judged = useEngine((state) => (captureId === undefined ? undefined : state.judged.get(captureId)));
  const problem = useFindings((state) => state.problem);
  useEffect(() => (captureId === undefined ? undefined : store.follow(captureId)), [store, captureId]);
  return (
    <div className={styles.panel}>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" /> {problem}{' '}
          <button type="button" className={styles.link} onClick={store.refresh}>
            Try again
          </button>
        </p>
      )}
      {judged?.problem !== undefined && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="warning" /> {judged.problem}
        </p>
      )}
      <Groups judged={judged} />
    </div>
  );
}
