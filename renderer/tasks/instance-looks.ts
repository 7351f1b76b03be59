import type { TaskReport } from '../../shared/model/task.ts';
import { instanceIdentity, type InstanceIdentity } from '../ui/instance-identity.ts';

/** How an instance looks and is called on the lanes. */
export interface InstanceLook {
  readonly name: string;
  readonly identity: InstanceIdentity;
}

export type InstanceLooks = ReadonlyMap<string, InstanceLook>;

/**
 * Of all instances that a recording's tasks mention: the workspace's as everywhere, others, such as those of a recording from
 * elsewhere, in the colours that follow. Pure.
 */
export function looksOf(
  instances: TaskReport['instances'],
  known: ReadonlyMap<string, InstanceIdentity>,
  nameOf: (id: string) => string | undefined,
): InstanceLooks {
  let next = known.size;
  return new Map(
    instances.map(({ id, name }) => {
      const own = known.get(id);
      if (own) return [id, { name: nameOf(id) ?? name, identity: own }];
      next += 1;
      return [id, { name, identity: instanceIdentity(next - 1) }];
    }),
  );
}
