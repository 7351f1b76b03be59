import type { JsonObject } from '../../shared/model/draft.ts';
import type { ExchangeRef, Failure, Row, StreamEvent } from '../../shared/model/exchange.ts';
import { headerValue } from '../../shared/model/headers.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { RESULT_TYPES } from '../../shared/spec/modern.ts';
import type { Captures } from '../capture/captures.ts';
import { answerOf, readMessages, requestIdOf } from '../protocol/read-messages.ts';
import type { Answer } from '../replay/compare-answers.ts';

const EVENTS_AT_ONCE = 5_000;
/** Enough of a request to read its id. Longer ones than this were not built by hand. */
const REQUEST_BYTES = 32 * 1024 * 1024;

/** An answer as it stands in the capture. */
export interface ReadAnswer extends Answer {
  readonly row: Row;
  readonly contentType?: string;
  readonly failure?: Failure;
}

async function allEvents(captures: Captures, ref: ExchangeRef): Promise<StreamEvent[]> {
  const found: StreamEvent[] = [];
  for (;;) {
    const { events, total } = await captures.events(ref, found.length, EVENTS_AT_ONCE);
    found.push(...events);
    if (events.length === 0 || found.length >= total) return found;
  }
}

/** What came to an exchange that has ended, read back from its capture. */
export async function readAnswer(captures: Captures, ref: ExchangeRef): Promise<ReadAnswer> {
  const detail = await captures.detail(ref, REQUEST_BYTES);
  const { row, request, response, failure } = detail;
  const bytes = await captures.body(ref, 'body');
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages = readMessages(body, await allEvents(captures, ref));
  const answer = answerOf(messages, {
    id: requestIdOf(request.body.text ?? ''),
    status: response?.status ?? 0,
  });
  const contentType = response && headerValue(response.headers, 'content-type');
  return {
    ref,
    row,
    instanceName: row.instanceName,
    ...(response && { status: response.status }),
    ...(failure && { failureKind: failure.kind, failure }),
    ...(contentType !== undefined && { contentType }),
    ...(answer && { answer }),
    others: messages.filter((message) => message !== answer),
    ...(messages.length === 0 && body.length > 0 && { text: body.toString('utf8') }),
  };
}

/** The `result` of the answer, or the reason why there is none: a sentence. */
export function resultOf({
  answer,
  failure,
  status,
}: ReadAnswer):
  { readonly ok: true; readonly result: JsonObject } | { readonly ok: false; readonly reason: string } {
  if (isJsonObject(answer?.['result'])) {
    const { result } = answer;
    const known = RESULT_TYPES.some((type) => type === (result['resultType'] ?? 'complete'));
    if (known || failure?.kind !== 'malformed') return { ok: true, result };
    // A kind of result that is not known makes the answer invalid, however familiar its members look.
    return { ok: false, reason: failure.message };
  }
  if (isJsonObject(answer?.['error'])) {
    const { code, message } = answer['error'];
    const said = typeof message === 'string' ? message : 'no message';
    return { ok: false, reason: `The server answered with error ${JSON.stringify(code)}: ${said}` };
  }
  if (failure) return { ok: false, reason: failure.message };
  return { ok: false, reason: `The server answered HTTP ${String(status)} without a JSON-RPC result.` };
}
