import { SERIES_CLASSES, type SeriesClass, type SeriesSummary } from '../../shared/model/series.ts';
import { SERIES_WORDS } from '../../shared/model/series-words.ts';
import { formatCount } from '../ui/format.ts';
import styles from './captures.module.css';
import { CLASS_LOOKS } from './series-looks.ts';

interface ClassFilterProps {
  readonly counts: SeriesSummary['counts'];
  readonly chosen: ReadonlySet<SeriesClass>;
  readonly onChange: (chosen: ReadonlySet<SeriesClass>) => void;
}

/** Which classes of steps are listed, with how many there are of each. */
export function ClassFilter({ counts, chosen, onChange }: ClassFilterProps) {
  return (
    <div className={styles.chips} role="group" aria-label="Steps that are listed">
      {SERIES_CLASSES.map((each) => (
        <button
          key={each}
          type="button"
          className={styles.chip}
          aria-pressed={chosen.has(each)}
          data-tip={SERIES_WORDS[each].means}
          onClick={() => {
            const next = new Set(chosen);
            if (!next.delete(each)) next.add(each);
            onChange(next);
          }}
        >
          <span aria-hidden="true">{CLASS_LOOKS[each].sign}</span>
          {SERIES_WORDS[each].title} <b>{formatCount(counts[each])}</b>
        </button>
      ))}
    </div>
  );
}
