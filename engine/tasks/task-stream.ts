import type { ExchangeRef } from '../../shared/model/exchange-ref.ts';
import type { StreamEvent } from '../../shared/model/exchange.ts';
import { isJsonObject, type JsonObject } from '../../shared/model/json.ts';
import type { Captures } from '../capture/captures.ts';
import type { Client } from '../client/client.ts';
import { readAnswer } from '../client/read-answer.ts';
import { eventData } from '../protocol/read-messages.ts';
import { readTask, type TaskView } from './read-task.ts';

/** A subscription to one task at one instance, while it lasts. */
export interface TaskStream {
  readonly ref: ExchangeRef;
  /** The server has agreed to tell of this task. */
  isAcknowledged(): boolean;
  /** Something came on it. */
  heard(): void;
  close(): void;
  /** Resolves when it is over; never rejects. */
  readonly over: Promise<StreamEnd>;
}

/** `refused`: opening it again would change nothing. `says`: a sentence. */
export interface StreamEnd {
  readonly refused: boolean;
  readonly says: string;
}

export interface StreamHooks {
  readonly onAcknowledged: () => void;
  readonly onTold: (view: TaskView) => void;
}

const EVENTS_AT_ONCE = 100;
const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
const TOLD = 'notifications/tasks';

/**
 * Follows a subscriptions/listen that was sent for one task.
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-status-notifications
 */
export function followTask(
  ref: ExchangeRef,
  about: { readonly taskId: string; readonly instanceName: string },
  services: { readonly client: Client; readonly captures: Captures },
  hooks: StreamHooks,
): TaskStream {
  const { client, captures } = services;
  let next = 0;
  let acknowledged = false;
  let refused: string | undefined;
  let reading = Promise.resolve();

  const take = (message: JsonObject): void => {
    const { method, params } = message;
    if (!isJsonObject(params)) return;
    if (method === ACKNOWLEDGED && !acknowledged) {
      acknowledged = names(params, about.taskId);
      if (acknowledged) hooks.onAcknowledged();
      else {
        refused = `${about.instanceName} does not tell of this task: its acknowledgement does not name it.`;
        client.cancel(ref);
      }
    }
    if (method !== TOLD) return;
    const task = readTask(params);
    if (task.ok && task.view.taskId === about.taskId) hooks.onTold(task.view);
  };
  const readOn = async (): Promise<void> => {
    for (;;) {
      const { events, total } = await captures.events(ref, next, EVENTS_AT_ONCE);
      for (const event of events) {
        next += 1;
        const message = await messageOf(captures, ref, event);
        if (message) take(message);
      }
      if (events.length === 0 || next >= total) return;
    }
  };
  // A capture that is closed meanwhile has nothing more to tell.
  const heard = (): Promise<void> => (reading = reading.then(readOn).catch(() => undefined));
  const end = async (): Promise<StreamEnd> => {
    await client.whenSettled(ref);
    await heard();
    if (refused !== undefined) return { refused: true, says: refused };
    const { answer, failure } = await readAnswer(captures, ref);
    const error = answer?.['error'];
    if (isJsonObject(error)) {
      const code = JSON.stringify(error['code'] ?? null);
      return {
        refused: true,
        says: `${about.instanceName} refused subscriptions/listen with error ${code}.`,
      };
    }
    const why = failure?.message ?? 'the server ended it.';
    return { refused: false, says: `The stream of ${about.instanceName} is over: ${why}` };
  };
  void heard();
  return {
    ref,
    isAcknowledged: () => acknowledged,
    heard: () => void heard(),
    close: () => void client.cancel(ref),
    over: end().catch((error: unknown) => ({ refused: false, says: String(error) })),
  };
}

async function messageOf(
  captures: Captures,
  ref: ExchangeRef,
  event: StreamEvent,
): Promise<JsonObject | undefined> {
  if (event.message !== 'notification') return undefined;
  if (event.method !== ACKNOWLEDGED && event.method !== TOLD) return undefined;
  const { bytes } = await captures.bytes(ref, 'body', event.offset, event.length);
  const text = eventData(bytes, { ...event, offset: 0 });
  try {
    const message: unknown = JSON.parse(text);
    return isJsonObject(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

function names(params: JsonObject, taskId: string): boolean {
  const { notifications } = params;
  const ids = isJsonObject(notifications) ? notifications['taskIds'] : undefined;
  return Array.isArray(ids) && (ids as readonly unknown[]).includes(taskId);
}
