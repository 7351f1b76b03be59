import type { ReactNode } from 'react';
import {
  ROUTING_VERDICTS,
  ROUTING_WORDS,
  type RoutingReport,
  type RoutingVerdict,
} from '../../../shared/model/routing-case.ts';
import { formatCount } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { VERDICT_MEANING } from './case-words.ts';
import styles from './cases.module.css';

interface VerdictFilterProps {
  readonly counts: RoutingReport['counts'];
  readonly chosen: RoutingVerdict | undefined;
  readonly onChoose: (verdict: RoutingVerdict | undefined) => void;
  /** What is said beside the choices. */
  readonly children?: ReactNode;
}

/** One button for each verdict that was given, the most dangerous first, with how often it was. */
export function VerdictFilter({ counts, chosen, onChoose, children }: VerdictFilterProps) {
  const total = ROUTING_VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);
  const given = ROUTING_VERDICTS.filter((verdict) => counts[verdict] > 0 || verdict === chosen);
  return (
    <div className={styles.filter} role="group" aria-label="Verdicts shown">
      <button
        type="button"
        className={styles.choice}
        aria-pressed={chosen === undefined}
        onClick={() => {
          onChoose(undefined);
        }}
      >
        All <span className={styles.count}>{formatCount(total)}</span>
      </button>
      {given.map((verdict) => (
        <button
          key={verdict}
          type="button"
          className={styles.choice}
          aria-pressed={chosen === verdict}
          data-tip={ROUTING_WORDS[verdict].means}
          onClick={() => {
            onChoose(chosen === verdict ? undefined : verdict);
          }}
        >
          <MeaningMark meaning={VERDICT_MEANING[verdict]} /> {ROUTING_WORDS[verdict].title}{' '}
          <span className={styles.count}>{formatCount(counts[verdict])}</span>
        </button>
      ))}
      {children}
    </div>
  );
}
