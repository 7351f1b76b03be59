import { MeaningMark } from '../ui/meaning-mark.tsx';
import styles from './matrix.module.css';
import { SignMark } from './sign-mark.tsx';

/** What the shapes of the matrix mean. */
export function Legend() {
  return (
    <p className={styles.legend} aria-label="What the shapes mean" role="note">
      <span>
        <SignMark sign="declared" kind="client" /> declared by a client
      </span>
      <span>
        <SignMark sign="declared" kind="instance" /> advertised by an instance
      </span>
      <span>
        <SignMark sign="in-force" kind="client" />
        <SignMark sign="in-force" kind="instance" /> and in force
      </span>
      <span>
        <SignMark sign="partner" kind="client" /> in force by what the other side says
      </span>
      <span>
        <MeaningMark meaning="fault" /> used although not in force
      </span>
      <span>
        <SignMark sign="absent" kind="client" /> not declared
      </span>
      <span>
        <SignMark sign="unknown" kind="client" /> not heard
      </span>
      <span>
        <span className={styles.delta}>Δ</span> changed
      </span>
      <span>
        <span className={styles.sampleOutline} /> unlike in one server
      </span>
      <span>numbers: uses</span>
    </p>
  );
}
