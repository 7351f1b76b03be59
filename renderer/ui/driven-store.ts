import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { DrivenTask } from '../../shared/model/driven-task.ts';
import type { TaskLife } from '../../shared/model/task.ts';

/** Tasks that Hopscope drives, by their id. */
export type DrivenTasks = ReadonlyMap<string, DrivenTask>;

export interface DrivenStore extends StoreApi<DrivenTasks> {
  /** Asks for all, and takes in what is told from here on; returns what ends that. */
  readonly follow: () => () => void;
  /** What a command has answered is newer than what is known. */
  readonly take: (task: DrivenTask) => void;
}

const PARTS = ['creator', 'inputs', 'listening', 'asks'] as const;

/**
 * The newer word on a task, with the very objects of the last one where they say the same: it comes ten times a second, and what
 * has not changed need not be drawn again. Pure.
 */
function keepingParts(last: DrivenTask | undefined, task: DrivenTask): DrivenTask {
  if (!last) return task;
  const kept = PARTS.filter((part) => JSON.stringify(last[part]) === JSON.stringify(task[part]));
  return { ...task, ...Object.fromEntries(kept.map((part) => [part, last[part]])) };
}

/** Mirrors what the engine drives; asks again whenever it was out of reach. */
export function createDrivenStore(bridge: Bridge): DrivenStore {
  const store = createStore<DrivenTasks>(() => new Map());
  const take = (task: DrivenTask): void => {
    store.setState((known) => {
      const next = new Map(known);
      if (task.state === 'forgotten') next.delete(task.id);
      else next.set(task.id, keepingParts(known.get(task.id), task));
      return next;
    }, true);
  };
  const ask = async (): Promise<void> => {
    const listed = await bridge.invoke('task.list', null);
    if (listed.ok) store.setState(new Map(listed.value.map((task) => [task.id, task])), true);
  };
  return Object.assign(store, {
    take,
    follow: () => {
      const stops = [
        bridge.on('task', take),
        bridge.onConnection((connected) => {
          if (connected) void ask();
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  });
}

/** The one that is driven of those that a recording or an answer shows: the same task, handed out by the same instance. Pure. */
export function drivenOf(
  {
    taskId,
    creator,
  }: Pick<TaskLife, 'taskId'> & { readonly creator?: Pick<NonNullable<TaskLife['creator']>, 'instanceId'> },
  driven: DrivenTasks,
): DrivenTask | undefined {
  return [...driven.values()].find(
    (task) =>
      task.taskId === taskId && (creator === undefined || creator.instanceId === task.creator.instanceId),
  );
}
