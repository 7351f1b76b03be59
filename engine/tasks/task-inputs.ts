import type { DrivenInput } from '../../shared/model/driven-task.ts';
import type { JsonObject } from '../../shared/model/draft.ts';
import type { ExchangeRef } from '../../shared/model/exchange-ref.ts';
import type { ClientSettings, Responders } from '../../shared/model/input.ts';
import { AppError } from '../app-error.ts';
import { MOST_ROUNDS } from '../protocol/modern/next-step.ts';
import { automaticAnswer } from '../client/automatic-answer.ts';
import type { TaskView } from './read-task.ts';

/** What is known of what a task asks for. */
export interface KnownInputs {
  readonly inputs: readonly DrivenInput[];
  /** Keys that were answered: never again, even where what is listed has long left them out. */
  readonly answeredKeys: readonly string[];
}

/** Kept of what a task asked for. */
const MOST_INPUTS = 100;

/**
 * What is asked for now: each key once over the life of a task. One that is no longer listed is withdrawn, unless its answer
 * is here or on its way. Pure.
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-update-requests
 */
export function inputsAfter(
  course: KnownInputs,
  view: TaskView,
  by: ExchangeRef,
  at: number,
): readonly DrivenInput[] {
  const listed = new Set(view.requests.map(({ key }) => key));
  const before = course.inputs.map((input): DrivenInput => {
    if (input.state === 'open' && !listed.has(input.key)) return { ...input, state: 'withdrawn' };
    if (input.state === 'withdrawn' && listed.has(input.key)) return { ...input, state: 'open' };
    return input;
  });
  const known = new Set([...before.map(({ key }) => key), ...course.answeredKeys]);
  const fresh = view.requests
    .filter(({ key }) => !known.has(key))
    .map((request): DrivenInput => ({ ...request, state: 'open', shownBy: by, askedAt: at }));
  const all = [...before, ...fresh];
  if (all.length <= MOST_INPUTS) return all;
  // What waits for somebody is never dropped for what is over.
  const over = all.filter(({ state }) => state === 'answered' || state === 'withdrawn');
  const drop = new Set(over.slice(0, all.length - MOST_INPUTS));
  return all.filter((input) => !drop.has(input));
}

/** The inputs with these keys changed. Pure. */
export function withInputs<C extends KnownInputs>(
  course: C,
  keys: readonly string[],
  change: (input: DrivenInput) => DrivenInput,
): C {
  return {
    ...course,
    inputs: course.inputs.map((input) => (keys.includes(input.key) ? change(input) : input)),
  };
}

/** Throws AppError where no answer to this key may be sent (now). Pure. */
export function refuseKey({ inputs, answeredKeys }: KnownInputs, key: string): void {
  const input = inputs.find((one) => one.key === key);
  if (answeredKeys.includes(key) || input?.state === 'answered') {
    throw new AppError(
      'BAD_INPUT',
      `"${key}" was answered already: a task’s question is answered once only.`,
    );
  }
  if (input?.state === 'sending') throw new AppError('CONFLICT', `An answer to "${key}" is on its way.`);
  if (input?.state === 'withdrawn') {
    throw new AppError('BAD_INPUT', `The task no longer asks for "${key}": nothing is sent.`);
  }
  if (!input) throw new AppError('BAD_INPUT', `The task does not ask for "${key}".`);
}

/**
 * The answers of responders, where they answer everything that is open and have not answered any of it before; else
 * undefined, and a person has to. Pure.
 */
export function responsesByItself(
  { inputs }: KnownInputs,
  by: {
    readonly settings: Pick<ClientSettings, 'roots' | 'responders'>;
    readonly respond: Responders | undefined;
    readonly answered: ReadonlySet<string>;
  },
): Readonly<Record<string, JsonObject>> | undefined {
  const open = inputs.filter(({ state }) => state === 'open');
  // A server that never has enough is answered no more often than in a multi round-trip request.
  if (open.length === 0 || by.answered.size + open.length > MOST_ROUNDS) return undefined;
  const responses: Record<string, JsonObject> = {};
  for (const input of open) {
    const answer = automaticAnswer(input, by.settings, by.respond);
    // A result cannot carry a refusal of sampling or roots: who refuses leaves it to a person.
    if (answer?.kind !== 'result' || by.answered.has(input.key)) return undefined;
    responses[input.key] = answer.result;
  }
  return responses;
}
