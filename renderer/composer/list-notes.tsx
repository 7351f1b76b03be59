import type { Listing, ListKind } from '../../shared/model/listing.ts';
import { formatCounted, formatSpan } from '../ui/format.ts';
import { freshnessOf, scopeWords } from '../ui/freshness.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './list-notes.module.css';

interface ListNotesProps {
  readonly lists: readonly {
    readonly kind: ListKind;
    readonly listing: Listing | undefined;
    /** The server said since that it has changed. */
    readonly changed: boolean;
  }[];
  readonly names: Readonly<Record<ListKind, string>>;
}

/** A change that was told of ends the freshness before its time. */
const CHANGED = { fresh: false, words: 'stale: the server says that it changed' };

/** How old each list is and how long it is fresh, counting; and what a conforming client leaves out of it, and why. */
export function ListNotes({ lists, names }: ListNotesProps) {
  const now = useNow(1000);
  const known = lists.flatMap(({ listing, ...own }) => (listing ? [{ listing, ...own }] : []));
  const excluded = known.flatMap(({ listing }) =>
    listing.entries.flatMap(({ name, excluded: reason }) => (reason === undefined ? [] : [{ name, reason }])),
  );
  if (known.length === 0) return null;
  return (
    <>
      {known.map(({ kind, listing, changed }) => {
        const { fresh, words } = changed ? CHANGED : freshnessOf(listing, listing.fetchedAt, now);
        const scope = scopeWords(listing);
        const pages =
          listing.exchanges.length > 1 ? `, ${formatCounted(listing.exchanges.length, 'page')}` : '';
        return (
          <p
            key={kind}
            className={styles.fresh}
            data-fresh={fresh || undefined}
            data-tip={scope ?? 'The server does not say who may keep this list'}
          >
            {lists.length > 1 && `${names[kind]}: `}
            {words}
            {listing.cacheScope !== undefined && ` · ${listing.cacheScope}`} · fetched{' '}
            {formatSpan(now - listing.fetchedAt)} ago{pages}
          </p>
        );
      })}
      {excluded.length > 0 && (
        <div className={styles.excluded} role="group" aria-label="Excluded" tabIndex={0}>
          <p>
            <MeaningMark meaning="warning" size={12} /> A conforming client leaves out{' '}
            {formatCounted(excluded.length, 'entry', 'entries')}; here they can still be sent.
          </p>
          <ul>
            {excluded.map(({ name, reason }) => (
              <li key={name}>
                <code>{name}</code> {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
