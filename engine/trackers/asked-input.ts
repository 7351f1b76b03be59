import { isJsonObject, type JsonObject } from '../../shared/model/json.ts';
import type { SeenExchange } from '../lint/seen-exchange.ts';

/** Something that a server asked the client for. */
export interface AskedInput {
  readonly method: string;
  readonly params: JsonObject;
  /** Within a result (modern), by a request of its own (legacy), or by the error -32042 (2025-11-25). */
  readonly how: 'result' | 'request' | 'error';
}

/** URL elicitation required, of 2025-11-25 only. */
export const URL_ELICITATION_REQUIRED = -32042;

/**
 * All that the server asked for in this exchange. Pure.
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#inputrequests,
 * https://modelcontextprotocol.io/specification/2025-11-25/client/elicitation#url-elicitation-required-error
 */
export function askedInputs({ messages, answer }: SeenExchange): readonly AskedInput[] {
  const asked: AskedInput[] = [];
  for (const { from, kind, method, params, result } of messages) {
    if (from === 'server' && kind === 'request' && method !== undefined && method !== 'ping') {
      asked.push({ method, params, how: 'request' });
    }
    // A task's state, in a result or a notification, holds what is still open.
    const open = result?.['inputRequests'] ?? (method === 'notifications/tasks' && params['inputRequests']);
    if (isJsonObject(open)) asked.push(...inputsIn(Object.values(open)));
  }
  if (answer?.error?.['code'] === URL_ELICITATION_REQUIRED) {
    const { data } = answer.error;
    const needed = isJsonObject(data) ? data['elicitations'] : undefined;
    for (const params of Array.isArray(needed) ? (needed as readonly unknown[]) : []) {
      if (isJsonObject(params)) asked.push({ method: 'elicitation/create', params, how: 'error' });
    }
  }
  return asked;
}

function inputsIn(requests: readonly unknown[]): AskedInput[] {
  return requests.flatMap((request) => {
    if (!isJsonObject(request) || typeof request['method'] !== 'string') return [];
    const { method, params } = request;
    return [{ method, params: isJsonObject(params) ? params : {}, how: 'result' as const }];
  });
}

/** Name of the tool or prompt that the request is about. Pure. */
export function toolOf({ method, request }: SeenExchange): string | undefined {
  if (method !== 'tools/call' && method !== 'prompts/get') return undefined;
  const name = request.message?.params['name'];
  return typeof name === 'string' ? name.slice(0, 200) : undefined;
}
