import type { DrivenTask } from '../../shared/model/driven-task.ts';
import type { Fleet, Instance } from '../../shared/model/instance.ts';

/** An instance that one request about a task can go to, whatever the routing. */
export interface TaskInstance {
  readonly id: string;
  readonly name: string;
}

/** All that are here: the creator first, then those that serve with it, then the others. Pure. */
export function instancesFor(
  { creator }: Pick<DrivenTask, 'creator'>,
  {
    instances,
    fleets,
  }: {
    readonly instances: readonly Pick<Instance, 'id' | 'name'>[];
    readonly fleets: readonly Pick<Fleet, 'instanceIds'>[];
  },
): readonly TaskInstance[] {
  const own = new Set(
    fleets.flatMap(({ instanceIds }) => (instanceIds.includes(creator.instanceId) ? instanceIds : [])),
  );
  const rank = (id: string): number => (id === creator.instanceId ? 0 : own.has(id) ? 1 : 2);
  return instances.map(({ id, name }) => ({ id, name })).sort((a, b) => rank(a.id) - rank(b.id));
}

/** Who gets a request where no instance is chosen, in a few words. Pure. */
export function routedWords(
  { routing, creator }: Pick<DrivenTask, 'routing' | 'creator'>,
  all: string,
): string {
  return `as routed: ${{ creator: creator.instanceName, 'round-robin': 'next in turn', all }[routing]}`;
}
