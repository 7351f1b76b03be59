import type { ListEntry } from '../../shared/model/listing.ts';

/** 0 is best; undefined does not match. */
function rank(entry: ListEntry, words: readonly string[]): number | undefined {
  const name = entry.name.toLowerCase();
  const { title, description } = entry.entry;
  const texts = [title, description].filter((text) => typeof text === 'string');
  const rest = texts.join(' ').toLowerCase();
  if (!words.every((word) => name.includes(word) || rest.includes(word))) return undefined;
  const [first = ''] = words;
  if (name === first) return 0;
  if (name.startsWith(first)) return 1;
  return words.every((word) => name.includes(word)) ? 2 : 3;
}

/**
 * Entries that hold every word of the query in name, title or description, those whose name begins with it
 * first; otherwise, and for an empty query, in the server's order.
 */
export function matchingEntries(entries: readonly ListEntry[], query: string): readonly ListEntry[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return entries;
  return entries
    .map((entry) => ({ entry, rank: rank(entry, words) }))
    .filter((found): found is { entry: ListEntry; rank: number } => found.rank !== undefined)
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ entry }) => entry);
}
