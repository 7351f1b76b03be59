import { AppError } from '../app-error.ts';
import { addCell, askedTask, getFromAll, type Check, type CheckedTask } from './durability-check.ts';
import { judgeCreated, judgeKnown, type Judgement } from './durability-verdicts.ts';

/**
 * The creator of a task is taken down, the others are asked for it, and the creator once it is up again: what is durable
 * outlives a process. Whatever happens, it is up again at the end.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-creation
 */
export async function creatorDown(check: Check): Promise<void> {
  const [creator = '', ...others] = check.ids;
  const name = check.nameOf(creator);
  if (!check.control.canTakeDown(creator)) {
    const says = `Hopscope does not run ${name}, so it cannot take it down.`;
    for (const id of check.ids) addCell(check, 'creator-down', id, { verdict: 'not-applicable', says }, []);
    return;
  }
  const made = await check.create(check.wish, 'creator-down');
  if (!made.told) {
    addCell(check, 'creator-down', creator, notCreated(made.asked, check.wish.tool), [made.asked]);
    return;
  }
  const problem = await whileDown(check, creator, () => askOthers(check, others, made, name));
  if (problem !== undefined) {
    addCell(check, 'creator-down', creator, { verdict: 'not-reached', says: problem }, []);
    return;
  }
  check.signal.throwIfAborted();
  for (const { id, asked } of await getFromAll(check, [creator], askedTask(made))) {
    addCell(check, 'creator-down', id, judgeKnown(asked.answer, made.told, 'when it was up again'), [asked]);
  }
}

async function askOthers(
  check: Check,
  others: readonly string[],
  made: CheckedTask,
  creatorName: string,
): Promise<void> {
  for (const { id, asked } of await getFromAll(check, others, askedTask(made))) {
    const judged = judgeKnown(asked.answer, made.told, `while ${creatorName} was down`);
    addCell(check, 'creator-down', id, judged, [asked]);
  }
}

/** A sentence where it could not be taken down, or did not come up again. Rejects as `work` does. */
async function whileDown(
  { control, doing, nameOf }: Check,
  creator: string,
  work: () => Promise<void>,
): Promise<string | undefined> {
  const name = nameOf(creator);
  let problem: string | undefined;
  const attempt = async (step: () => Promise<void>): Promise<boolean> => {
    try {
      await step();
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problem = error.message;
      return false;
    }
  };
  doing(`taking ${name} down`);
  if (!(await attempt(() => control.takeDown(creator)))) return problem;
  try {
    doing(`asking the others while ${name} is down`);
    await work();
  } finally {
    doing(`starting ${name} again`);
    await attempt(() => control.bringUp(creator));
  }
  return problem;
}

function notCreated({ answer }: Parameters<typeof addCell>[4][number], tool: string): Judgement {
  return { ...judgeCreated(answer, tool), verdict: 'not-reached' };
}
