import { placeIn } from '../../shared/model/place.ts';
import { isJsonObject, type JsonObject } from '../../shared/model/json.ts';
import type { SeenExchange } from './seen-exchange.ts';

/**
 * Requests whose results may be `input_required`.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#supported-requests
 */
export const ROUND_METHODS: ReadonlySet<string> = new Set(['tools/call', 'prompts/get', 'resources/read']);

/** What a server may ask a client for. */
export const INPUT_METHODS: ReadonlySet<string> = new Set([
  'elicitation/create',
  'sampling/createMessage',
  'roots/list',
]);

/** One entry of inputRequests. */
export interface AskedInput {
  readonly key: string;
  readonly place: string;
  readonly method: string;
  /** Empty where it has none. */
  readonly params: JsonObject;
}

/** An `input_required` result. */
export interface InputRequired {
  /** Of the result. */
  readonly place: string;
  readonly result: JsonObject;
  /** Entries that are objects with a method; what else stands there has a shape that other rules judge. */
  readonly asked: readonly AskedInput[];
}

/** The `input_required` result with which an exchange was answered; undefined where it was answered otherwise. Pure. */
export function inputRequiredOf({ answer }: SeenExchange): InputRequired | undefined {
  const result = answer?.result;
  if (result?.['resultType'] !== 'input_required') return undefined;
  const requests = isJsonObject(result['inputRequests']) ? result['inputRequests'] : {};
  const asked: AskedInput[] = [];
  for (const [key, request] of Object.entries(requests)) {
    if (!isJsonObject(request) || typeof request['method'] !== 'string') continue;
    asked.push({
      key,
      place: placeIn(answer?.place ?? '', 'result', 'inputRequests', key),
      method: request['method'],
      params: isJsonObject(request['params']) ? request['params'] : {},
    });
  }
  return { place: placeIn(answer?.place ?? '', 'result'), result, asked };
}
