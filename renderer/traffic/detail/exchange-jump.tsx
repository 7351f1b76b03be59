import { useTrafficModel } from '../traffic-context.ts';
import styles from './exchange-jump.module.css';

interface ExchangeJumpProps {
  readonly captureId: string;
  readonly number: number;
}

/** The number of another exchange, as a button that goes there. */
export function ExchangeJump({ captureId, number }: ExchangeJumpProps) {
  const { actions } = useTrafficModel();
  return (
    <button
      type="button"
      className={styles.jump}
      aria-label={`Go to exchange ${number}`}
      onClick={() => {
        actions.show(captureId, number);
      }}
    >
      #{number}
    </button>
  );
}
