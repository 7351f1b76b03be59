import { isTerminal, type TaskLife, type TaskMark } from '../../shared/model/task.ts';

export type LaneGrouping = 'task' | 'instance';

/** One line of the timeline. */
export type Lane =
  | {
      readonly kind: 'task';
      readonly key: string;
      readonly life: TaskLife;
      /** Only what this instance was asked or told; absent: all of it. */
      readonly instanceId?: string;
    }
  | { readonly kind: 'instance'; readonly key: string; readonly instanceId: string; readonly tasks: number };

export type TaskLane = Extract<Lane, { readonly kind: 'task' }>;

/** One lane a task; or, by instance, one a task that the instance had to do with, below the instance's name. Pure. */
export function lanesOf(
  lives: readonly TaskLife[],
  grouping: LaneGrouping,
  /** Ids in the order of the workspace; others follow. */
  order: readonly string[] = [],
): readonly Lane[] {
  if (grouping === 'task') return lives.map((life) => ({ kind: 'task', key: life.key, life }));
  const groups = new Map<string, TaskLife[]>(order.map((id) => [id, []]));
  for (const life of lives) {
    for (const instanceId of life.instances) {
      const group = groups.get(instanceId);
      if (group) group.push(life);
      else groups.set(instanceId, [life]);
    }
  }
  return [...groups].flatMap(([instanceId, own]): readonly Lane[] =>
    own.length === 0
      ? []
      : [
          { kind: 'instance', key: `@${instanceId}`, instanceId, tasks: own.length },
          ...own.map((life) => ({
            ...{ kind: 'task' as const, life, instanceId },
            key: `${life.key} @${instanceId}`,
          })),
        ],
  );
}

/** Whether it may still change, as far as anybody was told. Pure. */
export function goesOn({ status }: Pick<TaskLife, 'status'>): boolean {
  return status === undefined || !isTerminal(status);
}

/** Of all instances under the key undefined. */
const SORTED = new WeakMap<TaskLife, Map<string | undefined, readonly TaskMark[]>>();

/** What is marked on a lane, in the order of time. A life is sorted and sifted once: this is asked at every frame. */
export function laneMarks({ life, instanceId }: TaskLane): readonly TaskMark[] {
  let kept = SORTED.get(life);
  if (!kept) {
    const sorted = [...life.marks].sort((a, b) => a.at - b.at || a.number - b.number);
    kept = new Map([[undefined, sorted]]);
    SORTED.set(life, kept);
  }
  let marks = kept.get(instanceId);
  if (!marks) {
    marks = kept.get(undefined)?.filter((mark) => mark.instanceId === instanceId) ?? [];
    kept.set(instanceId, marks);
  }
  return marks;
}

/** The place of the first mark at or after that moment. `marks` in the order of time. Pure. */
export function firstFrom(marks: readonly { readonly at: number }[], at: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The mark nearest to a moment, no further than `reach` ms away. `marks` in the order of time. Pure. */
export function nearestMark<T extends { readonly at: number }>(
  marks: readonly T[],
  at: number,
  reach: number,
): T | undefined {
  let best: T | undefined;
  for (let place = firstFrom(marks, at - reach); place < marks.length; place += 1) {
    const mark = marks[place];
    if (!mark || mark.at > at + reach) break;
    if (!best || Math.abs(mark.at - at) < Math.abs(best.at - at)) best = mark;
  }
  return best;
}

/** What a mark is drawn as. An exchange that showed that something is asked for is `input`. */
export type MarkShape = TaskMark['kind'] | 'input';

/** Pure. */
export function shapeOf(mark: TaskMark, asked: ReadonlySet<number>): MarkShape {
  const asks = (mark.kind === 'poll' || mark.kind === 'notification') && asked.has(mark.number);
  return asks ? 'input' : mark.kind;
}

/** Whether something is wrong there: a rule is broken, or the answer was an error. Pure. */
export function isOdd({ rules, errorCode }: TaskMark): boolean {
  return errorCode !== undefined || (rules !== undefined && rules.length > 0);
}
