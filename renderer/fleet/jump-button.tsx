import type { ExchangeRef } from '../../shared/model/exchange.ts';
import { useApp } from '../ui/app-context.ts';
import own from './details.module.css';

/** The number of an exchange, as a button that shows it in Traffic. */
export function JumpButton({ to }: { readonly to: ExchangeRef }) {
  const { go } = useApp();
  return (
    <button
      type="button"
      className={own.jump}
      aria-label={`Show exchange ${String(to.number)} in Traffic`}
      onClick={() => {
        go({ screen: 'traffic', select: to });
      }}
    >
      #{to.number}
    </button>
  );
}
