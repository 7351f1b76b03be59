import { SEVERITIES, type JudgedState, type Mute, type Severity } from '../../../shared/model/finding.ts';
import type { JudgeProgress, Tally } from './judge-messages.ts';

/** How far each open capture is judged, with what the workspace mutes taken into account. */
export interface JudgedBoard {
  /** The judge of a capture has come further. */
  told(captureId: string, progress: JudgeProgress): void;
  /** Other rules may be muted now: what is known is told again where that changes it. */
  refresh(): void;
  /** The others are closed. */
  keepOnly(captureIds: ReadonlySet<string>): void;
  /** As `progress` stands under the present mutes. */
  state(captureId: string, progress: JudgeProgress): JudgedState;
}

export function createJudgedBoard(
  mutes: () => readonly Mute[],
  tell: (state: JudgedState) => void,
): JudgedBoard {
  const known = new Map<string, { readonly progress: JudgeProgress; text: string }>();
  const state = (captureId: string, progress: JudgeProgress): JudgedState =>
    judgedState(captureId, progress, mutes());
  return {
    state,
    told(captureId, progress) {
      const told = state(captureId, progress);
      known.set(captureId, { progress, text: JSON.stringify(told.muted) });
      tell(told);
    },
    refresh() {
      for (const [captureId, entry] of known) {
        const told = state(captureId, entry.progress);
        const text = JSON.stringify(told.muted);
        if (text === entry.text) continue;
        entry.text = text;
        tell(told);
      }
    },
    keepOnly(captureIds) {
      for (const captureId of known.keys()) if (!captureIds.has(captureId)) known.delete(captureId);
    },
  };
}

/** Pure. */
export function judgedState(
  captureId: string,
  { judged, ended, tallies, problem }: JudgeProgress,
  mutes: readonly Mute[],
): JudgedState {
  return {
    captureId,
    judged,
    ended,
    counts: sum(tallies),
    muted: sum(tallies.filter(({ rule, instanceId }) => isMuted(mutes, rule, instanceId))),
    ...(problem !== undefined && { problem }),
  };
}

/** Whether a rule is not to be heard about this instance. Pure. */
export function isMuted(mutes: readonly Mute[], rule: string, instanceId: string): boolean {
  return mutes.some(
    (mute) => mute.rule === rule && (mute.instanceId === undefined || mute.instanceId === instanceId),
  );
}

function sum(tallies: readonly Tally[]): Record<Severity, number> {
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  for (const { severity, count } of tallies) counts[severity] += count;
  return counts;
}
