import { MeaningMark } from '../ui/meaning-mark.tsx';
import styles from './gateway.module.css';

/** A sentence about what went wrong; nothing where nothing did. */
export function ProblemLine({ message }: { readonly message: string | undefined }) {
  if (message === undefined) return null;
  return (
    <p className={styles.problem} role="alert">
      <MeaningMark meaning="fault" /> <span>{message}</span>
    </p>
  );
}

/** Something that is to be known before it goes wrong. */
export function WarningLine({ message }: { readonly message: string }) {
  return (
    <p className={styles.warning} role="note">
      <MeaningMark meaning="warning" /> <span>{message}</span>
    </p>
  );
}
