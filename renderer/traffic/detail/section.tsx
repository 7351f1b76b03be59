import type { ReactNode } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './detail.module.css';

interface SectionProps {
  readonly title: string;
  /** Said beside the title. */
  readonly note?: ReactNode;
  /** The part as text, for its copy button. */
  readonly copy?: () => string;
  readonly children: ReactNode;
}

/** One part of a tab: a title line with a button that copies it, and the part. */
export function Section({ title, note, copy, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>{title}</h3>
        {note !== undefined && <span className={styles.muted}>{note}</span>}
        <span className={styles.gap} />
        {copy && <CopyButton text={copy} what={title.toLowerCase()} />}
      </div>
      {children}
    </section>
  );
}
