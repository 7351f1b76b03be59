import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DeprecationReport, Feature } from '../../shared/model/deprecation.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatCounted } from '../ui/format.ts';
import { rove } from '../ui/rove.ts';
import { useNarrow } from '../ui/use-narrow.ts';
import { useNow } from '../ui/use-now.ts';
import { featureColumns, FeatureRow } from './feature-row.tsx';
import { shownFeatures } from './feature-words.ts';
import styles from './features.module.css';

const SECTIONS: readonly { readonly state: Feature['state']; readonly title: string }[] = [
  { state: 'deprecated', title: 'Deprecated: still there, and going' },
  { state: 'removed', title: 'Removed already' },
];

/** How often countdowns are looked at, in ms. */
const COUNTDOWN_MS = 60_000;

interface FeaturesViewProps {
  readonly report: DeprecationReport;
  readonly which: 'seen' | 'all';
  /** Ids of those whose detail is open. */
  readonly open: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  readonly onShowAll: () => void;
}

/** Every deprecated or removed feature with the uses that were seen. */
export function FeaturesView({ report, which, open, onToggle, onShowAll }: FeaturesViewProps) {
  const now = useNow(COUNTDOWN_MS);
  const [focused, setFocused] = useState<string>();
  const narrow = useNarrow();
  const columns = featureColumns(narrow);
  const sections = SECTIONS.map((section) => ({
    ...section,
    features: shownFeatures(report.features, section.state, which),
  })).filter(({ features }) => features.length > 0);
  const ids = sections.flatMap(({ features }) => features.map(({ id }) => id));
  const current = focused !== undefined && ids.includes(focused) ? focused : ids[0];
  if (sections.length === 0) {
    return (
      <EmptyState
        title="Nothing deprecated or removed was seen"
        action={<Button onClick={onShowAll}>Show all {report.features.length} features</Button>}
      >
        In {formatCounted(report.exchanges, 'exchange')} nobody declared, asked for or used any of it.
      </EmptyState>
    );
  }
  return (
    <div className={styles.scroller} onKeyDown={rove}>
      <table className={styles.table} aria-label="Deprecated and removed features">
        <thead>
          <tr>
            {columns.map((title) => (
              <th key={title} scope="col" data-column={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {sections.map(({ state, title, features }) => (
          <tbody key={state}>
            <tr className={styles.section}>
              <th scope="rowgroup" colSpan={columns.length}>
                {title}
              </th>
            </tr>
            {features.map((feature) => (
              <FeatureRow
                key={feature.id}
                feature={feature}
                open={open.has(feature.id)}
                current={feature.id === current}
                narrow={narrow}
                now={now}
                onToggle={onToggle}
                onFocus={setFocused}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
