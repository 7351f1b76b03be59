import type { ReactNode } from 'react';
import styles from './run.module.css';

/** A titled part of the settings. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
