import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReplayKind } from '../../../shared/model/replay-run.ts';
import {
  DIFFERENCE_CLASSES,
  type DifferenceClass,
  type MatrixRow,
  type ReplayState,
} from '../../../shared/model/replay-verdict.ts';
import { useApp } from '../../ui/app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { stepName } from '../plan/plan-words.ts';
import { CLASS_WORDS } from '../replay-words.ts';
import shared from '../replay.module.css';
import { usePages } from '../../ui/use-pages.ts';
import {
  GRID_ROW_CLASS,
  GridCell,
  GridHead,
  VirtualGrid,
  type GridRowProps,
} from '../../ui/virtual-grid.tsx';
import { cellView, erasClass, rowClass } from './matrix-cell.ts';
import styles from './verdict.module.css';

/** While it runs, the matrix is asked for again so often. */
const REFRESH_MS = 1000;

function useMatrix(replay: ReplayState, only: DifferenceClass | undefined) {
  const { bridge } = useApp();
  const { id } = replay;
  const ask = useCallback(
    async (from: number, limit: number) => {
      const page = await bridge.invoke('replay.matrix', { id, from, limit, ...(only && { class: only }) });
      if (!page.ok) return page;
      return { ok: true as const, value: { items: page.value.rows, total: page.value.total } };
    },
    [bridge, id, only],
  );
  const pages = usePages<MatrixRow>(ask);
  const { refresh } = pages;
  const state = useRef(replay.state);
  useEffect(() => {
    // What came last, and the classes that are known only now.
    if (state.current === 'running' && replay.state !== 'running') refresh();
    state.current = replay.state;
    if (replay.state !== 'running') return undefined;
    const timer = setInterval(refresh, REFRESH_MS);
    return () => {
      clearInterval(timer);
    };
  }, [refresh, replay.state]);
  return pages;
}

interface FilterProps {
  readonly replay: ReplayState;
  readonly only: DifferenceClass | undefined;
  readonly onOnly: (only: DifferenceClass | undefined) => void;
}

/** Steps by their class: a press shows only those. */
function ClassFilter({ replay, only, onOnly }: FilterProps) {
  const counts = replay.verdict?.classes;
  return (
    <div className={styles.classes} role="toolbar" aria-label="Steps by class">
      <button
        type="button"
        className={styles.class}
        aria-pressed={only === undefined}
        onClick={() => {
          onOnly(undefined);
        }}
      >
        all {formatCount(replay.steps)}
      </button>
      {DIFFERENCE_CLASSES.map((name) => {
        const { title, meaning, says } = CLASS_WORDS[name];
        const count = counts?.[name];
        if (count === 0 && only !== name) return null;
        return (
          <button
            key={name}
            type="button"
            className={styles.class}
            aria-pressed={only === name}
            data-tip={says}
            onClick={() => {
              onOnly(only === name ? undefined : name);
            }}
          >
            <MeaningMark meaning={meaning} size={12} /> {title}{' '}
            {count === undefined ? '' : formatCount(count)}
          </button>
        );
      })}
    </div>
  );
}

interface RowProps {
  readonly row: MatrixRow | undefined;
  readonly instances: ReplayState['instances'];
  readonly kind: ReplayKind;
  readonly props: GridRowProps;
}

function Row({ row, instances, kind, props }: RowProps) {
  if (!row) {
    return (
      <div {...props} className={GRID_ROW_CLASS}>
        <GridCell muted>…</GridCell>
      </div>
    );
  }
  const { title, meaning, says } = kind === 'eras' ? erasClass(row) : rowClass(row);
  const byInstance = new Map(row.cells.map((cell) => [cell.instanceId, cell]));
  return (
    <div {...props} className={GRID_ROW_CLASS}>
      <GridCell end muted>
        {formatCount(row.number)}
      </GridCell>
      <GridCell wire tip={`${row.method} ${row.name}`}>
        <span>{stepName(row)}</span>
      </GridCell>
      <GridCell tip={row.held === true ? 'Nobody allowed it: it was not sent.' : says}>
        {row.held === true ? (
          <>
            <MeaningMark meaning="warning" size={13} /> held
          </>
        ) : (
          <>
            <MeaningMark meaning={meaning} size={13} /> {title}
          </>
        )}
      </GridCell>
      {instances.map(({ id }) => {
        const view = cellView(row, byInstance.get(id));
        return (
          <GridCell key={id} {...(view && { tip: view.tip })}>
            {view && (
              <>
                <MeaningMark meaning={view.meaning} size={13} />
                <span>{view.text}</span>
              </>
            )}
          </GridCell>
        );
      })}
    </div>
  );
}

interface MatrixProps {
  readonly replay: ReplayState;
  /** Of the step that is looked at. */
  readonly number: number | undefined;
  readonly onStep: (number: number) => void;
}

/** Steps against instances, all runs together. Enter or a click tells all about a step. */
export function Matrix({ replay, number, onStep }: MatrixProps) {
  const [only, setOnly] = useState<DifferenceClass>();
  const pages = useMatrix(replay, only);
  const { instances } = replay;
  const [wanted, setActive] = useState(-1);
  const known = pages.known().find(([, row]) => row.number === number)?.[0];
  const active = wanted >= 0 ? wanted : (known ?? -1);
  const { want } = pages;
  return (
    <section className={styles.matrix} aria-label="Steps against instances">
      {replay.wish.kind !== 'eras' && (
        <ClassFilter
          replay={replay}
          only={only}
          onOnly={(name) => {
            setOnly(name);
            setActive(-1);
          }}
        />
      )}
      {pages.problem !== undefined && (
        <p className={shared.problem} role="alert">
          <MeaningMark meaning="fault" /> <span>The matrix could not be read: {pages.problem}</span>
        </p>
      )}
      {pages.total === 0 ? (
        <EmptyState title={only ? `No step is ${CLASS_WORDS[only].title}` : 'No answer has come yet'} />
      ) : (
        <VirtualGrid
          label="Matrix of steps and instances"
          count={pages.total ?? 0}
          columns={`72px minmax(140px, 1.4fr) 136px ${instances.map(() => 'minmax(92px, 1fr)').join(' ')}`}
          width={358 + instances.length * 92}
          head={
            <>
              <GridHead end>#</GridHead>
              <GridHead>Step</GridHead>
              <GridHead>Class</GridHead>
              {instances.map(({ id, name }, index) => (
                <GridHead key={id}>
                  <InstanceBadge instanceId={id} name={name} />
                  {index === 0 && <span className={styles.baseline}>baseline</span>}
                </GridHead>
              ))}
            </>
          }
          active={active}
          onActive={(index, opened) => {
            setActive(index);
            const row = pages.at(index);
            if (row && (opened || number !== undefined)) onStep(row.number);
          }}
          onView={want}
          row={(index, props) => (
            <Row key={index} row={pages.at(index)} kind={replay.wish.kind} {...{ instances, props }} />
          )}
        />
      )}
    </section>
  );
}
