import { Button, Progress, TextInput } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import {
  SERIES_CLASSES,
  SERIES_DIFFERENCES,
  SERIES_NOISE,
  type SeriesClass,
  type SeriesRow,
  type SeriesStep,
  type SeriesSummary,
} from '../../shared/model/series.ts';
import { NOISE_WORDS, SERIES_WORDS, seriesVerdict } from '../../shared/model/series-words.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatCount, formatCounted } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { SplitPane } from '../ui/split-pane.tsx';
import type { Pages, PagesState } from '../ui/pages.ts';
import { usePages } from '../ui/use-pages.ts';
import { GRID_ROW_CLASS, GridCell, GridHead, VirtualGrid } from '../ui/virtual-grid.tsx';
import styles from './captures.module.css';
import { ClassFilter } from './class-filter.tsx';
import { CLASS_LOOKS } from './series-looks.ts';
import { createSeriesStore, type SeriesState } from './series-store.ts';
import { StepDetail } from './step-detail.tsx';

/** Ids of two open captures. */
export interface ComparedPair {
  readonly left: string;
  readonly right: string;
}

interface ComparisonViewProps {
  readonly pair: ComparedPair;
  readonly onSwap: () => void;
  readonly onClose: () => void;
}

function Running({ state, onCancel }: { readonly state: SeriesState; readonly onCancel: () => void }) {
  if (state.kind !== 'running') return null;
  const { done = 0, total = 0, phase = 'reading' } = state.progress ?? {};
  return (
    <div className={styles.waiting} role="status">
      {phase === 'reading' ? 'Reading both captures…' : 'Comparing steps…'}
      <Progress
        className={styles.progress}
        value={total === 0 ? 0 : (done / total) * 100}
        aria-label="How far the comparison is"
      />
      <Button onClick={onCancel}>Cancel</Button>
    </div>
  );
}

function stepWords({ method, name }: SeriesStep): string {
  return name === '' ? method : `${method} ${name}`;
}

function Row({ row }: { readonly row: SeriesRow }) {
  const [first = 'same'] = row.classes;
  const titles = row.classes.map((each) => SERIES_WORDS[each].title).join(', ');
  const noise = row.noise.map((each) => NOISE_WORDS[each].title).join(', ');
  const side = (step: SeriesStep | undefined) =>
    step ? (
      <GridCell wire tip={stepWords(step)}>
        {stepWords(step)}
      </GridCell>
    ) : (
      <GridCell muted>–</GridCell>
    );
  return (
    <>
      <GridCell tip={row.classes.map((each) => SERIES_WORDS[each].means).join('; ')}>
        <MeaningMark meaning={CLASS_LOOKS[first].meaning} size={13} /> {CLASS_LOOKS[first].sign} {titles}
      </GridCell>
      <GridCell end muted>
        {row.left ? formatCount(row.left.number) : '–'}
      </GridCell>
      {side(row.left)}
      <GridCell end muted>
        {row.right ? formatCount(row.right.number) : '–'}
      </GridCell>
      {side(row.right)}
      <GridCell end>{row.total === 0 ? '' : formatCount(row.total)}</GridCell>
      <GridCell muted tip={noise}>
        {noise}
      </GridCell>
    </>
  );
}

/** Those that differ; all where nothing does. */
function firstChoice({ same }: SeriesSummary): ReadonlySet<SeriesClass> {
  return new Set(same ? SERIES_CLASSES : SERIES_DIFFERENCES);
}

/** What differs and is none of the server's doing, by kind. */
function NoiseCounts({ summary }: { readonly summary: SeriesSummary }) {
  const noise = SERIES_NOISE.filter((each) => (summary.noise[each] ?? 0) > 0);
  if (noise.length === 0) return null;
  return (
    <span
      className={styles.muted}
      data-tip={noise.map((each) => `${NOISE_WORDS[each].title}: ${NOISE_WORDS[each].means}`).join('\n')}
    >
      Noise:{' '}
      {noise.map((each) => `${NOISE_WORDS[each].title} ${formatCount(summary.noise[each] ?? 0)}`).join(', ')}
    </span>
  );
}

function NoSteps({ rows }: { readonly rows: number }) {
  return (
    <EmptyState title={rows === 0 ? 'Neither capture has a step' : 'No step of what is chosen'}>
      {rows === 0
        ? 'Nothing was recorded that could be compared, or the filter finds nothing.'
        : `${formatCounted(rows, 'step')} in all: choose what is listed above.`}
    </EmptyState>
  );
}

interface StepsGridProps {
  readonly summary: SeriesSummary;
  readonly pages: Pages<SeriesRow> & PagesState;
  readonly active: number;
  readonly onActive: (index: number) => void;
}

function StepsGrid({ summary: { left, right }, pages, active, onActive }: StepsGridProps) {
  return (
    <VirtualGrid
      label="Steps of both captures"
      count={pages.total ?? 0}
      columns="180px 56px minmax(120px, 1fr) 56px minmax(120px, 1fr) 60px 130px"
      width={750}
      head={
        <>
          <GridHead>What</GridHead>
          <GridHead end>#</GridHead>
          <GridHead>{left.name}</GridHead>
          <GridHead end>#</GridHead>
          <GridHead>{right.name}</GridHead>
          <GridHead end>Places</GridHead>
          <GridHead>Noise</GridHead>
        </>
      }
      active={active}
      onActive={onActive}
      onView={pages.want}
      row={(index, props) => {
        const found = pages.at(index);
        return (
          <div key={index} {...props} className={GRID_ROW_CLASS}>
            {found && <Row row={found} />}
          </div>
        );
      }}
    />
  );
}

function Steps({ summary }: { readonly summary: SeriesSummary }) {
  const { bridge } = useApp();
  const [chosen, setChosen] = useState(() => firstChoice(summary));
  const [active, setActive] = useState(-1);
  const { id, left, right } = summary;
  const ask = useCallback(
    async (from: number, limit: number) => {
      const page = await bridge.invoke('series.rows', { id, from, limit, classes: [...chosen] });
      if (!page.ok) return page;
      return { ok: true as const, value: { items: page.value.rows, total: page.value.total } };
    },
    [bridge, id, chosen],
  );
  const pages = usePages<SeriesRow>(ask);
  const row = active < 0 ? undefined : pages.at(active);
  return (
    <>
      <div className={styles.bar}>
        <ClassFilter
          counts={summary.counts}
          chosen={chosen}
          onChange={(next) => {
            setChosen(next);
            setActive(-1);
          }}
        />
        <span className={styles.gap} />
        <NoiseCounts summary={summary} />
      </div>
      {pages.problem !== undefined && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" /> <span>The steps could not be listed: {pages.problem}</span>
        </p>
      )}
      {pages.total === 0 ? (
        <NoSteps rows={summary.rows} />
      ) : (
        <SplitPane
          name="captures.compare"
          label="Divider between the steps and what differs"
          initial={0.5}
          first={<StepsGrid {...{ summary, pages, active }} onActive={setActive} />}
          {...(row && { second: <StepDetail key={row.index} row={row} left={left} right={right} /> })}
        />
      )}
    </>
  );
}

/** Two captures as series: what is missing, added, reordered and changed, step by step. */
export function ComparisonView({ pair, onSwap, onClose }: ComparisonViewProps) {
  const { bridge } = useApp();
  const [filter, setFilter] = useState('');
  const [applied, setApplied] = useState('');
  const store = useMemo(() => createSeriesStore(bridge), [bridge]);
  const state = useStore(store);
  const nameOf = (id: string) => (engine: { captures: readonly { id: string; name: string }[] }) =>
    engine.captures.find((capture) => capture.id === id)?.name ?? 'a closed capture';
  const leftName = useEngine(nameOf(pair.left));
  const rightName = useEngine(nameOf(pair.right));
  useEffect(() => store.follow(), [store]);
  useEffect(() => {
    void store.compare(pair.left, pair.right, applied);
  }, [store, pair.left, pair.right, applied]);
  const again = (): void => void store.compare(pair.left, pair.right, applied);
  return (
    <div className={styles.step}>
      <div className={styles.bar}>
        <h1 className={styles.title}>
          {leftName} and {rightName}
        </h1>
        <TextInput
          aria-label="Filter of both captures"
          placeholder="Filter both, such as method:tools/call"
          value={filter}
          w={280}
          onChange={(event) => {
            setFilter(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') setApplied(filter);
          }}
        />
        <span className={styles.gap} />
        <Button onClick={onSwap}>Swap sides</Button>
        <Button onClick={again}>Compare again</Button>
        <Button onClick={onClose}>All captures</Button>
      </div>
      <Running state={state} onCancel={store.cancel} />
      {state.kind === 'failed' && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" /> <span>{state.problem}</span>
        </p>
      )}
      {state.kind === 'cancelled' && (
        <EmptyState
          title="The comparison was cancelled"
          action={<Button onClick={again}>Compare again</Button>}
        />
      )}
      {state.kind === 'done' && (
        <>
          <p className={styles.note} role="status">
            <MeaningMark meaning={state.summary.same ? 'fine' : 'warning'} />{' '}
            <span>{seriesVerdict(state.summary)}</span>
          </p>
          <Steps key={state.summary.id} summary={state.summary} />
        </>
      )}
    </div>
  );
}
