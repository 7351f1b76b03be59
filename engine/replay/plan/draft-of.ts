import { NO_TAMPER, type Draft, type HeaderTamper } from '../../../shared/model/draft.ts';
import { headerValues, type HeaderList } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { LEGACY_HEADER } from '../../../shared/spec/legacy.ts';
import { HEADER, META, MODERN_REVISION } from '../../../shared/spec/modern.ts';
import { buildHeaders } from '../../protocol/modern/build-request.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';

/** What a request needs of the rest of its capture. */
export interface DraftContext {
  /** inputSchema of the tool that it calls, of the capture's latest tools/list. */
  readonly toolSchema?: JsonValue;
  /** Legacy era: what the client said of itself when it opened the session. */
  readonly client?: { readonly info: JsonObject; readonly capabilities: JsonObject };
  /** Lower-case names of headers that were those of the instance, not the request's: the live instance has its own. */
  readonly ofInstance?: ReadonlySet<string>;
}

/** Headers that belong to a connection, to whoever stands between, or to a person: each run has its own. Lower case. */
const NOT_COPIED = new Set(
  (
    'authorization proxy-authorization cookie host connection keep-alive proxy-connection te trailer transfer-encoding upgrade ' +
    'content-length content-encoding accept-encoding user-agent expect date via forwarded x-real-ip x-request-id ' +
    'sec-fetch-mode sec-fetch-site sec-fetch-dest sec-fetch-user dnt pragma cache-control priority'
  ).split(' '),
);
const IS_NOT_COPIED = /^(x-forwarded-|sec-ch-|cf-|x-amz|x-envoy-|x-b3-)/;

/**
 * The draft that sends a recorded request once more, to whatever instance: what it says, what its client declared, and its
 * headers as far as they are not what Hopscope writes by itself, so that a lying header lies again. Undefined where it is
 * no request. Pure.
 */
export function draftOf(exchange: SeenExchange, context: DraftContext = {}): Draft | undefined {
  const { message } = exchange.request;
  if (message?.kind !== 'request' || message.method === undefined) return undefined;
  const { _meta: _own, ...params } = message.params;
  const base: Draft =
    exchange.speaks === 'modern'
      ? modernDraft(exchange, message.method, params)
      : legacyDraft(exchange, message.method, params, context.client);
  const { toolSchema } = context;
  const draft: Draft = { ...base, ...(toolSchema !== undefined && { toolSchema }), followUp: false };
  const body = isPlain(message.value) ? undefined : message.text;
  const headers = exchange.transport === 'stdio' ? [] : headerTampers(exchange, draft, context.ofInstance);
  return { ...draft, tamper: { ...draft.tamper, headers, ...(body !== undefined && { body }) } };
}

/** Whether a message has nothing but what Hopscope writes by itself. */
function isPlain(value: JsonValue | undefined): boolean {
  if (!isJsonObject(value)) return false;
  const { jsonrpc, id, method, params, ...others } = value;
  if (jsonrpc !== '2.0' || typeof method !== 'string' || Object.keys(others).length > 0) return false;
  if (typeof id !== 'string' && typeof id !== 'number') return false;
  return (
    params === undefined ||
    (isJsonObject(params) && (params['_meta'] === undefined || isJsonObject(params['_meta'])))
  );
}

function modernDraft({ meta, revision }: SeenExchange, method: string, params: JsonObject): Draft {
  const {
    [META.protocolVersion]: version,
    [META.clientInfo]: info,
    [META.clientCapabilities]: declared,
    [META.logLevel]: logLevel,
    [META.progressToken]: progressToken,
    [META.traceparent]: traceparent,
    ...others
  } = meta;
  const clientInfo = plainInfo(info);
  const capabilities = isJsonObject(declared) ? declared : undefined;
  const changed: JsonObject = {
    ...others,
    ...unless(typeof version === 'string' || version === undefined, META.protocolVersion, version),
    ...unless(clientInfo !== null || info === undefined, META.clientInfo, info),
    ...unless(capabilities !== undefined || declared === undefined, META.clientCapabilities, declared),
    ...unless(typeof logLevel === 'string' || logLevel === undefined, META.logLevel, logLevel),
    ...unless(isToken(progressToken) || progressToken === undefined, META.progressToken, progressToken),
    ...unless(typeof traceparent === 'string' || traceparent === undefined, META.traceparent, traceparent),
  };
  const dropMeta = [
    ...(version === undefined ? [META.protocolVersion] : []),
    ...(declared === undefined ? [META.clientCapabilities] : []),
  ];
  return {
    era: 'modern',
    revision: typeof version === 'string' ? version : (revision ?? MODERN_REVISION),
    method,
    params,
    clientCapabilities: capabilities ?? {},
    clientInfo,
    ...(typeof logLevel === 'string' && { logLevel }),
    ...(isToken(progressToken) && { progressToken }),
    ...(typeof traceparent === 'string' && { traceparent }),
    tamper: { ...NO_TAMPER, meta: changed, dropMeta },
  };
}

function legacyDraft(
  { meta, revision }: SeenExchange,
  method: string,
  params: JsonObject,
  client: DraftContext['client'],
): Draft {
  const { [META.progressToken]: progressToken, [META.traceparent]: traceparent, ...others } = meta;
  return {
    era: 'legacy',
    revision: revision ?? '',
    method,
    params,
    clientCapabilities: client?.capabilities ?? {},
    clientInfo: plainName(client?.info),
    ...(isToken(progressToken) && { progressToken }),
    ...(typeof traceparent === 'string' && { traceparent }),
    tamper: { ...NO_TAMPER, meta: others },
  };
}

function unless(isPlainValue: boolean, key: string, value: JsonValue | undefined): JsonObject {
  return isPlainValue || value === undefined ? {} : { [key]: value };
}

/** Name and version, where the client said exactly that. */
function plainInfo(info: JsonValue | undefined): Draft['clientInfo'] {
  return isJsonObject(info) && Object.keys(info).length === 2 ? plainName(info) : null;
}

function plainName(info: JsonObject | undefined): Draft['clientInfo'] {
  const { name, version } = info ?? {};
  return typeof name === 'string' && typeof version === 'string' ? { name, version } : null;
}

function isToken(value: JsonValue | undefined): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** What has to be done to the headers that Hopscope writes, so that they are the recorded ones. */
function headerTampers(
  exchange: SeenExchange,
  draft: Draft,
  ofInstance?: ReadonlySet<string>,
): HeaderTamper[] {
  const recorded = exchange.request.headers;
  const written = writtenHeaders(draft);
  if (draft.era === 'modern' && areWritten(recorded, written)) return [];
  const names = new Map<string, string>();
  for (const [name] of [...written, ...recorded]) {
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  const tampers: HeaderTamper[] = [];
  for (const [key, name] of names) {
    const values = headerValues(recorded, key);
    // A session says by itself which revision it is of.
    if (draft.era === 'legacy' && key === VERSION) continue;
    // What fetch says by itself says nothing.
    if (isOwn(key) || ofInstance?.has(key) === true || (key === 'accept-language' && values[0] === '*'))
      continue;
    tampers.push(...tampersOf(name, headerValues(written, key), values));
  }
  return tampers;
}

/** Whether these are, in this order, just the headers that Hopscope writes: then nothing has to be done to them. */
function areWritten(recorded: HeaderList, written: HeaderList): boolean {
  let at = 0;
  for (const [name, value] of recorded) {
    const key = name.toLowerCase();
    if (isOwn(key)) continue;
    const own = written[at];
    if (own?.[0].toLowerCase() !== key || (own[1] !== value && means(key, own[1]) !== means(key, value)))
      return false;
    at += 1;
  }
  return at === written.length;
}

function isOwn(key: string): boolean {
  return NOT_COPIED.has(key) || IS_NOT_COPIED.test(key) || key === SESSION || key === LAST_EVENT;
}

const SESSION = LEGACY_HEADER.sessionId.toLowerCase();
const VERSION = HEADER.protocolVersion.toLowerCase();
const LAST_EVENT = LEGACY_HEADER.lastEventId.toLowerCase();

function writtenHeaders(draft: Draft): HeaderList {
  if (draft.era === 'legacy')
    return [
      ['Content-Type', JSON_TYPE],
      ['Accept', BOTH],
    ];
  return buildHeaders(draft);
}

const JSON_TYPE = 'application/json';
const BOTH = 'application/json, text/event-stream';

function tampersOf(name: string, written: readonly string[], recorded: readonly string[]): HeaderTamper[] {
  const key = name.toLowerCase();
  const [value, ...more] = recorded;
  if (value === undefined) return [{ op: 'drop', name }];
  const isSame = written[0] !== undefined && means(key, written[0]) === means(key, value);
  return [
    ...(isSame ? [] : [{ op: 'set' as const, name, value }]),
    ...more.map((other) => ({ op: 'add' as const, name, value: other })),
  ];
}

/** Two ways to write the same: what a server accepts, and the media type of the body. */
function means(key: string, value: string): string {
  if (key === 'accept') {
    return value
      .split(',')
      .map((type) => type.split(';')[0]?.trim().toLowerCase())
      .sort()
      .join();
  }
  return key === 'content-type' ? (value.split(';')[0]?.trim().toLowerCase() ?? '') : value;
}
