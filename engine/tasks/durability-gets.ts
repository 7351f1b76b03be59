import { randomUUID } from 'node:crypto';
import { isTerminal } from '../../shared/model/task.ts';
import {
  addCell,
  askedTask,
  getFromAll,
  pollPause,
  waitFor,
  type Check,
  type CheckedTask,
} from './durability-check.ts';
import type { Asked } from './durability-asker.ts';
import {
  isNotFound,
  judgeAfterTtl,
  judgeKnown,
  judgeKnownLater,
  judgeUnknownId,
} from './durability-verdicts.ts';

/**
 * A task must not be handed out before tasks/get would find it, wherever that lands. Resolves with the ids of those that knew
 * it.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-creation
 */
export async function getAtOnce(check: Check, made: CheckedTask): Promise<ReadonlySet<string>> {
  const when = `as soon as ${check.nameOf(check.ids[0] ?? '')} had handed it out`;
  const knew = new Set<string>();
  for (const { id, asked } of await getFromAll(check, check.ids, askedTask(made))) {
    const judged = judgeKnown(asked.answer, made.told, when);
    if (judged.verdict === 'ok') knew.add(id);
    addCell(check, 'get-at-once', id, judged, [asked]);
  }
  return knew;
}

/**
 * Once more, when whatever the instances share has had time to tell them: those that do not know it are asked again and again
 * for so long, so that a handle that went out early is told from a task that is lost.
 */
export async function getLater(check: Check, made: CheckedTask, knew: ReadonlySet<string>): Promise<void> {
  const until = performance.now() + check.times.laterMs;
  const asked = new Map<string, Asked[]>();
  let open = check.ids;
  while (open.length > 0) {
    await waitFor(check, pollPause(check, made.told));
    const answers = await getFromAll(check, open, askedTask(made));
    for (const { id, asked: one } of answers) asked.set(id, [...(asked.get(id) ?? []), one]);
    if (performance.now() >= until) break;
    open = answers.flatMap(({ id, asked: { answer } }) => (isNotFound(answer) ? [id] : []));
  }
  for (const id of check.ids) {
    const own = asked.get(id) ?? [];
    const last = own.at(-1);
    if (last) addCell(check, 'get-later', id, judgeKnownLater(last.answer, made.told, knew.has(id)), own);
  }
}

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#protocol-errors */
export async function unknownId(check: Check): Promise<void> {
  for (const { id, asked } of await getFromAll(check, check.ids, { taskId: randomUUID() })) {
    addCell(check, 'unknown-id', id, judgeUnknownId(asked.answer), [asked]);
  }
}

/**
 * When the ttl is over a server may keep the task, mark it as failed or forget it; anything else is no answer.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-polling
 */
export async function afterTtl(check: Check, made: CheckedTask): Promise<void> {
  const { told, handedOutAt } = made;
  const last = check.lastOf(told.taskId) ?? told;
  const longest = check.wish.ttlWaitMs ?? check.times.ttlWaitMs;
  const spare = (says: string): void => {
    for (const id of check.ids) addCell(check, 'after-ttl', id, { verdict: 'not-applicable', says }, []);
  };
  if (typeof last.ttlMs !== 'number') {
    spare('The task has no end: it was told no ttl.');
    return;
  }
  // It was created before it was handed out: by then its time is over by every clock.
  const leftMs = handedOutAt + last.ttlMs + check.times.ttlSlackMs - performance.now();
  if (leftMs > longest) {
    spare(`The ttl is ${seconds(last.ttlMs)}, and the check waits ${seconds(longest)} at most.`);
    return;
  }
  if (leftMs > 0) {
    check.doing(`waiting ${seconds(leftMs)} for the end of the ttl`);
    await waitFor(check, leftMs);
  }
  for (const { id, asked } of await getFromAll(check, check.ids, askedTask(made))) {
    addCell(check, 'after-ttl', id, judgeAfterTtl(asked.answer), [asked]);
    if (asked.answer.kind === 'task' && !isTerminal(asked.answer.task.status)) continue;
    // Nothing is left of it that could be cancelled.
    check.cancelAsked(told.taskId);
  }
}

function seconds(ms: number): string {
  return `${String(Math.round(ms / 100) / 10)} s`;
}
