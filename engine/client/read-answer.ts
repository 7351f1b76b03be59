import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { ExchangeRef, Failure, Row, StreamEvent } from '../../shared/model/exchange.ts';
import { headerValue } from '../../shared/model/headers.ts';
import type { Answer } from '../replay/compare-answers.ts';
import type { Captures } from '../capture/captures.ts';

/** Bodies longer than this are not compared or parsed for lists: 16 MiB. */
const MAX_PARSED_BYTES = 16 * 1024 * 1024;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

async function allEvents(captures: Captures, ref: ExchangeRef): Promise<StreamEvent[]> {
  const found: StreamEvent[] = [];
  for (;;) {
    const { events, total } = await captures.events(ref, found.length, 5_000);
    found.push(...events);
    if (events.length === 0 || found.length >= total) return found;
  }
}

/** An answer as it stands in the capture. */
export interface ReadAnswer extends Answer {
  readonly row: Row;
  readonly contentType?: string;
  readonly failure?: Failure;
}

/** The messages of a finished exchange, read back from its capture. */
export async function readAnswer(captures: Captures, ref: ExchangeRef): Promise<ReadAnswer> {
  const detail = await captures.detail(ref, 0);
  const events = await allEvents(captures, ref);
  const body = Buffer.from(await captures.body(ref, 'body')).subarray(0, MAX_PARSED_BYTES);
  const messages = events.flatMap((event) => {
    if (event.kind === 'comment') return [];
    const json = parse(eventData(body, event));
    return json === undefined ? [] : [json];
  });
  const contentType = detail.response && headerValue(detail.response.headers, 'content-type');
  return {
    ref,
    row: detail.row,
    instanceName: detail.row.instanceName,
    ...(detail.response && { status: detail.response.status }),
    ...(detail.failure && { failureKind: detail.failure.kind, failure: detail.failure }),
    ...(contentType !== undefined && { contentType }),
    messages,
    ...(messages.length === 0 && body.length > 0 && { text: body.toString('utf8') }),
  };
}

/** The text of one event's data, out of the decoded body. */
export function eventData(body: Buffer, event: StreamEvent): string {
  const bytes = body.subarray(event.offset, event.offset + event.length).toString('utf8');
  if (event.kind !== 'message') return bytes;
  // The range covers the event's lines; what follows `data:` on each of them is the data.
  return bytes
    .split(/\r\n|\r|\n/)
    .flatMap((line) => {
      if (!line.startsWith('data')) return [];
      const value = line.slice('data'.length);
      if (value === '') return [''];
      return value.startsWith(':') ? [value.slice(value.startsWith(': ') ? 2 : 1)] : [];
    })
    .join('\n');
}

/** The `result` of the answer, or the reason why there is none: a sentence. */
export function resultOf(
  answer: ReadAnswer,
): { readonly ok: true; readonly result: JsonObject } | { readonly ok: false; readonly reason: string } {
  const last = answer.messages.at(-1);
  if (isObject(last) && isObject(last['result'])) return { ok: true, result: last['result'] };
  if (isObject(last) && isObject(last['error'])) {
    const { code, message } = last['error'];
    const said = typeof message === 'string' ? message : 'no message';
    return { ok: false, reason: `The server answered with error ${JSON.stringify(code)}: ${said}` };
  }
  if (answer.failure) return { ok: false, reason: answer.failure.message };
  return {
    ok: false,
    reason: `The server answered HTTP ${String(answer.status)} without a JSON-RPC result.`,
  };
}
