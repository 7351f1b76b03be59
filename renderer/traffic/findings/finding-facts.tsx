import type { Finding } from '../../../shared/model/finding.ts';
import styles from './finding.module.css';

interface FindingFactsProps {
  readonly finding: Pick<Finding, 'expected' | 'found'>;
  /** How to mend it. */
  readonly fix?: string | undefined;
  /** Side by side, where many stand below each other. */
  readonly inline?: boolean;
}

/** What was expected, what stands there, and how to mend it; nothing where nothing of it is known. */
export function FindingFacts({ finding: { expected, found }, fix, inline = false }: FindingFactsProps) {
  if (expected === undefined && found === undefined && fix === undefined) return null;
  return (
    <dl className={styles.facts} data-inline={inline || undefined}>
      {expected !== undefined && (
        <div>
          <dt>Expected</dt>
          <dd className={styles.wire}>{expected}</dd>
        </div>
      )}
      {found !== undefined && (
        <div>
          <dt>Found</dt>
          <dd className={styles.wire}>{found}</dd>
        </div>
      )}
      {fix !== undefined && (
        <div>
          <dt>To mend</dt>
          <dd>{fix}</dd>
        </div>
      )}
    </dl>
  );
}
