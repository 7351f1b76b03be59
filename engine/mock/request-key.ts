import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import { META } from '../../shared/spec/modern.ts';

/**
 * What two requests need not have in common to be the same: who sends it, where its progress goes, which trace it is of.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta
 */
const NOT_COMPARED: ReadonlySet<string> = new Set([
  META.progressToken,
  META.clientInfo,
  META.traceparent,
  'tracestate',
  'baggage',
]);

/** Deeper nesting is compared no further. */
const DEEPEST = 200;

/** What of a request's params is compared. Pure. */
export function comparedParams(method: string, params: JsonObject): JsonObject {
  const { _meta: meta, ...rest } = params;
  const { clientInfo: _own, ...handshake } = rest;
  const plain: JsonObject = method === 'initialize' ? handshake : rest;
  if (!isJsonObject(meta)) return meta === undefined ? plain : { ...plain, _meta: meta };
  const kept = Object.entries(meta).filter(([key]) => !NOT_COMPARED.has(key));
  return kept.length === 0 ? plain : { ...plain, _meta: Object.fromEntries(kept) };
}

/** A short text that is equal for requests of one method whose compared params are equal, in whatever order. Pure. */
export function requestKey(method: string, params: JsonObject): string {
  const hash = createHash('sha256');
  hash.update(method);
  hash.update('\0');
  hash.update(orderedJson(comparedParams(method, params)));
  return hash.digest('base64url').slice(0, 22);
}

/** JSON with members in the order of their names. Pure. */
export function orderedJson(value: JsonValue, depth = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth > DEEPEST) return '"(deeper)"';
  if (Array.isArray(value)) {
    return `[${(value as readonly JsonValue[]).map((item) => orderedJson(item, depth + 1)).join(',')}]`;
  }
  const members = Object.entries(value as JsonObject).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${orderedJson(member, depth + 1)}`).join(',')}}`;
}

/** The tool, prompt, URI or task that a request is about; of a completion, what it completes. '' where there is none. Pure. */
export function nameOf(params: JsonObject): string {
  const { name, uri, taskId, ref } = params;
  const found = [name, uri, taskId, ...(isJsonObject(ref) ? [ref['name'], ref['uri']] : [])];
  return found.find((one) => typeof one === 'string') ?? '';
}
