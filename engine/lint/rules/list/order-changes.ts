import { placeIn } from '../../../../shared/model/place.ts';
import type { Listing } from '../../listings.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#capabilities */
export const orderChanges = rule({
  id: 'list.order-changes',
  title: 'Order of tools changes',
  checks: 'tools/list has the same tools in another order.',
  spares: 'Lists whose set of tools changed.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('server/tools#capabilities'),
  fix: 'Sort the tools, or list them in the order in which they were registered, on every instance alike.',
  check(exchange, report, known) {
    if (exchange.method !== 'tools/list') return;
    const compared = known.listed(exchange);
    if (!compared) return;
    const { listing, before, others } = compared;
    const other = [...(before ? [before] : []), ...others].find((one) => isReordered(listing, one));
    if (!other) return;
    const at = listing.names.findIndex((name, index) => name !== other.names[index]);
    const who = other.instanceId === exchange.instanceId ? '' : 'another instance gave them ';
    report({
      message: `The same tools come in another order than ${who}in exchange ${String(other.number)}.`,
      place: placeIn(exchange.answer?.place ?? '', 'result', 'tools'),
      expected: shown(other.names, at),
      found: shown(listing.names, at),
    });
  },
});

function isReordered(listing: Listing, other: Listing): boolean {
  if (listing.order === other.order || listing.names.length !== other.names.length) return false;
  return (
    listing.entries.size === other.entries.size && listing.names.every((name) => other.entries.has(name))
  );
}

/** A few names from where the orders part. */
function shown(names: readonly string[], from: number): string {
  const few = names.slice(from, from + 4);
  return `${from > 0 ? '…, ' : ''}${few.join(', ')}${from + few.length < names.length ? ', …' : ''}`;
}
