import type { Difference } from '../../../shared/model/difference.ts';
import { jsonOf, type JsonValue } from '../../../shared/model/json.ts';

const LONGEST = 300;
const MOST = 20;

/** Differences as lines of text: `/result/at: expected 1, got 2`, or other words for the two sides. The first 20. Pure. */
export function differenceLines(
  differences: readonly Difference[],
  [left, right]: readonly [string, string] = ['expected', 'got'],
): string[] {
  const lines = differences.slice(0, MOST).map(({ pointer, kind, left: was, right: is }) => {
    if (kind === 'order') return `${pointer}: ${left} in the order ${shown(was)}, ${right} ${shown(is)}`;
    return `${pointer}: ${left} ${shown(was)}, ${right} ${shown(is)}`;
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
