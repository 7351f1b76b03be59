import { createLinter } from '../../../engine/lint/linter.ts';
import type { Rule } from '../../../engine/lint/rule.ts';
import { seeExchange, type RecordedExchange } from '../../../engine/lint/see-exchange.ts';
import type { SeenExchange } from '../../../engine/lint/seen-exchange.ts';
import { createAnswerReader } from '../../../engine/protocol/answer-reader.ts';
import { nameTwinOf } from '../../../engine/protocol/json-rpc.ts';
import { routingTable } from '../../../engine/protocol/modern/routing-table.ts';
import type { Row, StreamEvent } from '../../../shared/model/exchange.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import { headerValue, type HeaderList } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';

/** `_meta` of a well-behaved modern client. */
export const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'test-client', version: '1.0.0' },
  'io.modelcontextprotocol/clientCapabilities': {},
} as const;

/** `_meta` of a well-behaved modern server. */
export const SERVER_META = {
  'io.modelcontextprotocol/serverInfo': { name: 'test-server', version: '1.0.0' },
} as const;

export interface ExchangeParts {
  readonly row?: Partial<Row>;
  readonly method?: string;
  /** Params beside `_meta`. */
  readonly params?: JsonObject;
  /** Instead of META; null leaves `_meta` out. */
  readonly meta?: JsonObject | null;
  readonly id?: JsonValue;
  /** The whole body, where it is no well-formed request; text is taken as it is; null: no body. */
  readonly body?: JsonValue;
  readonly text?: string;
  readonly httpMethod?: string;
  /** Added to those of a well-behaved client; a null value takes one away. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** All of them, as they stand. */
  readonly headerList?: HeaderList;
  /** The result of the answer; `resultType: 'complete'` and serverInfo are added unless `bare`. */
  readonly result?: JsonObject;
  readonly error?: { readonly code: JsonValue; readonly message?: JsonValue; readonly data?: JsonValue };
  readonly bare?: boolean;
  /** Messages in an SSE stream before the answer, or instead of one. */
  readonly stream?: readonly JsonValue[];
  /** Messages after the answer, in the same stream. */
  readonly after?: readonly JsonValue[];
  /** The answer's body as it is. */
  readonly answerText?: string;
  readonly status?: number;
  readonly answerHeaders?: Readonly<Record<string, string | null>>;
  /** Nothing came. */
  readonly silent?: boolean;
  readonly failure?: RecordedExchange['failure'];
  readonly gateway?: RecordedExchange['gateway'];
  readonly schema?: JsonValue;
}

let numbers = 0;

/** A recorded exchange over HTTP, healthy unless its parts say otherwise; numbers rise by themselves. */
export function recorded(parts: ExchangeParts = {}): RecordedExchange {
  numbers += 1;
  const era = parts.row?.era ?? 'modern';
  const method = parts.method ?? 'tools/list';
  const id = parts.id ?? numbers;
  const body = bodyOf(parts, method, id);
  const requestText = parts.text ?? (body === null ? '' : JSON.stringify(body));
  const headers = headersOf(parts, method, body);
  const answer = answerOf(parts, id);
  const contentType = headerValue(answer.headers, 'content-type');
  const bytes = new TextEncoder().encode(answer.text);
  const events = parts.silent === true ? [] : eventsOf(bytes, contentType, id, answer.status);
  const names = nameTwinOf(Array.isArray(body) ? body[0] : body) ?? { method: '', name: '' };
  const httpMethod = parts.httpMethod ?? 'POST';
  return {
    row: {
      number: numbers,
      startedAt: 1_000_000 + numbers * 100,
      origin: 'composer',
      instanceId: 'alpha',
      instanceName: 'alpha',
      era,
      method: names.method,
      name: names.name,
      state: parts.failure ? 'failed' : 'done',
      status: answer.status,
      durationMs: 10,
      requestBytes: 0,
      responseBytes: bytes.length,
      eventCount: events.length,
      ...parts.row,
    },
    url: 'http://127.0.0.1:4000/mcp',
    httpMethod,
    target: '/mcp',
    headers,
    routing: era === 'modern' && body !== null ? routingTable(headers, body, parts.schema) : [],
    ...(parts.gateway && { gateway: parts.gateway }),
    requestBody: new TextEncoder().encode(requestText),
    ...(parts.silent !== true && { answer: { status: answer.status, headers: answer.headers } }),
    ...(parts.failure && { failure: parts.failure }),
    body: parts.silent === true ? new Uint8Array() : bytes,
    bodyBytes: parts.silent === true ? 0 : bytes.length,
    events,
    partial: false,
  };
}

/** As rules and trackers see it. */
export function exchange(parts: ExchangeParts = {}): SeenExchange {
  return seeExchange(recorded(parts));
}

/** What one rule says about these exchanges, in their order, as the runner would. */
export function findingsOf(
  rule: Rule,
  ...parts: readonly (ExchangeParts | SeenExchange)[]
): readonly Finding[] {
  return judged(rule, ...parts).map(({ finding }) => finding);
}

/** The same with the numbers of the exchanges that the findings are about. */
export function judged(
  rule: Rule,
  ...parts: readonly (ExchangeParts | SeenExchange)[]
): readonly { readonly number: number; readonly finding: Finding }[] {
  const linter = createLinter([rule]);
  return parts.flatMap((part) => linter.see('messages' in part ? part : exchange(part)));
}

function bodyOf(parts: ExchangeParts, method: string, id: JsonValue): JsonValue {
  if (parts.body !== undefined) return parts.body;
  const meta = parts.meta === undefined ? META : parts.meta;
  const bare = parts.row?.era === 'legacy' && parts.meta === undefined;
  return {
    jsonrpc: '2.0',
    id,
    method,
    params: { ...parts.params, ...(meta !== null && !bare && { _meta: meta }) },
  };
}

function headersOf(parts: ExchangeParts, method: string, body: JsonValue): HeaderList {
  if (parts.headerList) return parts.headerList;
  const name = nameTwinOf(body)?.name;
  const named = ['tools/call', 'prompts/get', 'resources/read'].includes(method);
  const usual: Record<string, string | null> = {
    'Content-Type': 'application/json',
    Accept: 'application/json, text/event-stream',
    ...((parts.row?.era ?? 'modern') === 'modern' && {
      'MCP-Protocol-Version': '2026-07-28',
      'Mcp-Method': method,
      ...(named && name !== undefined && { 'Mcp-Name': name }),
    }),
    ...parts.headers,
  };
  return Object.entries(usual).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
}

function answerOf(
  parts: ExchangeParts,
  id: JsonValue,
): { text: string; status: number; headers: HeaderList } {
  const status = parts.status ?? 200;
  const { text, type } = answerText(parts, id);
  const usual: Record<string, string | null> = {
    ...(text !== '' && { 'Content-Type': type }),
    ...(type === 'text/event-stream' && { 'X-Accel-Buffering': 'no' }),
    ...parts.answerHeaders,
  };
  const headers = Object.entries(usual).flatMap(([key, value]) =>
    value === null ? [] : [[key, value] as const],
  );
  return { text, status, headers };
}

function answerText(parts: ExchangeParts, id: JsonValue): { text: string; type: string } {
  if (parts.answerText !== undefined) return { text: parts.answerText, type: 'application/json' };
  const answers: JsonValue[] = [];
  if (parts.error) answers.push({ jsonrpc: '2.0', id, error: { message: 'Refused', ...parts.error } });
  else if (parts.result) answers.push({ jsonrpc: '2.0', id, result: resultOf(parts, parts.result) });
  if (!parts.stream && !parts.after) {
    const [answer] = answers;
    return { text: answer === undefined ? '' : JSON.stringify(answer), type: 'application/json' };
  }
  const all = [...(parts.stream ?? []), ...answers, ...(parts.after ?? [])];
  const text = all.map((message) => `event: message\ndata: ${JSON.stringify(message)}\n\n`).join('');
  return { text, type: 'text/event-stream' };
}

function resultOf(parts: ExchangeParts, result: JsonObject): JsonObject {
  if (parts.bare === true || parts.row?.era === 'legacy') return result;
  const meta = isJsonObject(result['_meta']) ? result['_meta'] : {};
  return { resultType: 'complete', ...result, _meta: { ...SERVER_META, ...meta } };
}

function eventsOf(
  bytes: Uint8Array,
  contentType: string | undefined,
  id: JsonValue,
  status: number,
): readonly StreamEvent[] {
  if (bytes.length === 0) return [];
  const reader = createAnswerReader({
    contentType,
    status,
    expects: 'answer',
    requestId: typeof id === 'string' || typeof id === 'number' ? id : undefined,
  });
  return [...reader.push(bytes, 5), ...reader.end(10)];
}
