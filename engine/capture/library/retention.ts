import type { LibraryEntry, RetentionWish } from '../../../shared/model/capture-library.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * What retention takes of these: first all that is older, then the oldest while all together are too large. What is open or
 * pinned stays, but counts. The oldest first. Pure.
 */
export function outOfRetention(
  entries: readonly LibraryEntry[],
  { days, bytes }: RetentionWish,
  now: number,
): LibraryEntry[] {
  const going: LibraryEntry[] = [];
  let left = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const oldestFirst = entries
    .filter(({ open, pinned }) => !open && !pinned)
    .toSorted((one, other) => one.changedAt - other.changedAt);
  for (const entry of oldestFirst) {
    const isOld = days !== undefined && now - entry.changedAt > days * DAY_MS;
    const isTooMuch = bytes !== undefined && left > bytes;
    if (!isOld && !isTooMuch) continue;
    going.push(entry);
    left -= entry.bytes;
  }
  return going;
}
