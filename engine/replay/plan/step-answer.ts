import type { StepAnswer } from '../../../shared/model/replay-plan.ts';
import { isJsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';

/** Answer headers that say something about the answer, beside all that begin with `mcp-`. Lower case. */
const TELLING = new Set(['content-type', 'retry-after', 'www-authenticate', 'cache-control']);

/** What came to a request. */
export interface AnswerParts {
  /** 0 or absent where there is no HTTP. */
  readonly status?: number;
  readonly headers?: HeaderList;
  readonly failureKind?: string;
  /** The JSON-RPC response to the request. */
  readonly answer?: JsonValue;
  /** The other messages, in order. */
  readonly others: readonly JsonValue[];
  /** The body as text; kept where it holds no message. */
  readonly text?: string;
}

/** All of an answer that is compared. Pure. */
export function stepAnswer({ status, headers, failureKind, answer, others, text }: AnswerParts): StepAnswer {
  const telling = headers && tellingHeaders(headers);
  const { result, error } = isJsonObject(answer) ? answer : {};
  const isBare = answer === undefined && others.length === 0;
  return {
    ...(status !== undefined && status !== 0 && { status }),
    ...(failureKind !== undefined && { failureKind }),
    ...(telling && Object.keys(telling).length > 0 && { headers: telling }),
    ...(result !== undefined && { result }),
    ...(error !== undefined && { error }),
    ...(others.length > 0 && { notifications: others.map(withoutOwn) }),
    ...(isBare && text !== undefined && text !== '' && { text }),
  };
}

/** The same of an exchange that was recorded; `text` is its answer's body where it holds no message. Pure. */
export function stepAnswerOf(exchange: SeenExchange, text?: string): StepAnswer {
  const { answer, messages, response, failure } = exchange;
  return stepAnswer({
    ...(response && { status: response.status, headers: response.headers }),
    ...(failure && { failureKind: failure.kind }),
    ...(answer?.value !== undefined && { answer: answer.value }),
    others: messages.filter((message) => message !== answer).flatMap(({ value }) => value ?? []),
    ...(text !== undefined && { text }),
  });
}

/** Ids of a server's requests are each run's own: nothing is compared by them. */
function withoutOwn(message: JsonValue): JsonValue {
  if (!isJsonObject(message)) return message;
  const { jsonrpc: _always, id: _own, ...rest } = message;
  return rest;
}

/** Lower-case names; several headers of one name are joined by commas, as RFC 9110 section 5.3 allows. Pure. */
export function tellingHeaders(headers: HeaderList): Record<string, string> {
  const telling: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    // A session's id is nobody else's: it differs in each run.
    if (key === 'mcp-session-id' || !(TELLING.has(key) || key.startsWith('mcp-'))) continue;
    const before = telling[key];
    telling[key] = before === undefined ? value : `${before}, ${value}`;
  }
  return telling;
}
