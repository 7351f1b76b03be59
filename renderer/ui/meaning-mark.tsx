import type { Meaning } from './palette.ts';
import styles from './meaning-mark.module.css';

interface MeaningMarkProps {
  readonly meaning: Meaning;
  /** A sentence: read aloud, and shown while the pointer rests on the mark. Absent: decoration beside words. */
  readonly label?: string;
  /** Edge in px. */
  readonly size?: number;
}

/** Outline and sign of each meaning on a 16 x 16 field: circle, square, triangle, octagon. */
const SHAPES: Readonly<Record<Meaning, { readonly outline: string; readonly sign: string }>> = {
  fine: { outline: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13z', sign: 'M5.2 8.3l2 2l3.7-4.2' },
  note: { outline: 'M2.5 2.5h11v11h-11z', sign: 'M8 7.6v3.4M8 5v.1' },
  warning: { outline: 'M8 1.6L15 14H1z', sign: 'M8 6v4M8 12v.1' },
  fault: {
    outline: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z',
    sign: 'M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8',
  },
};

/** The sign of a meaning: its shape first, its colour second. */
export function MeaningMark({ meaning, label, size = 14 }: MeaningMarkProps) {
  const { outline, sign } = SHAPES[meaning];
  return (
    <svg
      className={styles.mark}
      data-meaning={meaning}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      {...(label === undefined
        ? { 'aria-hidden': true }
        : { role: 'img', 'aria-label': label, 'data-tip': label })}
    >
      <path className={styles.outline} d={outline} />
      <path className={styles.sign} d={sign} />
    </svg>
  );
}
