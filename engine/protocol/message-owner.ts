import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { META } from '../../shared/spec/modern.ts';
import { isRequestId, type JsonRpcMessage, type RequestId } from './json-rpc.ts';

/** What of a request tells which messages belong to it, on a stream that several requests share. */
export interface OwnerKeys {
  /** Undefined where it has none that could be read. */
  readonly id: RequestId | undefined;
  readonly method: string;
  readonly progressToken: RequestId | undefined;
  /** It asked for log messages of its own (modern era). */
  readonly wantsLogs: boolean;
}

/** Reads them from a request's body, however faulty it is. */
export function ownerKeysOf(body: JsonValue | undefined): OwnerKeys {
  const message = isJsonObject(body) ? body : {};
  const params = isJsonObject(message['params']) ? message['params'] : {};
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  const { id, method } = message;
  const token = meta[META.progressToken];
  return {
    id: isRequestId(id) ? id : undefined,
    method: typeof method === 'string' ? method : '',
    progressToken: isRequestId(token) ? token : undefined,
    wantsLogs: meta[META.logLevel] !== undefined,
  };
}

/**
 * To which of the requests that are on their way, oldest first, a message from the server belongs; undefined where to
 * none of them. An answer names its request, and so do progress, the messages of a subscription, and the end of one. Log
 * messages name none, so they belong to the only request that asked for them; requests of the server's own belong to the
 * process. Pure.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#receiving-messages
 */
export function ownerOf<T extends OwnerKeys>(
  message: JsonRpcMessage,
  json: JsonValue,
  requests: readonly T[],
): T | undefined {
  switch (message.kind) {
    case 'result':
      return requests.find(({ id }) => id === message.id);
    case 'error':
      return message.id === undefined
        ? ownerOfNamelessError(requests)
        : requests.find(({ id }) => id === message.id);
    case 'request':
      return undefined;
    case 'notification':
      return ownerOfNotification(message.method, paramsOf(json), requests);
    case 'invalid':
      return ownerOfBrokenAnswer(json, requests);
  }
}

/** An error that names no request: the server could not read which one it was. */
function ownerOfNamelessError<T extends OwnerKeys>(requests: readonly T[]): T | undefined {
  return requests.find(({ id }) => id === undefined) ?? only(requests);
}

function ownerOfNotification<T extends OwnerKeys>(
  method: string,
  params: JsonObject,
  requests: readonly T[],
): T | undefined {
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  const subscription = meta[META.subscriptionId];
  if (subscription !== undefined) {
    return requests.find(({ id, method: asked }) => asked === 'subscriptions/listen' && id === subscription);
  }
  switch (method) {
    case 'notifications/progress': {
      const { progressToken: token } = params;
      return requests.find(({ progressToken }) => progressToken !== undefined && progressToken === token);
    }
    case 'notifications/cancelled': {
      const { requestId } = params;
      return requests.find(({ id, method: asked }) => asked === 'subscriptions/listen' && id === requestId);
    }
    case 'notifications/message':
      return only(requests.filter(({ wantsLogs }) => wantsLogs));
    default:
      return undefined;
  }
}

/** What is no message, and yet names a request and has no method, is most likely its answer. */
function ownerOfBrokenAnswer<T extends OwnerKeys>(json: JsonValue, requests: readonly T[]): T | undefined {
  if (!isJsonObject(json) || json['method'] !== undefined || !isRequestId(json['id'])) return undefined;
  return requests.find(({ id }) => id === json['id']);
}

function paramsOf(json: JsonValue): JsonObject {
  return isJsonObject(json) && isJsonObject(json['params']) ? json['params'] : {};
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
