import type { LibraryEntry, RetentionWish } from '../../shared/model/capture-library.ts';
import { formatCounted, formatSize } from '../ui/format.ts';

/** What is due, and why: a sentence. Pure. */
export function retentionSentence({ days, bytes }: RetentionWish, due: readonly LibraryEntry[]): string {
  const size = formatSize(due.reduce((sum, entry) => sum + entry.bytes, 0));
  const reasons = [
    ...(days === undefined ? [] : [`older than ${formatCounted(days, 'day')}`]),
    ...(bytes === undefined ? [] : [`beyond ${formatSize(bytes)} in all`]),
  ];
  const are = due.length === 1 ? 'is' : 'are';
  return `${formatCounted(due.length, 'capture')} (${size}) ${are} ${reasons.join(' or ')}, and due by the retention that is set.`;
}
