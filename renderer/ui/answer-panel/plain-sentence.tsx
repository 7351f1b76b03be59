import type { ReactNode } from 'react';
import { MeaningMark } from '../meaning-mark.tsx';
import type { Meaning } from '../palette.ts';
import styles from './answer-panel.module.css';

/** A sentence with the sign of its meaning; faults are read aloud at once. */
export function PlainSentence({
  meaning,
  children,
}: {
  readonly meaning: Meaning;
  readonly children: ReactNode;
}) {
  return (
    <p className={styles.sentence} {...(meaning === 'fault' && { role: 'alert' })}>
      <MeaningMark meaning={meaning} />
      <span>{children}</span>
    </p>
  );
}
