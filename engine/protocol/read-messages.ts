import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { StreamEvent } from '../../shared/model/exchange.ts';
import { isJsonObject } from '../../shared/model/json.ts';

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of one event's data, out of the decoded body. */
export function eventData(body: Uint8Array, event: StreamEvent): string {
  const text = UTF8.decode(body.subarray(event.offset, event.offset + event.length));
  if (event.kind !== 'message') return text;
  // The range covers the event's lines; what follows `data:` on each of them is the data.
  return text
    .split(/\r\n|\r|\n/)
    .flatMap((line) => {
      if (!line.startsWith('data')) return [];
      const value = line.slice('data'.length);
      if (value === '') return [''];
      return value.startsWith(':') ? [value.slice(value.startsWith(': ') ? 2 : 1)] : [];
    })
    .join('\n');
}

/** The JSON-RPC messages of an answer, in order; comments and events with other names carry none. */
export function readMessages(body: Uint8Array, events: readonly StreamEvent[]): JsonValue[] {
  return events.flatMap((event) => {
    if (event.message === undefined) return [];
    const json = parseJson(eventData(body, event));
    if (json === undefined) return [];
    // What was not judged invalid is a batch where batches are allowed.
    return Array.isArray(json) && event.message !== 'invalid' ? (json as readonly JsonValue[]) : [json];
  });
}

/** The id of a request's body; undefined where it has none that could be read. */
export function requestIdOf(body: string): string | number | undefined {
  const json = parseJson(body);
  const id = isJsonObject(json) ? json['id'] : undefined;
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

/**
 * The message that answers the request, wherever it stands: others may follow it, since the response only
 * *should* end its stream. An error without an id counts where the request as a whole was refused, or had no id.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/index#responses
 */
export function answerOf(
  messages: readonly JsonValue[],
  request: { readonly id: string | number | undefined; readonly status: number },
): JsonObject | undefined {
  return messages.filter(isJsonObject).find((message) => {
    if (!('result' in message) && !('error' in message)) return false;
    if (request.id === undefined || message['id'] === request.id) return true;
    return (message['id'] ?? null) === null && 'error' in message && request.status >= 400;
  });
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
