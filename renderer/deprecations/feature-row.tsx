import { IconChevronRight } from '@tabler/icons-react';
import type { FeatureReport } from '../../shared/model/deprecation.ts';
import { formatCount, formatDateTime, formatTime } from '../ui/format.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { ExchangeLink } from '../ui/reports/exchange-links.tsx';
import { FeatureDetail } from './feature-detail.tsx';
import { countdown, stateMeaning, stateWords, usersOf } from './feature-words.ts';
import styles from './features.module.css';

const COLUMNS = [
  'Feature',
  'State',
  'Seen',
  'By whom',
  'First',
  'Last',
  'Earliest removal',
  'What to do',
] as const;

const ONLY_WIDE: ReadonlySet<string> = new Set(['First', 'Last', 'What to do']);

/** Titles of the columns. In a narrow window those are left out that the row's detail tells as well. */
export function featureColumns(narrow: boolean): readonly string[] {
  return narrow ? COLUMNS.filter((title) => !ONLY_WIDE.has(title)) : COLUMNS;
}

/** More badges than these are a number. */
const MOST_BADGES = 6;

function Users({ feature }: { readonly feature: FeatureReport }) {
  const users = usersOf(feature.uses);
  const clients = users.filter(({ kind }) => kind === 'client').map(({ name }) => name);
  const instances = users.filter((user) => user.kind === 'instance');
  const more = instances.length - MOST_BADGES;
  return (
    <span className={styles.users} data-tip={users.map(({ name }) => name).join(', ')}>
      {clients.length > 0 && <span className={styles.clients}>{clients.join(', ')}</span>}
      {instances.slice(0, MOST_BADGES).map(({ id, name }) => (
        <InstanceBadge key={id} instanceId={id} name={name} showName={false} />
      ))}
      {more > 0 && <span>+{formatCount(more)}</span>}
    </span>
  );
}

function Moment({ number, at }: { readonly number: number | undefined; readonly at: number | undefined }) {
  if (number === undefined || at === undefined) return null;
  return (
    <span data-tip={formatDateTime(at)}>
      <ExchangeLink number={number} /> <span className={styles.time}>{formatTime(at).slice(0, 8)}</span>
    </span>
  );
}

function Removal({ feature, now }: { readonly feature: FeatureReport; readonly now: number }) {
  const { state, earliestRemoval, removalDate } = feature;
  if (state === 'removed') return 'gone already';
  const left = removalDate === undefined ? undefined : countdown(removalDate, now);
  return (
    <>
      {earliestRemoval}
      {left !== undefined && <span className={styles.countdown}>{left}</span>}
    </>
  );
}

interface FeatureRowProps {
  readonly feature: FeatureReport;
  readonly open: boolean;
  /** The one whose button Tab leads to. */
  readonly current: boolean;
  readonly narrow: boolean;
  /** Epoch ms. */
  readonly now: number;
  readonly onToggle: (id: string) => void;
  readonly onFocus: (id: string) => void;
}

/** One feature: its state, who uses it and since when, when it goes; below it, where open, what to do and each use. */
export function FeatureRow({ feature, open, current, narrow, now, onToggle, onFocus }: FeatureRowProps) {
  const { id, title, count, migration } = feature;
  const toggle = (): void => {
    onToggle(id);
  };
  return (
    <>
      <tr
        className={styles.row}
        data-feature={id}
        data-state={feature.state}
        data-open={open || undefined}
        data-unseen={count === 0 || undefined}
        onClick={toggle}
      >
        <th scope="row">
          <button
            type="button"
            className={styles.title}
            data-stop
            tabIndex={current ? 0 : -1}
            aria-expanded={open}
            onFocus={() => {
              onFocus(id);
            }}
            onClick={(event) => {
              event.stopPropagation();
              toggle();
            }}
          >
            <IconChevronRight className={styles.chevron} size={14} aria-hidden="true" />
            <MeaningMark meaning={stateMeaning(feature)} />
            <span className={styles.name}>{title}</span>
          </button>
        </th>
        <td>{stateWords(feature)}</td>
        <td className={styles.number}>{count === 0 ? 'not seen' : formatCount(count)}</td>
        <td>
          <Users feature={feature} />
        </td>
        {!narrow && (
          <>
            <td>
              <Moment number={feature.first} at={feature.firstAt} />
            </td>
            <td>
              <Moment number={feature.last} at={feature.lastAt} />
            </td>
          </>
        )}
        <td className={styles.wrapped}>
          <Removal feature={feature} now={now} />
        </td>
        {!narrow && (
          <td className={styles.todo} data-tip={migration}>
            <span>{migration}</span>
          </td>
        )}
      </tr>
      {open && (
        <tr className={styles.opened}>
          <td colSpan={featureColumns(narrow).length}>
            <FeatureDetail feature={feature} />
          </td>
        </tr>
      )}
    </>
  );
}
