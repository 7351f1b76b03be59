import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { placeIn } from '../../../shared/model/place.ts';
import type { SeenExchange, SeenMessage } from '../seen-exchange.ts';

/** An object in a message, with where it stands. */
export interface Placed {
  readonly value: JsonObject;
  readonly place: string;
}

/** Which member of a result lists what. */
const FIELDS = {
  'tools/list': 'tools',
  'prompts/list': 'prompts',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
} as const;

export type ListMethod = keyof typeof FIELDS;

/** Several rules ask about the same answer. */
const read = new WeakMap<SeenMessage, readonly Placed[]>();

/** What an answer to this list method lists; empty for every other exchange. Pure. */
export function entriesOf({ method, answer }: SeenExchange, list: ListMethod): readonly Placed[] {
  if (method !== list || !answer?.result) return [];
  let entries = read.get(answer);
  if (!entries) {
    entries = placed(answer.result[FIELDS[list]], answer.place, 'result', FIELDS[list]);
    read.set(answer, entries);
  }
  return entries;
}

/** The objects of a list in a message, and nothing where it is none. */
export function placed(
  list: JsonValue | undefined,
  root: string,
  ...path: readonly (string | number)[]
): readonly Placed[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly JsonValue[]).flatMap((value, at) =>
    isJsonObject(value) ? [{ value, place: placeIn(root, ...path, at) }] : [],
  );
}

/** resultType; where it is missing, which is found already, what the result's members tell. */
export function meantType(result: JsonObject): unknown {
  const type = result['resultType'];
  if (type !== undefined) return type;
  if (result['inputRequests'] !== undefined || result['requestState'] !== undefined) return 'input_required';
  return result['taskId'] === undefined ? 'complete' : 'task';
}

/** The result of an answer that ends its request: none that asks for input, stands for a task or says that the tool failed. */
export function successOf({ answer }: SeenExchange): JsonObject | undefined {
  const result = answer?.result;
  if (!result || result['isError'] === true) return undefined;
  return meantType(result) === 'complete' ? result : undefined;
}
