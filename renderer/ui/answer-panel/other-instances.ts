import type { Fleet, Instance } from '../../../shared/model/instance.ts';

/**
 * The other instances to which the next round can go: those of the fleets that the first one is in come first. Where
 * it is in none, every other instance may be of the same server. Pure.
 */
export function otherInstances(
  workspace: { readonly instances: readonly Instance[]; readonly fleets: readonly Fleet[] },
  instanceId: string,
): { readonly near: readonly Instance[]; readonly far: readonly Instance[] } {
  const siblings = new Set(
    workspace.fleets
      .filter((fleet) => fleet.instanceIds.includes(instanceId))
      .flatMap((fleet) => fleet.instanceIds),
  );
  const others = workspace.instances.filter(({ id }) => id !== instanceId);
  return {
    near: others.filter(({ id }) => siblings.has(id)),
    far: others.filter(({ id }) => !siblings.has(id)),
  };
}
