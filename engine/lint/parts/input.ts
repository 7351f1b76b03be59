import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { placeIn } from '../../../shared/model/place.ts';
import { inputRequiredOf, type AskedInput } from '../asked-input.ts';
import type { SeenExchange } from '../seen-exchange.ts';

/** What the answer asks for; empty where it asks for nothing. Pure. */
export function askedIn(exchange: SeenExchange): readonly AskedInput[] {
  return inputRequiredOf(exchange)?.asked ?? [];
}

/** A form that the answer asks for: a field is a property of its schema, with where it stands. */
export interface AskedForm {
  readonly request: AskedInput;
  readonly message: string;
  readonly schema: JsonObject;
  readonly fields: readonly { readonly name: string; readonly schema: JsonObject; readonly place: string }[];
}

/** The forms among them: elicitations whose mode is form or absent. */
export function formsOf(exchange: SeenExchange): readonly AskedForm[] {
  return askedIn(exchange).flatMap((request) => {
    const { method, params, place } = request;
    if (method !== 'elicitation/create' || (params['mode'] ?? 'form') !== 'form') return [];
    const schema = isJsonObject(params['requestedSchema']) ? params['requestedSchema'] : {};
    const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
    const fields = Object.entries(properties).flatMap(([name, field]) =>
      isJsonObject(field)
        ? [{ name, schema: field, place: placeIn(place, 'params', 'requestedSchema', 'properties', name) }]
        : [],
    );
    return [{ request, message: textOf(params['message']), schema, fields }];
  });
}

/** An elicitation by URL. */
export interface AskedUrl {
  readonly url: string;
  readonly place: string;
}

/** The addresses among them, whatever they look like. */
export function urlsOf(exchange: SeenExchange): readonly AskedUrl[] {
  return askedIn(exchange).flatMap(({ method, params, place }) => {
    const { mode, url } = params;
    if (method !== 'elicitation/create' || mode !== 'url' || typeof url !== 'string') return [];
    return [{ url, place: placeIn(place, 'params', 'url') }];
  });
}

/** Text, or none. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** An answer that a retry brings, with what it answers. */
export interface AnsweredInput {
  readonly request: AskedInput;
  readonly response: JsonObject;
  readonly place: string;
}

/** Rounds that are remembered; of a capture with more open ones at once the oldest are forgotten. */
const MOST_ROUNDS = 1000;

/**
 * Pairs the answers of a retry with what was asked for, by the request's state where it has one, else by the latest such
 * request of the same client. See each exchange once, in order; gives the answers that it brings. What was asked before
 * the recording is in no pair.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#multi-round-trip-requests
 */
export function pairInput(): (exchange: SeenExchange) => readonly AnsweredInput[] {
  const asked = new Map<string, readonly AskedInput[]>();
  return (exchange) => {
    const pairs = answersTo(exchange, asked);
    const { answer } = exchange;
    if (answer?.result?.['resultType'] === 'input_required') {
      const key = roundKey(exchange, answer.result['requestState']);
      asked.delete(key);
      asked.set(key, askedIn(exchange));
      const [oldest] = asked.keys();
      if (asked.size > MOST_ROUNDS && oldest !== undefined) asked.delete(oldest);
    }
    return pairs;
  };
}

function answersTo(
  exchange: SeenExchange,
  asked: ReadonlyMap<string, readonly AskedInput[]>,
): readonly AnsweredInput[] {
  const params = exchange.request.message?.params;
  const responses = params?.['inputResponses'];
  if (!isJsonObject(responses)) return [];
  const requests = asked.get(roundKey(exchange, params?.['requestState'])) ?? [];
  return requests.flatMap((request) => {
    const response = responses[request.key];
    if (!isJsonObject(response)) return [];
    return [{ request, response, place: placeIn('request', 'params', 'inputResponses', request.key) }];
  });
}

function roundKey({ client, method, request }: SeenExchange, state: JsonValue | undefined): string {
  const { name, uri } = request.message?.params ?? {};
  if (typeof state === 'string') return JSON.stringify([client, method, state]);
  return JSON.stringify([client, method, name ?? uri ?? null, null]);
}

/** What a person filled into a form. */
export interface FormAnswer {
  readonly schema: JsonValue | undefined;
  /** Empty where nothing was sent. */
  readonly content: JsonValue;
  /** Of the content, or of the response that lacks it. */
  readonly place: string;
}

/** The forms among these answers that were accepted. Pure. */
export function formAnswersOf(answers: readonly AnsweredInput[]): readonly FormAnswer[] {
  return answers.flatMap(({ request, response, place }) => {
    const { method, params } = request;
    if (method !== 'elicitation/create' || (params['mode'] ?? 'form') !== 'form') return [];
    if (response['action'] !== 'accept') return [];
    const { content } = response;
    const at = content === undefined ? place : placeIn(place, 'content');
    return [{ schema: params['requestedSchema'], content: content ?? {}, place: at }];
  });
}
