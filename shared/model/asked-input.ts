import type { JsonObject } from './draft.ts';
import type { AskedInput } from './input.ts';
import { isJsonObject } from './json.ts';

/**
 * What an `input_required` result asks for; undefined where it is none, or asks in a way that cannot be answered.
 * The state is handed on as the string that it is and never looked into. Pure.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#inputrequiredresult
 */
export function askedInput(result: JsonObject): AskedInput | undefined {
  if (result['resultType'] !== 'input_required') return undefined;
  const { inputRequests, requestState } = result;
  if (inputRequests !== undefined && !isJsonObject(inputRequests)) return undefined;
  const requests = Object.entries(inputRequests ?? {}).map(([key, request]) => ({
    key,
    method: isJsonObject(request) && typeof request['method'] === 'string' ? request['method'] : '',
    params: isJsonObject(request) && isJsonObject(request['params']) ? request['params'] : {},
  }));
  return { requests, ...(typeof requestState === 'string' && { requestState }) };
}
