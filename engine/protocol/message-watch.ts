import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { createSseParser, type SseEvent } from './sse-parser.ts';

/** What goes by in an answer while it arrives. */
export interface WatchedMessage {
  readonly message: JsonObject;
  /** As it stood there; of a member of a batch, the same JSON. */
  readonly text: string;
  /** The SSE event that it came as; absent in a plain JSON answer. */
  readonly event?: { readonly id?: string };
}

/** Sees the messages of an answer as they come, for those who must act on them before it ends. Pure. */
export interface MessageWatch {
  push(bytes: Uint8Array): WatchedMessage[];
  /** The last SSE event id and the last `retry` that were seen. */
  readonly lastEventId: string | undefined;
  readonly retryMs: number | undefined;
  /** Data of the first event named `endpoint`, by which HTTP+SSE says where to post. */
  readonly endpoint: string | undefined;
}

/** Watches an SSE body; the messages of a batch come one by one. What is no JSON object is passed over: the recorder judges those. */
export function createMessageWatch(): MessageWatch {
  return new SseWatch();
}

class SseWatch implements MessageWatch {
  readonly #parser = createSseParser();
  lastEventId: string | undefined;
  retryMs: number | undefined;
  endpoint: string | undefined;

  push(bytes: Uint8Array): WatchedMessage[] {
    return this.#parser.push(bytes).flatMap((item) => (item.kind === 'comment' ? [] : this.#take(item)));
  }

  #take(event: SseEvent): WatchedMessage[] {
    if (event.id !== undefined) this.lastEventId = event.id;
    if (event.retryMs !== undefined) this.retryMs = event.retryMs;
    if (event.name === 'endpoint') this.endpoint ??= event.data;
    if (event.data === undefined || event.name !== 'message') return [];
    return messagesIn(event.data).map((found) => ({
      ...found,
      event: { ...(event.id !== undefined && { id: event.id }) },
    }));
  }
}

/** The JSON objects in a text that should be a message or, as 2025-03-26 has them, a batch. */
export function messagesIn(text: string): { readonly message: JsonObject; readonly text: string }[] {
  const json = parse(text);
  if (isJsonObject(json)) return [{ message: json, text }];
  if (!Array.isArray(json)) return [];
  const members: readonly JsonValue[] = json;
  return members.filter(isJsonObject).map((message) => ({ message, text: JSON.stringify(message) }));
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
