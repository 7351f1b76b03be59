import type { Mute } from '../../../shared/model/finding.ts';

/** Whether a rule is muted: everywhere, or about this instance. Pure. */
export function isMutedRule(mutes: readonly Mute[], rule: string, instanceId: string): boolean {
  return mutes.some(
    (mute) => mute.rule === rule && (mute.instanceId === undefined || mute.instanceId === instanceId),
  );
}
