import type { ReplayState } from '../../../shared/model/replay-verdict.ts';

export type ComparedPair =
  /** The earlier one first. */
  | { readonly ok: true; readonly ids: readonly [string, string] }
  /** Why there is no pair (yet): a sentence. */
  | { readonly ok: false; readonly why: string };

/** The two that are marked, where they can be held against each other. Pure. */
export function comparedPair(
  replays: readonly Pick<ReplayState, 'id' | 'startedAt' | 'recording' | 'state'>[],
  marked: ReadonlySet<string>,
): ComparedPair {
  const chosen = replays
    .filter(({ id }) => marked.has(id))
    .toSorted((one, other) => one.startedAt - other.startedAt);
  const [left, right] = chosen;
  if (!left || !right || chosen.length > 2) {
    return { ok: false, why: 'Mark two replays of one recording to hold them against each other.' };
  }
  if (left.state === 'running' || right.state === 'running') {
    return { ok: false, why: 'One of the two is still running.' };
  }
  if (
    left.recording.captureId !== right.recording.captureId &&
    left.recording.path !== right.recording.path
  ) {
    return { ok: false, why: 'These two are of different recordings: their steps have nothing in common.' };
  }
  return { ok: true, ids: [left.id, right.id] };
}
