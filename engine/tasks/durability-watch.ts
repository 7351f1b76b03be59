import type { ToldTask } from './durability-answers.ts';
import type { Asked, AskedTask } from './durability-asker.ts';
import { getFromAll, pollPause, waitFor, type Check } from './durability-check.ts';

/** What one instance told of a task while it was watched. */
export interface Watched {
  readonly id: string;
  readonly first: Asked;
  /** The same as `first` where one answer was enough. */
  readonly last: Asked;
  /** How long it was watched, in ms. */
  readonly forMs: number;
}

/**
 * Asks each of these instances for a task, again and again, until each has told what is waited for, or that it knows nothing of
 * the task; for so long as effects may take to be seen.
 */
export async function watchAll(
  check: Check,
  task: AskedTask,
  ids: readonly string[],
  isSettled: (task: ToldTask) => boolean,
): Promise<readonly Watched[]> {
  const began = performance.now();
  const watched = new Map<string, Watched>();
  let open = ids;
  for (;;) {
    const answers = await getFromAll(check, open, task);
    const forMs = performance.now() - began;
    for (const { id, asked } of answers) {
      watched.set(id, { id, first: watched.get(id)?.first ?? asked, last: asked, forMs });
    }
    open = answers.flatMap(({ id, asked: { answer } }) =>
      answer.kind === 'task' && !isSettled(answer.task) ? [id] : [],
    );
    if (open.length === 0 || forMs >= check.times.seenMs) break;
    check.doing(`waiting until ${open.map((id) => check.nameOf(id)).join(', ')} can tell what came of it`);
    await waitFor(check, pollPause(check, check.lastOf(task.taskId)));
  }
  return ids.flatMap((id) => watched.get(id) ?? []);
}
