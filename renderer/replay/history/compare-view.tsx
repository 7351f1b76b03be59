import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import { jsonOf } from '../../../shared/model/json.ts';
import type { ComparedStep, DifferenceClass, ReplayState } from '../../../shared/model/replay-verdict.ts';
import { useApp } from '../../ui/app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, formatCounted, formatDateTime } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { stepName, stepWords } from '../plan/plan-words.ts';
import { CLASS_WORDS, replayTitle } from '../replay-words.ts';
import shared from '../replay.module.css';
import { usePages } from '../../ui/use-pages.ts';
import { GRID_ROW_CLASS, GridCell, GridHead, VirtualGrid } from '../../ui/virtual-grid.tsx';
import styles from './history.module.css';

function ClassCell({ value }: { readonly value: DifferenceClass | undefined }) {
  if (value === undefined) return <GridCell muted>no answer</GridCell>;
  const { title, meaning, says } = CLASS_WORDS[value];
  return (
    <GridCell tip={says}>
      <MeaningMark meaning={meaning} size={13} /> {title}
    </GridCell>
  );
}

function useCompared(left: string, right: string) {
  const { bridge } = useApp();
  const [same, setSame] = useState<number>();
  const ask = useCallback(
    async (from: number, limit: number) => {
      const page = await bridge.invoke('replay.compare', { left, right, from, limit });
      if (!page.ok) return page;
      setSame(page.value.same);
      return { ok: true as const, value: { items: page.value.rows, total: page.value.total } };
    },
    [bridge, left, right],
  );
  return { same, pages: usePages<ComparedStep>(ask) };
}

function StepDifferences({ step }: { readonly step: ComparedStep }) {
  return (
    <section className={styles.differences} aria-label={`Differences of step ${String(step.number)}`}>
      <h3>{stepWords(step)}</h3>
      {step.differences.length === 0 ? (
        <p className={shared.muted}>
          {step.left === undefined || step.right === undefined
            ? 'Only one of the two has an answer to it.'
            : 'Their answers say the same; how they vary differs.'}
        </p>
      ) : (
        <table className={styles.table} aria-label="Differences">
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col">Earlier</th>
              <th scope="col">Later</th>
            </tr>
          </thead>
          <tbody>
            {step.differences.map(({ pointer, left, right }) => (
              <tr key={pointer} className={styles.values}>
                <th scope="row">{pointer === '' ? '(the whole answer)' : pointer}</th>
                <td>{left === undefined ? 'absent' : jsonOf(left)}</td>
                <td>{right === undefined ? 'absent' : jsonOf(right)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface ComparedProps {
  readonly left: ReplayState;
  readonly right: ReplayState;
  readonly onClose: () => void;
}

function Compared({ left, right, onClose }: ComparedProps) {
  const { same, pages } = useCompared(left.id, right.id);
  const [active, setActive] = useState(-1);
  const step = active < 0 ? undefined : pages.at(active);
  const title = (replay: ReplayState): string =>
    `${replayTitle(replay)}, ${formatDateTime(replay.startedAt).slice(0, 19)}`;
  return (
    <div className={shared.step}>
      <div className={shared.bar}>
        <b className={shared.cut}>
          {title(left)} and {title(right)}
        </b>
        <span className={shared.muted} role="status">
          {pages.total !== undefined && `${formatCounted(pages.total, 'step')} differ`}
          {same !== undefined && `, ${formatCount(same)} alike`}
        </span>
        <span className={shared.gap} />
        <Button onClick={onClose}>Back to the list</Button>
      </div>
      {pages.problem !== undefined && (
        <p className={shared.problem} role="alert">
          <MeaningMark meaning="fault" />{' '}
          <span>They could not be held against each other: {pages.problem}</span>
        </p>
      )}
      {pages.total === 0 ? (
        <EmptyState title="The two say the same">
          {same === undefined ? '' : `${formatCounted(same, 'step')} alike in both, noise aside.`}
        </EmptyState>
      ) : (
        <SplitPane
          name="replay.compare"
          label="Divider between the steps and their differences"
          initial={0.55}
          first={
            <VirtualGrid
              label="Steps that differ"
              count={pages.total ?? 0}
              columns="64px minmax(140px, 1fr) 136px 136px 90px"
              width={570}
              head={
                <>
                  <GridHead end>#</GridHead>
                  <GridHead>Step</GridHead>
                  <GridHead>Earlier</GridHead>
                  <GridHead>Later</GridHead>
                  <GridHead end>Places</GridHead>
                </>
              }
              active={active}
              onActive={setActive}
              onView={pages.want}
              row={(index, props) => {
                const row = pages.at(index);
                return (
                  <div key={index} {...props} className={GRID_ROW_CLASS}>
                    {row && (
                      <>
                        <GridCell end muted>
                          {formatCount(row.number)}
                        </GridCell>
                        <GridCell wire>
                          <span>{stepName(row)}</span>
                        </GridCell>
                        <ClassCell value={row.left} />
                        <ClassCell value={row.right} />
                        <GridCell end>{formatCount(row.differences.length)}</GridCell>
                      </>
                    )}
                  </div>
                );
              }}
            />
          }
          {...(step && { second: <StepDifferences step={step} /> })}
        />
      )}
    </div>
  );
}

/** Two replays of one recording, by step. */
export function CompareView({
  left,
  right,
  onClose,
}: {
  readonly left: ReplayState | undefined;
  readonly right: ReplayState | undefined;
  readonly onClose: () => void;
}) {
  if (left && right) return <Compared left={left} right={right} onClose={onClose} />;
  return (
    <EmptyState title="One of the two is gone" action={<Button onClick={onClose}>Back to the list</Button>} />
  );
}
