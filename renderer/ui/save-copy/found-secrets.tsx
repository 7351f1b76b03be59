import { Progress } from '@mantine/core';
import type { RedactionReport } from '../../../shared/model/redaction.ts';
import { formatCount } from '../format.ts';
import { MeaningMark } from '../meaning-mark.tsx';
import { kindWord, replacedSentence } from './redaction-words.ts';
import styles from './save-copy.module.css';

/** How far the work is. */
export function RedactionProgressBar({
  progress: { done, total },
  label,
}: {
  readonly progress: { readonly done: number; readonly total: number };
  readonly label: string;
}) {
  const percent = total === 0 ? 0 : Math.round((done / total) * 100);
  return (
    <div className={styles.progress}>
      <span>
        {label}
        {total > 0 && ` ${String(percent)} %`}
      </span>
      <Progress value={percent} aria-label={label} size="sm" animated={total === 0} />
    </div>
  );
}

/** What would be replaced, without any secret. */
export function FoundSecrets({ report }: { readonly report: RedactionReport }) {
  return (
    <>
      <p className={styles.sentence} role="status">
        <MeaningMark meaning={report.total === 0 ? 'fine' : 'note'} /> {replacedSentence(report)}
      </p>
      {report.problems.map((problem) => (
        <p key={problem} className={styles.sentence}>
          <MeaningMark meaning="warning" /> {problem}
        </p>
      ))}
      {report.secrets.length > 0 && (
        <div className={styles.scroll} tabIndex={0} role="group" aria-label="What is replaced">
          <table className={styles.table}>
            <thead>
              <tr>
                <th>Placeholder</th>
                <th>What</th>
                <th>Where</th>
                <th className={styles.number}>Places</th>
                <th className={styles.number}>First in</th>
              </tr>
            </thead>
            <tbody>
              {report.secrets.map(({ placeholder, kind, places, times, first }, index) => (
                <tr key={index}>
                  <td>
                    <code>{placeholder.length > 28 ? `${placeholder.slice(0, 27)}…` : placeholder}</code>
                  </td>
                  <td>{kindWord(kind)}</td>
                  <td className={styles.places}>{places.join(', ')}</td>
                  <td className={styles.number}>{formatCount(times)}</td>
                  <td className={styles.number}>{first === 0 ? '' : `#${String(first)}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {report.total > report.secrets.length && (
        <p className={styles.sentence}>The first {formatCount(report.secrets.length)} are listed.</p>
      )}
    </>
  );
}
