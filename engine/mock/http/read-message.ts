import type { Era } from '../../../shared/model/instance.ts';
import { headerValue, type HeaderList } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { LEGACY_HEADER } from '../../../shared/spec/legacy.ts';
import { HEADER, META, MODERN_ERROR, MODERN_REVISION } from '../../../shared/spec/modern.ts';
import { classifyJsonRpc } from '../../protocol/json-rpc.ts';
import { isHeaderFault, routingTable } from '../../protocol/modern/routing-table.ts';

/** What a client has posted. */
export type Posted =
  | {
      readonly kind: 'request';
      readonly era: Era;
      readonly id: string | number;
      readonly method: string;
      readonly params: JsonObject;
      readonly message: JsonObject;
    }
  | { readonly kind: 'notification'; readonly era: Era; readonly method: string }
  /** The answer to what the server asked. */
  | { readonly kind: 'reply'; readonly id: JsonValue }
  | PostedFault;

/** What no server may answer otherwise than with an error. */
export interface PostedFault {
  readonly kind: 'fault';
  readonly status: number;
  readonly id: JsonValue;
  readonly error: JsonObject;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Reads the body of a POST, as a server must. Pure; throws nothing. */
export function readPosted(headers: HeaderList, body: Uint8Array): Posted {
  const type = headerValue(headers, 'content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    return fault(
      415,
      null,
      -32000,
      `The body must be application/json; this one is ${type === '' ? 'of no type' : JSON.stringify(type.slice(0, 80))}.`,
    );
  }
  let value: JsonValue;
  try {
    value = JSON.parse(UTF8.decode(body)) as JsonValue;
  } catch {
    return fault(400, null, -32700, 'The body is no JSON.');
  }
  const read = classifyJsonRpc(value);
  if (read.kind === 'invalid' || !isJsonObject(value)) {
    const why = read.kind === 'invalid' ? read.reason : 'it is no object';
    return fault(400, idIn(value), -32600, `The body is no JSON-RPC message: ${why}.`);
  }
  const params = isJsonObject(value['params']) ? value['params'] : {};
  switch (read.kind) {
    case 'request':
      return {
        ...{ kind: 'request', id: read.id, method: read.method, params, message: value },
        era: eraOf(headers, read.method, params),
      };
    case 'notification':
      return { kind: 'notification', era: eraOf(headers, read.method, params), method: read.method };
    default:
      return { kind: 'reply', id: idIn(value) };
  }
}

/** Which era a message is of: whoever opens or names a session is legacy, whoever names a revision in `_meta` is modern. */
function eraOf(headers: HeaderList, method: string, params: JsonObject): Era {
  if (method === 'initialize' || headerValue(headers, LEGACY_HEADER.sessionId) !== undefined) return 'legacy';
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  if (meta[META.protocolVersion] !== undefined || headerValue(headers, HEADER.method) !== undefined)
    return 'modern';
  return (headerValue(headers, HEADER.protocolVersion) ?? '') >= MODERN_REVISION ? 'modern' : 'legacy';
}

/**
 * What is wrong with a modern request whatever it asks for; undefined where nothing is. Pure.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation
 *
 * @param toolSchema inputSchema of the tool that is called, where it is known.
 */
export function modernFault(
  headers: HeaderList,
  { id, params, message }: Extract<Posted, { kind: 'request' }>,
  toolSchema: JsonValue | undefined,
): PostedFault | undefined {
  const wrong = routingTable(headers, message, toolSchema).find(isHeaderFault);
  if (wrong) {
    return fault(400, id, MODERN_ERROR.headerMismatch, `${wrong.header}: ${wrong.note}`, {
      header: wrong.header,
      ...(wrong.value !== undefined && { value: wrong.value }),
      ...(wrong.fieldValue !== undefined && { body: wrong.fieldValue }),
    });
  }
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  if (!isJsonObject(meta[META.clientCapabilities])) {
    return fault(400, id, -32602, `params._meta must hold ${META.clientCapabilities}.`);
  }
  return undefined;
}

/** A fault as JSON-RPC says it. */
export function fault(
  status: number,
  id: JsonValue,
  code: number,
  message: string,
  data?: JsonObject,
): PostedFault {
  return { kind: 'fault', status, id, error: { code, message, ...(data && { data }) } };
}

function idIn(value: JsonValue): JsonValue {
  const id = isJsonObject(value) ? value['id'] : undefined;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}
