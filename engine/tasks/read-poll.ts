import { isJsonObject } from '../../shared/model/json.ts';
import type { ReadAnswer } from '../client/read-answer.ts';
import { readTask, type TaskView } from './read-task.ts';

/** What an answer needs to be understood. */
export type PollAnswer = Pick<ReadAnswer, 'answer' | 'status' | 'failure' | 'instanceName'>;

/** What came of one tasks/get. */
export type Polled =
  | { readonly kind: 'view'; readonly view: TaskView }
  /** -32602: the instance does not know the task. */
  | { readonly kind: 'unknown' }
  /** `final`: asking the same again would change nothing. */
  | { readonly kind: 'failed'; readonly says: string; readonly final: boolean }
  /** A person ended the exchange: it says nothing. */
  | { readonly kind: 'cancelled' };

const UNKNOWN_TASK = -32602;
/** Method not found, and a capability that is missing however often it is asked. */
const FINAL_CODES: readonly unknown[] = [-32601, -32021, -32022];
const FINAL_STATUSES: readonly (number | undefined)[] = [401, 403];
const LONGEST_SAID = 300;

/**
 * Reads the answer to tasks/get. Pure.
 * Sources: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response and
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#protocol-errors
 */
export function readPoll(read: PollAnswer, taskId: string): Polled {
  const { answer, failure, instanceName } = read;
  const result = answer?.['result'];
  if (isJsonObject(result)) {
    const task = readTask(result);
    if (!task.ok) return failed(`${instanceName} answered tasks/get with no task. ${task.problem}`);
    if (task.view.taskId === taskId) return { kind: 'view', view: task.view };
    return failed(`${instanceName} answered with another task than the one that it was asked about.`);
  }
  if (isJsonObject(answer?.['error'])) {
    const { code, message } = answer['error'];
    if (code === UNKNOWN_TASK) return { kind: 'unknown' };
    const isFinal = FINAL_CODES.includes(code) || FINAL_STATUSES.includes(read.status);
    return failed(`${instanceName} refused tasks/get with ${errorText(code, message)}.`, isFinal);
  }
  if (failure?.kind === 'cancelled') return { kind: 'cancelled' };
  if (failure) return failed(`${instanceName}: ${failure.message}`);
  return failed(
    `${instanceName} answered tasks/get with HTTP ${String(read.status)} and no JSON-RPC answer.`,
    FINAL_STATUSES.includes(read.status),
  );
}

/** What came of a tasks/update or tasks/cancel. `says`: a sentence that tells what went wrong. */
export type Acknowledged = { readonly ok: true } | { readonly ok: false; readonly says: string };

/** Reads the answer to tasks/update or tasks/cancel, which is empty where all is well. Pure. */
export function readAcknowledgement(read: PollAnswer, method: string): Acknowledged {
  const { answer, failure, instanceName, status } = read;
  if (isJsonObject(answer?.['result'])) return { ok: true };
  if (isJsonObject(answer?.['error'])) {
    const { code, message } = answer['error'];
    return { ok: false, says: `${instanceName} refused ${method} with ${errorText(code, message)}.` };
  }
  if (!failure)
    return {
      ok: false,
      says: `${instanceName} answered ${method} with HTTP ${String(status)} and nothing else.`,
    };
  const arrived = failure.kind === 'cut' || failure.kind === 'timeout' || failure.kind === 'cancelled';
  return {
    ok: false,
    says: `${arrived ? `It is not known whether ${method} arrived.` : `${method} did not arrive.`} ${instanceName}: ${failure.message}`,
  };
}

function failed(says: string, final = false): Polled {
  return { kind: 'failed', says, final };
}

function errorText(code: unknown, message: unknown): string {
  const said = typeof message === 'string' && message !== '' ? `: ${message.slice(0, LONGEST_SAID)}` : '';
  return `error ${JSON.stringify(code)}${said.replace(/\.$/, '')}`;
}
