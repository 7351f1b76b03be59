import { GRID_ROW } from '../../ui/virtual-grid.tsx';
import styles from './plan.module.css';
import { touchesRow, type Thread } from './threads.ts';

interface ThreadGutterProps {
  readonly threads: readonly Thread[];
  /** Rows in view, `end` not included. */
  readonly start: number;
  readonly end: number;
  /** px */
  readonly left: number;
  readonly laneWidth: number;
  readonly chosenRow: number | undefined;
}

/** Lines from the step that minted a value (a disc) to the steps that carry it (rings). Of the rows in view only. */
export function ThreadGutter({ threads, start, end, left, laneWidth, chosenRow }: ThreadGutterProps) {
  const inView = threads.filter(({ top, bottom }) => bottom >= start && top < end);
  if (inView.length === 0) return null;
  const lanes = Math.max(...inView.map(({ lane }) => lane)) + 1;
  const y = (row: number): number => (Math.min(Math.max(row, start - 1), end) - start + 0.5) * GRID_ROW;
  const anyChosen = chosenRow !== undefined && inView.some((thread) => touchesRow(thread, chosenRow));
  return (
    <svg
      className={styles.threads}
      style={{ left }}
      width={lanes * laneWidth + 2}
      height={(end - start) * GRID_ROW}
      aria-hidden="true"
    >
      {inView.map((thread) => {
        const x = thread.lane * laneWidth + laneWidth / 2;
        const chosen = chosenRow !== undefined && touchesRow(thread, chosenRow);
        return (
          <g
            key={`${thread.flow.id} ${String(thread.lane)}`}
            data-kind={thread.flow.kind}
            data-chosen={chosen || undefined}
            data-dim={(anyChosen && !chosen) || undefined}
            data-doubt={thread.flow.confidence === 'possible' || undefined}
          >
            <path d={`M${String(x)} ${String(y(thread.top))}V${String(y(thread.bottom))}`} />
            {thread.from >= start && thread.from < end && (
              <circle className={styles.mint} cx={x} cy={y(thread.from)} r={3.2} />
            )}
            {thread.to
              .filter((row) => row >= start && row < end)
              .map((row) => (
                <circle key={row} className={styles.carry} cx={x} cy={y(row)} r={2.8} />
              ))}
          </g>
        );
      })}
    </svg>
  );
}
