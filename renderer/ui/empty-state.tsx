import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly title: string;
  /** What will be here. */
  readonly children?: ReactNode;
  /** The one button that gets there. */
  readonly action?: ReactNode;
}

/** A screen or pane with nothing in it yet: says what will be here and offers the way there. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <section className={styles.empty} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </section>
  );
}
