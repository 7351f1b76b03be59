import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import { isTerminal, TASK_STATUSES } from '../../shared/model/task.ts';
import { canonicalJson, keyOfText } from '../replay/diff/value-key.ts';
import { subjectOf } from '../replay/plan/asked-values.ts';
import { isRandom, tokensOf } from '../replay/plan/minted-look.ts';

/** A moment to the second or finer, as it stands in a text. */
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g;

/** By what steps of two series are found to be one and the same. Equal numbers are equal keys. */
export interface StepKeys {
  /** Method, name and parameters, with roles in place of values that flowed. */
  readonly exact: number;
  /** Method and name. */
  readonly loose: number;
}

/** What keys are made of. */
export interface KeyedStep {
  readonly method: string;
  /** With roles in place of values that flowed. */
  readonly params: JsonObject;
  /** Of an answer to tasks/get: polls of a task that is over are others than those before. */
  readonly taskStatus?: string;
}

/** Keys of one step. `_meta` is not looked at: it says who asks, and names the request. Pure. */
export function keysOf({ method, params, taskStatus = '' }: KeyedStep): StepKeys {
  const { _meta: _who, ...asked } = params;
  const text = canonicalJson(asked).replaceAll(MOMENT, '‹time›');
  return {
    exact: keyOfText(`${method}\n${taskStatus}\n${text}`),
    loose: keyOfText(`${method}\n${withoutChance(subjectOf(params))}`),
  };
}

/** A uri may hold what was made up. */
function withoutChance(subject: string): string {
  let rest = subject.replaceAll(MOMENT, '‹time›');
  for (const { text } of tokensOf(rest)) if (isRandom(text)) rest = rest.replaceAll(text, '‹id›');
  return rest;
}

/** What the answer to tasks/get says of the task; undefined for other methods. Pure. */
export function taskStatusOf(method: string, result: JsonValue | undefined): string | undefined {
  if (method !== 'tasks/get' || !isJsonObject(result)) return undefined;
  const { status } = result;
  return typeof status === 'string' ? status : undefined;
}

/** Whether a poll was asked before its task was over: how often that is depends on the time. Pure. */
export function isEarlyPoll(taskStatus: string | undefined): boolean {
  const known = TASK_STATUSES.find((status) => status === taskStatus);
  return known !== undefined && !isTerminal(known);
}
