import type { DeprecationReport, ReadinessItem } from '../../shared/model/deprecation.ts';
import { formatCount, formatCounted } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import type { Meaning } from '../ui/palette.ts';
import { ExchangeLink } from '../ui/reports/exchange-links.tsx';
import styles from './readiness.module.css';

interface ItemRowProps {
  readonly item: ReadinessItem;
  readonly meaning: Meaning;
  /** Shows the feature and all its uses. */
  readonly onFeature: (id: string) => void;
}

function ItemRow({ item, meaning, onFeature }: ItemRowProps) {
  const { feature, title, side, who, todo, count, examples } = item;
  return (
    <tr>
      <th scope="row">
        <span className={styles.title}>
          <MeaningMark meaning={meaning} />
          <button
            type="button"
            className={styles.feature}
            data-tip="Show it with all its uses"
            onClick={() => {
              onFeature(feature);
            }}
          >
            {title}
          </button>
        </span>
      </th>
      <td>
        <span className={styles.side}>{side}</span> {who.join(', ')}
      </td>
      <td>{todo}</td>
      <td className={styles.number}>{formatCount(count)}</td>
      <td className={styles.examples}>
        {examples.map((number) => (
          <ExchangeLink key={number} number={number} />
        ))}
        {count > examples.length && '…'}
      </td>
    </tr>
  );
}

interface PartProps extends Pick<ItemRowProps, 'onFeature' | 'meaning'> {
  readonly title: string;
  readonly note: string;
  readonly items: readonly ReadinessItem[];
  readonly nothing: string;
}

function Part({ title, note, items, nothing, ...rest }: PartProps) {
  return (
    <section className={styles.part} aria-label={title}>
      <h2>
        {title} <span className={styles.note}>{note}</span>
      </h2>
      {items.length === 0 ? (
        <p className={styles.nothing}>
          <MeaningMark meaning="fine" /> {nothing}
        </p>
      ) : (
        <table className={styles.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">Feature</th>
              <th scope="col">Who</th>
              <th scope="col">What to do</th>
              <th scope="col" className={styles.number}>
                Seen
              </th>
              <th scope="col">Exchanges</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <ItemRow key={`${item.feature} ${item.side}`} item={item} {...rest} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface ReadinessViewProps {
  readonly report: DeprecationReport;
  readonly onFeature: (id: string) => void;
}

/** What must change before 2026-07-28 is spoken, and what before deprecated features go, as far as this capture shows. */
export function ReadinessView({ report, onFeature }: ReadinessViewProps) {
  const { beforeRevision, beforeRemoval, exchanges } = report;
  const looked = `In ${formatCounted(exchanges, 'exchange')} nothing was seen that has to.`;
  return (
    <div className={styles.scroller}>
      <Part
        title="Before 2026-07-28 is spoken"
        note="What this revision has no more, used by those that were never seen to speak it."
        items={beforeRevision}
        nothing={looked}
        meaning="fault"
        onFeature={onFeature}
      />
      <Part
        title="Before the earliest removal"
        note="What is deprecated and still works."
        items={beforeRemoval}
        nothing={looked}
        meaning="warning"
        onFeature={onFeature}
      />
      <p className={styles.foot}>
        This is what the recording shows, no more: what nobody used in it is not here. Hopscope’s own requests
        count against nobody.
      </p>
    </div>
  );
}
