import type { FoundAt, RuleGroup, Severity } from '../../../shared/model/finding.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { BadgeLetter, useInstanceIdentities } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { placeOf } from '../detail/places.ts';
import { SEVERITY_MEANING } from '../../ui/palette.ts';
import { useTraffic, useTrafficModel } from '../traffic-context.ts';
import { FindingFacts } from './finding-facts.tsx';
import { useFindings, useFindingsStore } from './findings-context.ts';
import styles from './findings-panel.module.css';
import { MOST_FOUND } from './findings-store.ts';
import { isOfSide } from './group-views.ts';
import { isMuted, type Hearing } from './hearing.ts';

interface FoundItemProps {
  readonly found: FoundAt;
  /** Of its group: said only where this one differs. */
  readonly severity: Severity;
  readonly muted: boolean;
}

/** One finding: which exchange, what is said, and the way to its place. */
function FoundItem({ found: { number, finding }, severity, muted }: FoundItemProps) {
  const traffic = useTrafficModel();
  const captureId = useTraffic((state) => state.captureId);
  const current = useTraffic((state) => state.pane === 'exchange' && state.focused === number);
  // It comes with a later version where it is not here yet.
  const row = useTraffic(() => traffic.row(number));
  const identities = useInstanceIdentities();
  const place = row && placeOf(finding, row);
  const where = place?.words ?? 'the exchange as a whole';
  return (
    <li className={styles.found} data-current={current || undefined} data-muted={muted || undefined}>
      <button
        type="button"
        className={styles.jump}
        data-stop=""
        aria-current={current || undefined}
        aria-label={`Show exchange ${number}, ${where}`}
        onClick={() => {
          if (captureId !== undefined) traffic.actions.show(captureId, number, finding);
        }}
      >
        <span className={styles.which}>
          {formatCount(number)}
          {row && <BadgeLetter identity={identities.get(row.instanceId)} name={row.instanceName} />}
        </span>
        <span className={styles.says}>
          {finding.severity !== severity && (
            <MeaningMark meaning={SEVERITY_MEANING[finding.severity]} label={finding.severity} size={13} />
          )}
          <span>
            {finding.message}{' '}
            <span className={styles.where}>
              {place && <code>{place.words}</code>} {row && `${row.method} ${row.name}`}
            </span>
          </span>
        </span>
      </button>
      <div className={styles.more}>
        <FindingFacts finding={finding} inline />
      </div>
    </li>
  );
}

interface FoundListProps {
  readonly group: RuleGroup;
  readonly hearing: Hearing;
}

/** The findings of one rule, a page at a time. */
export function FoundList({ group: { rule, severity }, hearing }: FoundListProps) {
  const store = useFindingsStore();
  const traffic = useTrafficModel();
  const list = useFindings((state) => state.lists.get(rule));
  const { side, showMuted } = useFindings((state) => state.filter);
  if (!list) return null;
  if (list.problem !== undefined) {
    return (
      <p className={styles.problem} role="alert">
        <MeaningMark meaning="fault" /> {list.problem}{' '}
        <button type="button" className={styles.link} onClick={store.refresh}>
          Try again
        </button>
      </p>
    );
  }
  const mutedAt = (number: number): boolean =>
    isMuted(hearing.mutes, rule, traffic.row(number)?.instanceId ?? '');
  const shown = list.found.filter(
    ({ number, finding }) =>
      (showMuted || !mutedAt(number)) && (side === 'any' || isOfSide(finding.side, side)),
  );
  const hidden = list.found.length - shown.length;
  return (
    <>
      <ul className={styles.list} aria-label={`Findings of ${rule}`}>
        {shown.map((found, index) => (
          <FoundItem
            key={`${found.number} ${index}`}
            found={found}
            severity={severity}
            muted={mutedAt(found.number)}
          />
        ))}
      </ul>
      <p className={styles.foot}>
        {list.loading && list.found.length === 0 && 'Reading…'}
        {hidden > 0 && `${formatCounted(hidden, 'finding')} not shown: muted, or of the other side. `}
        {list.more && list.wanted < MOST_FOUND && (
          <button
            type="button"
            className={styles.link}
            data-stop=""
            disabled={list.loading}
            onClick={() => {
              store.more(rule);
            }}
          >
            {list.loading ? 'Reading…' : 'Show more'}
          </button>
        )}
        {list.more && list.wanted >= MOST_FOUND && `These are the first ${formatCount(MOST_FOUND)}.`}
      </p>
    </>
  );
}
