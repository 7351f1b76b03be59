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

/** Members of results that ask for input or stand for a task. */
const UNFINISHED = ['inputRequests', 'requestState', 'taskId'] as const;

/** The result of an answer that ends its request: none that asks for input, stands for a task or says that the tool failed. */
export function successOf({ answer }: SeenExchange): JsonObject | undefined {
  const result = answer?.result;
  if (!result || result['isError'] === true) return undefined;
  const type = result['resultType'];
  // Without its type what it has tells: that the type is missing is found already.
  if (type === undefined) return UNFINISHED.some((key) => result[key] !== undefined) ? undefined : result;
  return type === 'complete' ? result : undefined;
}
