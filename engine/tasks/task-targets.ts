import type { TaskRouting } from '../../shared/model/driven-task.ts';
import type { Fleet } from '../../shared/model/instance.ts';

/** The instances that may know a task: its creator first, then the others of its fleets. Pure. */
export function membersOf(creatorId: string, fleets: readonly Fleet[]): readonly string[] {
  const others = fleets
    .filter(({ instanceIds }) => instanceIds.includes(creatorId))
    .flatMap(({ instanceIds }) => instanceIds);
  return [...new Set([creatorId, ...others])];
}

/** Of the members, those that the routing allows and that are there. Pure. */
export function askable(
  routing: TaskRouting,
  members: readonly string[],
  isThere: (instanceId: string) => boolean,
): readonly string[] {
  return (routing === 'creator' ? members.slice(0, 1) : members).filter(isThere);
}

/** Whom the poll of this turn goes to; turns count from 0. Pure. */
export function inTurn(routing: TaskRouting, asks: readonly string[], turn: number): readonly string[] {
  if (routing === 'all') return asks;
  const one = asks[turn % Math.max(1, asks.length)];
  return one === undefined ? [] : [one];
}
