import { Button, Loader } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { formatCount } from '../format.ts';
import { MeaningMark } from '../meaning-mark.tsx';
import type { TrackedReport, TrackedState } from './tracked-report.ts';
import styles from './reports.module.css';

/** Before this nothing is said of waiting: it would only flicker. */
const PATIENCE_MS = 300;

function Waiting() {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLong(true);
    }, PATIENCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <p className={styles.waiting} role="status">
      {long && (
        <>
          <Loader size={14} /> Reading what was recorded…
        </>
      )}
    </p>
  );
}

interface ReportFrameProps<T> {
  readonly state: TrackedState<T> & { readonly tracked: TrackedReport<T> };
  /** What stands in place of the report when no capture is open. */
  readonly nothing: ReactNode;
  readonly children: (report: T) => ReactNode;
}

/** A report, or why there is none yet. A question that failed is said above what was known before. */
export function ReportFrame<T>({ state, nothing, children }: ReportFrameProps<T>) {
  const { captureId, report, problem, tracked } = state;
  if (captureId === undefined) return nothing;
  return (
    <>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" />
          <span>
            {report === undefined ? 'This could not be read: ' : 'What you see may be old: '}
            {problem}
          </span>
          <Button onClick={tracked.refresh}>Try again</Button>
        </p>
      )}
      {report === undefined ? problem === undefined && <Waiting /> : children(report)}
    </>
  );
}

/** "judging 1,204 of 20,000" while the report lags behind what was recorded. */
export function JudgedNote({ judged }: Pick<TrackedState<unknown>, 'judged'>) {
  if (!judged || judged.judged >= judged.ended) return null;
  return (
    <span className={styles.note} role="status" data-tip="Exchanges that have ended, and are read already">
      reading {formatCount(judged.judged)} of {formatCount(judged.ended)}
    </span>
  );
}
