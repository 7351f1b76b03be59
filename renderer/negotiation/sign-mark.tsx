import type { NegotiationParty } from '../../shared/model/negotiation.ts';
import type { Sign } from './cell-words.ts';
import styles from './matrix.module.css';

/** Outlines on a 16 x 16 field: what clients say is round, what instances say has corners. */
const OUTLINE: Readonly<Record<NegotiationParty['kind'], string>> = {
  client: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z',
  instance: 'M8 1.6L14.4 8L8 14.4L1.6 8z',
};

function shapeOf(sign: Sign, kind: NegotiationParty['kind']) {
  switch (sign) {
    case 'in-force':
      return (
        <>
          <path className={styles.filled} d={OUTLINE[kind]} />
          <path className={styles.tick} d="M5.6 8.3l1.7 1.7l3.1-3.6" />
        </>
      );
    case 'declared':
      return <path className={styles.hollow} d={OUTLINE[kind]} />;
    case 'absent':
      return <path className={styles.stroke} d="M5 8h6" />;
    case 'unknown':
      return <path className={styles.stroke} d="M5.9 6.2a2.1 2.1 0 1 1 3 1.9c-.7.4-.9.8-.9 1.5M8 11.9v.1" />;
    case 'partner':
      return <circle className={styles.dot} cx="8" cy="8" r="2" />;
    case 'nothing':
      return null;
  }
}

interface SignMarkProps {
  readonly sign: Sign;
  readonly kind: NegotiationParty['kind'];
}

/** What a cell comes to: a shape first, a colour second. Decoration beside words that are read aloud. */
export function SignMark({ sign, kind }: SignMarkProps) {
  return (
    <svg
      className={styles.sign}
      data-sign={sign}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {shapeOf(sign, kind)}
    </svg>
  );
}
