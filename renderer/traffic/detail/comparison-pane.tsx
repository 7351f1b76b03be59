import { useEffect, useState, type ReactNode } from 'react';
import type { Comparison } from '../../../shared/model/difference.ts';
import { useApp } from '../../ui/app-context.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCounted } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { useTrafficModel } from '../traffic-context.ts';
import { comparisonRows, type ComparisonCell } from './comparison-rows.ts';
import styles from './detail.module.css';
import table from './comparison-pane.module.css';

interface ComparisonPaneProps {
  readonly captureId: string;
  readonly numbers: readonly number[];
  readonly controls: ReactNode;
}

type Loaded =
  | { readonly ok: true; readonly comparison: Comparison; readonly of: readonly number[] }
  | { readonly ok: false; readonly problem: string; readonly of: readonly number[] };

function useComparison(captureId: string, numbers: readonly number[]): Loaded | undefined {
  const { bridge } = useApp();
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    let ended = false;
    const refs = numbers.map((number) => ({ captureId, number }));
    void bridge.invoke('exchange.compare', { refs }).then((answer) => {
      if (ended) return;
      if (answer.ok) setLoaded({ ok: true, comparison: answer.value, of: numbers });
      else setLoaded({ ok: false, problem: answer.error.message, of: numbers });
    });
    return () => {
      ended = true;
    };
  }, [bridge, captureId, numbers]);
  return loaded?.of === numbers ? loaded : undefined;
}

function CellValue({ cell }: { readonly cell: ComparisonCell }) {
  if (cell.kind === 'same') return <span className={styles.absent}>as in the first</span>;
  if (cell.value === undefined) return <span className={styles.absent}>absent</span>;
  return JSON.stringify(cell.value, null, 1);
}

function Differences({ comparison }: { readonly comparison: Comparison }) {
  const traffic = useTrafficModel();
  const rows = comparisonRows(comparison);
  return (
    <div className={styles.scroll}>
      <table className={table.table} aria-label="Differences">
        <thead>
          <tr>
            <th scope="col">Pointer</th>
            {comparison.columns.map(({ ref, instanceName }) => (
              <th scope="col" key={ref.number}>
                <button
                  type="button"
                  className={table.exchange}
                  data-tip={`Open exchange ${ref.number}`}
                  onClick={() => {
                    traffic.actions.show(ref.captureId, ref.number);
                  }}
                >
                  <InstanceBadge instanceId={traffic.row(ref.number)?.instanceId ?? ''} name={instanceName} />{' '}
                  #{ref.number}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.pointer}>
              <th scope="row">{row.pointer === '' ? '(whole answer)' : row.pointer}</th>
              {row.cells.map((cell, index) => (
                <td key={index} data-kind={cell.kind}>
                  <CellValue cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Answers held against the first one: every pointer at which they disagree, left and right. */
export function ComparisonPane({ captureId, numbers, controls }: ComparisonPaneProps) {
  const loaded = useComparison(captureId, numbers);
  const count = loaded?.ok ? loaded.comparison.pointers.length : 0;
  return (
    <section className={styles.pane} aria-label="Comparison">
      <header className={`${styles.head ?? ''} ${table.head ?? ''}`}>
        <h2 className={styles.title}>Comparison of {numbers.map((number) => `#${number}`).join(' and ')}</h2>
        <span className={styles.muted}>
          {loaded?.ok && !loaded.comparison.same && formatCounted(count, 'difference')}
        </span>
        <span className={styles.gap} />
        {loaded?.ok && (
          <CopyButton text={() => JSON.stringify(loaded.comparison, null, 2)} what="differences as JSON" />
        )}
        {controls}
      </header>
      {loaded && !loaded.ok && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" /> {loaded.problem}
        </p>
      )}
      {loaded?.ok &&
        (loaded.comparison.same ? (
          <EmptyState title="The answers are the same">
            <MeaningMark meaning="fine" /> No pointer differs between them.
          </EmptyState>
        ) : (
          <Differences comparison={loaded.comparison} />
        ))}
    </section>
  );
}
