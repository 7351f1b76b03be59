import type { Finding } from '../../../shared/model/finding.ts';
import styles from './finding.module.css';

interface FindingFactsProps {
  readonly finding: Pick<Finding, 'expected' | 'found'>;
  /** How to mend it. */
  readonly fix?: string | undefined;
}

/** What was expected, what stands there, and how to mend it; nothing where nothing of it is known. */
export function FindingFacts({ finding: { expected, found }, fix }: FindingFactsProps) {
  if (expected === undefined && found === undefined && fix === undefined) return null;
  return (
    <dl className={styles.facts}>
      {expected !== undefined && (
        <>
          <dt>Expected</dt>
          <dd className={styles.wire}>{expected}</dd>
        </>
      )}
      {found !== undefined && (
        <>
          <dt>Found</dt>
          <dd className={styles.wire}>{found}</dd>
        </>
      )}
      {fix !== undefined && (
        <>
          <dt>To mend</dt>
          <dd>{fix}</dd>
        </>
      )}
    </dl>
  );
}
