import {
  DURABILITY_STEPS,
  DURABILITY_WORDS,
  type DurabilityCell,
  type DurabilityOutcome,
  type DurabilityStep,
  type DurabilityVerdict,
} from '../../shared/model/durability.ts';
import { NOT_FOUND, saidOf, type TaskReply, type ToldTask } from './durability-answers.ts';

/** What one answer, or several, show of one instance. */
export interface Judgement {
  readonly verdict: DurabilityVerdict;
  readonly says: string;
}

/*
 * Pure. Each sentence is about the instance of its cell: "it". The demands are those of
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md
 */

const UNKNOWN_MEANS = `the answer for a task that is not there is the error ${String(NOT_FOUND)}`;

/** The answer to a tools/call by which a task is to begin. */
export function judgeCreated(answer: TaskReply, tool: string): Judgement {
  switch (answer.kind) {
    case 'task':
      return answer.handle
        ? { verdict: 'ok', says: `It handed out the task ${answer.task.taskId}: ${answer.task.status}.` }
        : {
            verdict: 'violated',
            says: `It handed out the task ${answer.task.taskId} without resultType "task": clients cannot tell that it is one.`,
          };
    case 'result':
      return {
        verdict: 'not-reached',
        says: `${tool} ${answer.resultType === 'complete' ? 'was done at once, without a task' : `was answered by a result of the type ${answer.resultType}`}: choose a tool that hands out tasks.`,
      };
    case 'error':
      return {
        verdict: 'not-reached',
        says: `No task: it ${saidOf(answer)}. Check the tool and its arguments.`,
      };
    case 'none':
      return { verdict: 'not-reached', says: answer.why };
  }
}

/** The answer to a tasks/get for a task that is there. `when`: "as soon as alpha had handed it out". */
export function judgeKnown(answer: TaskReply, created: ToldTask, when: string): Judgement {
  if (answer.kind === 'none') return { verdict: 'not-reached', says: answer.why };
  if (answer.kind !== 'task') {
    const what = isNotFound(answer) ? 'does not know the task' : 'tells nothing of the task';
    return { verdict: 'violated', says: `It ${what} ${when}: it ${saidOf(answer)}.` };
  }
  const { task } = answer;
  if (task.taskId !== created.taskId) {
    return {
      verdict: 'violated',
      says: `It tells of another task ${when}: it was asked for ${created.taskId} and ${saidOf(answer)}.`,
    };
  }
  if (created.createdAt !== undefined && task.createdAt !== created.createdAt) {
    return {
      verdict: 'violated',
      says: `It tells of another task of this id ${when}: createdAt is ${task.createdAt ?? 'absent'}, and was ${created.createdAt}.`,
    };
  }
  return { verdict: 'ok', says: `It knows the task ${when}: ${task.status}.` };
}

/** The same, after an earlier answer that did not know it. */
export function judgeKnownLater(answer: TaskReply, created: ToldTask, knewAtOnce: boolean): Judgement {
  const judged = judgeKnown(answer, created, knewAtOnce ? 'a little later' : 'by now');
  if (judged.verdict !== 'ok' || knewAtOnce) return judged;
  return { ...judged, says: `${judged.says} It was handed out before it could be read here.` };
}

/** The answer to a tasks/get for an id that nobody ever handed out. */
export function judgeUnknownId(answer: TaskReply): Judgement {
  if (answer.kind === 'none') return { verdict: 'not-reached', says: answer.why };
  if (isNotFound(answer)) return { verdict: 'ok', says: `It ${saidOf(answer)}.` };
  return { verdict: 'violated', says: `It ${saidOf(answer)}; ${UNKNOWN_MEANS}.` };
}

/** The answer to a tasks/get after the ttl, when the server may keep the task, mark it as failed, or have forgotten it. */
export function judgeAfterTtl(answer: TaskReply): Judgement {
  if (answer.kind === 'none') return { verdict: 'not-reached', says: answer.why };
  if (answer.kind === 'task')
    return { verdict: 'ok', says: `It still knows the task: ${answer.task.status}.` };
  if (isNotFound(answer)) return { verdict: 'ok', says: 'It has forgotten the task, as it may by now.' };
  return { verdict: 'violated', says: `It ${saidOf(answer)}; ${UNKNOWN_MEANS}.` };
}

export function isNotFound(answer: TaskReply): boolean {
  return answer.kind === 'error' && answer.code === NOT_FOUND;
}

/** The whole in a sentence. A violation that was proved weighs more than what could not be reached. */
export function outcomeOf(
  cells: readonly DurabilityCell[],
  instances: readonly { readonly id: string; readonly name: string }[],
): DurabilityOutcome {
  const nameOf = (id: string): string => instances.find((instance) => instance.id === id)?.name ?? id;
  const creator = instances[0]?.name ?? 'nobody';
  const violated = cells.filter(({ verdict }) => verdict === 'violated');
  if (violated.length > 0) {
    const names = listed([...new Set(violated.map(({ instanceId }) => nameOf(instanceId)))]);
    const [first] = violated;
    const example = first ? ` ${nameOf(first.instanceId)}: ${first.says}` : '';
    return {
      verdict: 'violated',
      says: `Violated in ${titles(violated)}, on ${names}.${example}`,
    };
  }
  const missed = cells.filter(({ verdict }) => verdict === 'not-reached');
  const [first] = missed;
  if (first) {
    return {
      verdict: 'not-reached',
      says: `Not known in full, as ${titles(missed)} could not be made: ${nameOf(first.instanceId)}: ${first.says}`,
    };
  }
  const spared = DURABILITY_STEPS.filter((step) => {
    const own = cells.filter((cell) => cell.step === step);
    return own.length > 0 && own.every(({ verdict }) => verdict === 'not-applicable');
  }).map((step) => ({ step }));
  return {
    verdict: 'holds',
    says: `Every instance knows the tasks that ${creator} hands out.${spared.length === 0 ? '' : ` Not applicable: ${titles(spared)}.`}`,
  };
}

function titles(cells: readonly { readonly step: DurabilityStep }[]): string {
  const steps = DURABILITY_STEPS.filter((step) => cells.some((cell) => cell.step === step));
  return listed(steps.map((step) => `“${DURABILITY_WORDS[step].title}”`));
}

function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
