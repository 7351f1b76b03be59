import { useApp } from '../app-context.ts';
import { formatCount } from '../format.ts';
import { useRowState } from '../row-source.ts';
import { numberFilter, showWords } from './number-filter.ts';
import styles from './reports.module.css';

interface ExchangeLinkProps {
  readonly number: number;
  /** The capture that is shown where it is absent. */
  readonly captureId?: string;
}

/** The number of an exchange: opens it in Traffic. */
export function ExchangeLink({ number, captureId: named }: ExchangeLinkProps) {
  const { go } = useApp();
  const shown = useRowState((state) => state.captureId);
  const captureId = named ?? shown;
  return (
    <button
      type="button"
      className={styles.link}
      aria-label={`Open exchange ${number}`}
      onClick={(event) => {
        event.stopPropagation();
        if (captureId !== undefined) go({ screen: 'traffic', select: { captureId, number } });
      }}
    >
      {formatCount(number)}
    </button>
  );
}

interface UsesLinkProps {
  readonly uses: { readonly count: number; readonly latest: readonly number[] };
  /** What stands there: "12 times". */
  readonly text: string;
}

/** Uses as a number: shows just their exchanges in Traffic. */
export function UsesLink({ uses, text }: UsesLinkProps) {
  const { go } = useApp();
  const words = showWords(uses);
  return (
    <button
      type="button"
      className={styles.link}
      aria-label={`${text}: ${words}`}
      data-tip={words}
      onClick={(event) => {
        event.stopPropagation();
        go({ screen: 'traffic', filter: numberFilter(uses.latest) });
      }}
    >
      {text}
    </button>
  );
}
