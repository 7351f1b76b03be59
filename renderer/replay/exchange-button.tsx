import { useApp } from '../ui/app-context.ts';
import type { ExchangeRef } from '../../shared/model/exchange-ref.ts';
import styles from './replay.module.css';

interface ExchangeButtonProps {
  readonly exchange: ExchangeRef;
  /** What stands there; the number where absent. */
  readonly text?: string;
}

/** An exchange, as a button that shows it in Traffic: that of a recording or one that was sent. */
export function ExchangeButton({ exchange, text }: ExchangeButtonProps) {
  const { go } = useApp();
  const number = String(exchange.number);
  return (
    <button
      type="button"
      className={styles.link}
      aria-label={
        text === undefined
          ? `Show exchange ${number} in Traffic`
          : `${text}: show exchange ${number} in Traffic`
      }
      data-tip={`Show exchange ${number} in Traffic`}
      onClick={(event) => {
        event.stopPropagation();
        go({ screen: 'traffic', select: exchange });
      }}
    >
      {text ?? `#${number}`}
    </button>
  );
}
