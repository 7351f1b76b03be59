import type { JsonObject } from '../../shared/model/draft.ts';
import { nameFieldOf } from '../../shared/spec/modern.ts';
import { isJsonObject } from '../../shared/model/json.ts';

/** The id of a request: a string or an integer, never null. */
export type RequestId = string | number;

/**
 * What one parsed JSON value is as JSON-RPC goes, which MCP 2026-07-28 narrows:
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/index#messages
 */
export type JsonRpcMessage =
  | { readonly kind: 'request'; readonly id: RequestId; readonly method: string }
  | { readonly kind: 'notification'; readonly method: string }
  | { readonly kind: 'result'; readonly id: RequestId; readonly result: JsonObject }
  | {
      readonly kind: 'error';
      /** Undefined where the error names no request. Servers of every era write null for that. */
      readonly id: RequestId | undefined;
      readonly code: number;
      readonly message: string;
    }
  | InvalidMessage;

export interface InvalidMessage {
  readonly kind: 'invalid';
  /** The end of a sentence about the value: "it has no method, result or error". */
  readonly reason: string;
}

/** Says what a parsed JSON value is as JSON-RPC goes, or why it is none. */
export function classifyJsonRpc(value: unknown): JsonRpcMessage {
  if (Array.isArray(value)) return invalid('it is a batch, which MCP has not had since 2025-06-18');
  if (!isJsonObject(value)) return invalid(`it is ${describe(value)}, not an object`);
  const version = value['jsonrpc'];
  if (version === undefined) return invalid('it has no "jsonrpc": "2.0"');
  if (version !== '2.0') return invalid(`its jsonrpc is ${brief(version)}, not "2.0"`);
  const kinds = (['method', 'result', 'error'] as const).filter((key) => value[key] !== undefined);
  if (kinds.length > 1) return invalid(`it has ${kinds.join(' and ')} at once`);
  switch (kinds[0]) {
    case 'method':
      return classifyCall(value);
    case 'result':
      return classifyResult(value);
    case 'error':
      return classifyError(value);
    default:
      return invalid('it has no method, result or error');
  }
}

function classifyCall(value: JsonObject): JsonRpcMessage {
  const { method, id, params } = value;
  if (typeof method !== 'string') return invalid(`its method is ${brief(method)}, not a string`);
  if (params !== undefined && !isJsonObject(params)) {
    return invalid(`its params are ${describe(params)}, not an object`);
  }
  if (id === undefined) return { kind: 'notification', method };
  return isRequestId(id) ? { kind: 'request', id, method } : invalid(wrongId(id));
}

function classifyResult(value: JsonObject): JsonRpcMessage {
  const { id, result } = value;
  if (id === undefined) return invalid('it is a result without an id');
  if (!isRequestId(id)) return invalid(wrongId(id));
  if (!isJsonObject(result)) return invalid(`its result is ${describe(result)}, not an object`);
  return { kind: 'result', id, result };
}

function classifyError(value: JsonObject): JsonRpcMessage {
  const { id, error } = value;
  if (id !== undefined && id !== null && !isRequestId(id)) return invalid(wrongId(id));
  if (!isJsonObject(error)) return invalid(`its error is ${describe(error)}, not an object`);
  const { code, message } = error;
  if (typeof code !== 'number' || !Number.isInteger(code)) {
    return invalid(`its error code is ${brief(code)}, not an integer`);
  }
  if (typeof message !== 'string') return invalid(`its error message is ${brief(message)}, not a string`);
  return { kind: 'error', id: id ?? undefined, code, message };
}

/**
 * What a row calls a request: its method, and the part of `params` that Mcp-Name mirrors or would mirror.
 * However faulty the rest of the body is; undefined where it has no method.
 */
export function nameTwinOf(body: unknown): { readonly method: string; readonly name: string } | undefined {
  if (!isJsonObject(body) || typeof body['method'] !== 'string') return undefined;
  const { method } = body;
  const params = isJsonObject(body['params']) ? body['params'] : {};
  const field = nameFieldOf(method);
  // Methods without that header, such as resources/subscribe, still are about something.
  const fields = field === undefined ? ['name', 'uri', 'taskId'] : [field];
  const name = fields.map((key) => params[key]).find((value) => typeof value === 'string');
  return { method, name: name ?? '' };
}

/** Whether a value may be the id of a request. */
export function isRequestId(value: unknown): value is RequestId {
  return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
}

function invalid(reason: string): InvalidMessage {
  return { kind: 'invalid', reason };
}

function wrongId(id: unknown): string {
  return `its id is ${brief(id)}, not a string or an integer`;
}

/** A value in a sentence, cut where it is long. A structure is named only: writing it might never end. */
function brief(value: unknown): string {
  if (value === undefined || (typeof value === 'object' && value !== null)) return describe(value);
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function describe(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
