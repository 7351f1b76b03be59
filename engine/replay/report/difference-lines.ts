import type { Difference } from '../../../shared/model/difference.ts';
import { jsonOf, type JsonValue } from '../../../shared/model/json.ts';

const LONGEST = 300;
const MOST = 20;

/** Differences as lines of text: `/result/at: expected 1, got 2`. The first 20. Pure. */
export function differenceLines(differences: readonly Difference[]): string[] {
  const lines = differences.slice(0, MOST).map(({ pointer, kind, left, right }) => {
    if (kind === 'order') return `${pointer}: expected in the order ${shown(left)}, got ${shown(right)}`;
    return `${pointer}: expected ${shown(left)}, got ${shown(right)}`;
  });
  const more = differences.length - lines.length;
  return more > 0 ? [...lines, `and ${String(more)} more differences`] : lines;
}

/** A value in a line. Pure. */
export function shown(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  const text = jsonOf(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
