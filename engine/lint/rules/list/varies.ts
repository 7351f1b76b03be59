import { placeIn } from '../../../../shared/model/place.ts';
import type { Knowledge } from '../../knowledge.ts';
import { listFieldsOf, type ListFields } from '../../list-fields.ts';
import type { Compared, Listed, Listing } from '../../listings.ts';
import { page, rule } from '../../rule.ts';
import { BoundedSet } from '../../traits.ts';

/** Listings of two instances that are no further apart, in ms, are of the same time. */
const SAME_TIME_MS = 2000;
/** A list that comes and goes within such a time, in ms, does not change: it alternates. */
const ALTERNATES_MS = 60_000;

/**
 * A list may change over time, and differ by what the request tells of the client; it may not differ by who happens to
 * answer. Two things show that: instances of one server that differ at the same time, and one address that keeps
 * going back and forth. Each difference is told once.
 * https://modelcontextprotocol.io/specification/2026-07-28/server/tools#capabilities
 */
export const varies = rule({
  id: 'list.varies',
  title: 'List differs without reason',
  checks: 'The same list differs between connections or instances, or after other requests.',
  spares:
    'Other credentials, clients or declarations; a change over time (within the ttl, too), one that was announced, or one between which a tool was called that may change things; another server version; other hosts and processes, unless behind one gateway.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/tools#capabilities'),
  fix: 'Let every instance list the same for the same credentials, whatever was asked before; run the same version with the same settings.',
  follow() {
    const told = new BoundedSet();
    return (exchange, report, known) => {
      const fields = listFieldsOf(exchange.method);
      const compared = fields && known.listed(exchange);
      if (!compared) return;
      const place = placeIn(exchange.answer?.place ?? '', 'result', fields.field);
      const { listing } = compared;
      const tell = (other: Listing, message: string): void => {
        const pair = [listing.content, other.content].sort().join(' ');
        const both = [listing.instanceId, other.instanceId].sort().join(' ');
        if (!told.add(`${exchange.method} ${both} ${pair}`)) return;
        report({ message, place, ...difference(listing, other, fields) });
      };
      for (const other of compared.others) {
        if (!differsNow(compared, other, fields, known)) continue;
        tell(
          other,
          `Another instance of this server lists other ${fields.noun}s: see exchange ${String(other.number)}.`,
        );
      }
      if (compared.before && alternates(compared, fields, known)) {
        tell(
          compared.before,
          `The list keeps going back and forth between two states, last in exchange ${String(compared.before.number)}.`,
        );
      }
    };
  },
});

/** Whether two instances listed different things at the same time, and neither said that its list has changed. */
function differsNow(
  { listing, before }: Compared,
  other: Listed,
  fields: ListFields,
  known: Knowledge,
): boolean {
  if (listing.content === other.content) return false;
  // A call that came between may have changed the list of all instances.
  const instanceIds = [listing.instanceId, ...known.peers(listing.instanceId), other.instanceId];
  const isUnchanged = (since: number): boolean => !known.writes.within(instanceIds, since, listing.to);
  const isClose = listing.from - other.to <= SAME_TIME_MS && isUnchanged(other.from);
  // This instance listed the same before the other one listed something else, and does so after.
  const isAround =
    before?.content === listing.content &&
    before.since <= other.from &&
    other.to <= listing.from &&
    isUnchanged(Math.min(before.from, other.from));
  if (!isClose && !isAround) return false;
  const from = Math.min(other.since, before?.since ?? listing.from);
  return !known.announcements.within(
    [listing.instanceId, other.instanceId],
    fields.changed,
    from,
    listing.to,
  );
}

/** A, B, A, B within a short time. */
function alternates({ listing, before }: Compared, fields: ListFields, known: Knowledge): boolean {
  if (!before || before.content === listing.content) return false;
  const [second, first] = before.earlier.toReversed();
  if (!first || second?.content !== listing.content || first.content !== before.content) return false;
  if (listing.to - first.since > ALTERNATES_MS) return false;
  const instanceIds = [listing.instanceId, ...known.peers(listing.instanceId)];
  if (known.writes.within(instanceIds, first.since, listing.to)) return false;
  return !known.announcements.within([listing.instanceId], fields.changed, first.since, listing.to);
}

function difference(
  listing: Listing,
  other: Listing,
  { noun }: ListFields,
): { readonly expected: string; readonly found: string } {
  const added = listing.names.filter((name) => !other.entries.has(name));
  const removed = other.names.filter((name) => !listing.entries.has(name));
  const changed = listing.names.filter((name) => {
    const hash = other.entries.get(name);
    return hash !== undefined && hash !== listing.entries.get(name);
  });
  const parts = [
    ...(added.length > 0 ? [`added: ${some(added)}`] : []),
    ...(removed.length > 0 ? [`missing: ${some(removed)}`] : []),
    ...(changed.length > 0 ? [`changed: ${some(changed)}`] : []),
  ];
  return { expected: `the same ${noun}s as in exchange ${String(other.number)}`, found: parts.join('; ') };
}

function some(names: readonly string[]): string {
  const few = names.slice(0, 5).map((name) => (name.length > 60 ? `${name.slice(0, 59)}…` : name));
  return `${few.join(', ')}${names.length > 5 ? ` and ${String(names.length - 5)} more` : ''}`;
}
