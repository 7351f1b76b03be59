import type { ReactNode } from 'react';
import styles from './settings.module.css';

interface SectionProps {
  readonly title: string;
  /** A word below the title: "deprecated". */
  readonly tag?: string;
  readonly children: ReactNode;
}

/** One part of the settings: its title at the left, what can be set at the right. */
export function Section({ title, tag, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2>
        {title}
        {tag !== undefined && (
          <span className={styles.tag} data-tip="Deprecated as of revision 2026-07-28">
            {tag}
          </span>
        )}
      </h2>
      <div>{children}</div>
    </section>
  );
}
