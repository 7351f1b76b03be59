import type { JsonObject } from '../../../shared/model/json.ts';
import type { ExchangeParts } from './exchange.ts';

/** A client behind a gateway, as most retries are seen. */
const THROUGH_GATEWAY = { origin: 'gateway' as const };

/** A tools/call that is answered by asking for these keys, with this state. */
export function asks(keys: readonly string[], state?: string, parts: ExchangeParts = {}): ExchangeParts {
  const inputRequests = Object.fromEntries(keys.map((key) => [key, { method: 'roots/list' }]));
  const result: JsonObject = {
    resultType: 'input_required',
    ...(keys.length > 0 && { inputRequests }),
    ...(state !== undefined && { requestState: state }),
  };
  return { ...call(), result, ...parts };
}

/** The same call again, with answers to these keys and this state. */
export function retries(keys: readonly string[], state?: string, parts: ExchangeParts = {}): ExchangeParts {
  const carried: JsonObject = {
    ...(keys.length > 0 && {
      inputResponses: Object.fromEntries(keys.map((key) => [key, { roots: [] }])),
    }),
    ...(state !== undefined && { requestState: state }),
  };
  const { params, ...rest } = parts;
  return { ...call({ ...params, ...carried }), ...rest };
}

function call(more: JsonObject = {}): ExchangeParts {
  return {
    method: 'tools/call',
    params: { name: 'book', arguments: { seat: 7 }, ...more },
    result: { content: [] },
    row: THROUGH_GATEWAY,
  };
}
