import { SEVERITIES, type JudgedState, type Severity } from '../../../shared/model/finding.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';

/** A judge that is so many exchanges behind is said to be: a few are always on their way. */
const LAG = 100;

/** Findings that are heard, by severity. Pure. */
export function heardCounts({ counts, muted }: JudgedState): Readonly<Record<Severity, number>> {
  return {
    error: counts.error - muted.error,
    warning: counts.warning - muted.warning,
    note: counts.note - muted.note,
  };
}

/** The worst that is heard; undefined where there is nothing. Pure. */
export function worstHeard(state: JudgedState): Severity | undefined {
  const heard = heardCounts(state);
  return SEVERITIES.find((severity) => heard[severity] > 0);
}

/** "2 errors, 1 warning", "3 notes", "no findings": notes only where there is nothing worse. Pure. */
export function heardWords(state: JudgedState): string {
  const { error, warning, note } = heardCounts(state);
  const parts = [
    error > 0 && formatCounted(error, 'error'),
    warning > 0 && formatCounted(warning, 'warning'),
  ].filter((part) => part !== false);
  if (parts.length > 0) return parts.join(', ');
  return note > 0 ? formatCounted(note, 'note') : 'no findings';
}

/** "judging 1,200 of 5,000", undefined where it is about done. `exactly`: to the last one. Pure. */
export function judgingWords({ judged, ended }: JudgedState, exactly = false): string | undefined {
  if (ended - judged <= (exactly ? 0 : LAG)) return undefined;
  return `judging ${formatCount(judged)} of ${formatCount(ended)}`;
}
