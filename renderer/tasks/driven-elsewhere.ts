import type { DrivenTask } from '../../shared/model/driven-task.ts';
import type { TaskLife } from '../../shared/model/task.ts';
import { drivenOf, type DrivenTasks } from '../ui/driven-store.ts';

/**
 * Tasks that are driven, have not come to their end, and are in no lane of the capture that is shown: they were handed out in
 * another one. Pure.
 */
export function drivenElsewhere(
  driven: DrivenTasks,
  lives: readonly Pick<TaskLife, 'taskId' | 'creator'>[],
  captureId: string | undefined,
): readonly DrivenTask[] {
  const shown = new Set(lives.map((life) => drivenOf(life, driven)?.id));
  return [...driven.values()].filter(
    ({ id, state, created }) =>
      state !== 'ended' && state !== 'lost' && created.captureId !== captureId && !shown.has(id),
  );
}
