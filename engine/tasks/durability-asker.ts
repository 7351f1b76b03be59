import { NO_TAMPER, type Draft, type JsonObject, type JsonValue } from '../../shared/model/draft.ts';
import type { ExchangeLink, ExchangeRef } from '../../shared/model/exchange.ts';
import type { ToolWork } from '../../shared/model/durability.ts';
import type { Captures } from '../capture/captures.ts';
import { unlessAborted } from '../client/unless-aborted.ts';
import type { ReadyInstance } from '../client/channel.ts';
import type { Client } from '../client/client.ts';
import type { ClientDeclaration } from '../client/list-all.ts';
import type { Listings } from '../client/listings.ts';
import { readAnswer } from '../client/read-answer.ts';
import { cancelDraft, getDraft, plainBase, updateDraft, type TaskBase } from './task-drafts.ts';
import { readTaskReply, type TaskReply } from './durability-answers.ts';

export interface AskerServices {
  readonly client: Client;
  readonly captures: Captures;
  readonly listings: Listings;
  readonly declaration: () => ClientDeclaration;
}

/** An exchange of a check and what it came to. */
export interface Asked {
  readonly ref: ExchangeRef;
  readonly answer: TaskReply;
}

/** Sends what a durability check sends: each an exchange of its own, after which nothing follows by itself. */
export interface Asker {
  /** Calls a tool. Its list is asked for first, since it says which arguments are mirrored in headers. */
  call(target: ReadyInstance, work: ToolWork): Promise<Asked>;
  get(target: ReadyInstance, task: AskedTask): Promise<Asked>;
  update(target: ReadyInstance, task: AskedTask, inputResponses: JsonObject): Promise<Asked>;
  cancel(target: ReadyInstance, task: AskedTask): Promise<Asked>;
}

/** The task that is asked for. */
export interface AskedTask {
  readonly taskId: string;
  /** The exchange that handed it out; absent for one that nobody ever did. */
  readonly created?: ExchangeRef;
}

/**
 * `signal` cancels what is on its way; then, and when nothing may be sent, the functions reject: with AppError, or with the
 * signal's reason. They never reject for what a server does. `timeoutMs`: the longest wait for one answer.
 */
export function createAsker(
  services: AskerServices,
  options: {
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
    readonly sent: (ref: ExchangeRef) => void;
  },
): Asker {
  const { client, captures, listings } = services;
  const { timeoutMs, signal } = options;

  const base = (): TaskBase => ({ ...plainBase(services.declaration()), timeoutMs });
  const ask = async (target: ReadyInstance, draft: Draft, link?: ExchangeLink): Promise<Asked> => {
    signal.throwIfAborted();
    const ref = await client.send(draft, target, 'probe', link);
    options.sent(ref);
    const cancel = (): void => void client.cancel(ref);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    await client.whenSettled(ref);
    signal.removeEventListener('abort', cancel);
    signal.throwIfAborted();
    return { ref, answer: readTaskReply(await readAnswer(captures, ref)) };
  };

  /** Numbers mean something within one capture only: a new recording may have begun meanwhile. */
  const linkTo = (kind: ExchangeLink['kind'], { created }: AskedTask): ExchangeLink | undefined =>
    created?.captureId === captures.recording().captureId ? { kind, to: created.number } : undefined;

  return {
    async call(target, { tool, args }) {
      signal.throwIfAborted();
      const schema = await schemaOf(listings, target, tool, options);
      const draft: Draft = {
        ...base(),
        era: 'modern',
        method: 'tools/call',
        params: { name: tool, arguments: args },
        tamper: NO_TAMPER,
        followUp: false,
        ...(schema !== undefined && { toolSchema: schema }),
      };
      return ask(target, draft);
    },
    get: (target, task) => ask(target, getDraft(base(), task.taskId), linkTo('poll', task)),
    update: (target, task, inputResponses) =>
      ask(target, updateDraft(base(), task.taskId, inputResponses), linkTo('update', task)),
    cancel: (target, task) => ask(target, cancelDraft(base(), task.taskId), linkTo('task-cancel', task)),
  };
}

/** Undefined where it is not known: the call is sent all the same, and answered as the server likes. */
async function schemaOf(
  listings: Listings,
  target: ReadyInstance,
  tool: string,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<JsonValue | undefined> {
  const limits = { timeoutMs, idleTimeoutMs: timeoutMs };
  const { entries } = await unlessAborted(listings.get(target, 'tools', false, limits), signal);
  const found = entries.find(({ name, excluded }) => name === tool && excluded === undefined);
  return found?.entry['inputSchema'];
}
