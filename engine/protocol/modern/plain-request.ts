import type { Draft, JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { RoutingLine } from '../../../shared/model/exchange.ts';
import type { HeaderList, HeaderPair } from '../../../shared/model/headers.ts';
import { HEADER, META, nameFieldOf } from '../../../shared/spec/modern.ts';
import { POST_LINES, type RequestTarget } from '../assemble-request.ts';
import { isTampered } from './build-request.ts';
import { encodeHeaderValue } from './header-value.ts';
import { readParamHeaders } from './param-headers.ts';
import { matchLine } from './routing-table.ts';

/** A request as `buildRequest` builds it, without where each value came from; and its message, which need not be parsed again. */
export interface PlainRequest {
  readonly message: JsonObject;
  readonly body: string;
  readonly headers: HeaderList;
  readonly routing: readonly RoutingLine[];
}

/** Header lines that every POST has. Lower case. */
const OWN = new Set([
  'host',
  'content-length',
  'connection',
  ...POST_LINES.map(([name]) => name.toLowerCase()),
]);

/** Whether an instance's headers are none of those that Hopscope writes by itself. */
function areOthers(headers: HeaderList): boolean {
  return headers.every(([name]) => {
    const key = name.toLowerCase();
    return !OWN.has(key) && !key.startsWith('mcp-');
  });
}

/** Schemas of which it is known whether they ask for headers. */
const WITHOUT_HEADERS = new WeakMap<object, boolean>();

function asksForHeaders(schema: JsonValue | undefined): boolean {
  if (schema === undefined) return false;
  if (typeof schema !== 'object' || schema === null) return true;
  let without = WITHOUT_HEADERS.get(schema);
  if (without === undefined) {
    const read = readParamHeaders(schema);
    without = read.valid && read.headers.length === 0;
    WITHOUT_HEADERS.set(schema, without);
  }
  return !without;
}

/**
 * Builds what most drafts mean, in a fraction of the time that `buildRequest` takes, and exactly the same: nothing is changed on
 * purpose, and all headers are what they mirror. Undefined for any other draft or target. Pure.
 */
export function buildPlainRequest(draft: Draft, target: RequestTarget): PlainRequest | undefined {
  const { method, revision, params } = draft;
  if (draft.notification === true || isTampered(draft) || '_meta' in params) return undefined;
  if (revision === '' || method === '' || !areOthers(target.headers)) return undefined;
  if (method === 'tools/call' && asksForHeaders(draft.toolSchema)) return undefined;
  const nameField = nameFieldOf(method);
  const name = nameField && params[nameField];
  if (nameField && (typeof name !== 'string' || encodeHeaderValue(name) !== name)) return undefined;
  const message: JsonObject = {
    jsonrpc: '2.0',
    id: draft.requestId ?? target.requestId,
    method,
    params: { ...params, _meta: metaOf(draft) },
  };
  const body = JSON.stringify(message);
  const routing = [
    matchLine(HEADER.protocolVersion, `params._meta["${META.protocolVersion}"]`, revision),
    matchLine(HEADER.method, 'method', method),
  ];
  const mirrors: HeaderPair[] = [
    [HEADER.protocolVersion, revision],
    [HEADER.method, method],
  ];
  if (nameField && typeof name === 'string') {
    routing.push(matchLine(HEADER.name, `params.${nameField}`, name));
    mirrors.push([HEADER.name, name]);
  }
  const headers: HeaderList = [
    ['Host', new URL(target.url).host],
    ...POST_LINES.map(([header, value]): HeaderPair => [header, value]),
    ...mirrors,
    ...target.headers,
    ['Content-Length', String(Buffer.byteLength(body))],
    ['Connection', 'keep-alive'],
  ];
  return { message, body, headers, routing };
}

/** In the order in which it is sent. */
function metaOf({
  revision,
  clientInfo,
  clientCapabilities,
  logLevel,
  progressToken,
  traceparent,
}: Draft): JsonObject {
  return {
    [META.protocolVersion]: revision,
    ...(clientInfo && { [META.clientInfo]: { ...clientInfo } }),
    [META.clientCapabilities]: clientCapabilities,
    ...(logLevel !== undefined && { [META.logLevel]: logLevel }),
    ...(progressToken !== undefined && { [META.progressToken]: progressToken }),
    ...(traceparent !== undefined && { [META.traceparent]: traceparent }),
  };
}
