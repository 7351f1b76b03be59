import type { CaptureSummary } from '../../../shared/model/capture.ts';
import type { ReplayedFrom } from '../../../shared/model/exchange.ts';

/**
 * The open capture that a replay has repeated: by its id in the same run of Hopscope, else by its name, where just one is
 * called so. Pure.
 */
export function recordingOf(
  { captureId, captureName }: Pick<ReplayedFrom, 'captureId' | 'captureName'>,
  captures: readonly CaptureSummary[],
): CaptureSummary | undefined {
  const same = captures.find(({ id }) => id === captureId);
  if (same) return same;
  const alike = captures.filter(({ name }) => name === captureName);
  return alike.length === 1 ? alike[0] : undefined;
}
