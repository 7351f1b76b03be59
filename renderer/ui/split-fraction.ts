/** Limits of a pane divided in two, in px. */
export interface SplitLimits {
  readonly total: number;
  readonly minFirst: number;
  readonly minSecond: number;
}

/**
 * The first part's share, 0 to 1, moved so far that both parts keep their least size.
 * Where both do not fit, they share what is there in the proportion of their least sizes.
 */
export function limitFraction(wanted: number, { total, minFirst, minSecond }: SplitLimits): number {
  if (total <= 0) return wanted;
  if (minFirst + minSecond >= total) return minFirst / (minFirst + minSecond);
  return Math.min(Math.max(wanted, minFirst / total), 1 - minSecond / total);
}

/** A share as it was stored, or undefined where it is none. */
export function readFraction(stored: unknown): number | undefined {
  return typeof stored === 'number' && stored > 0 && stored < 1 ? stored : undefined;
}
