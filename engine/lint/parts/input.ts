import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { placeIn } from '../../../shared/model/place.ts';
import { inputRequiredOf, type AskedInput } from '../asked-input.ts';
import type { Knowledge } from '../knowledge.ts';
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

/** Rounds whose questions are remembered; of a capture with more the oldest are forgotten. */
const MOST_ROUNDS = 500;

/**
 * Gives the answers that a retry brings, each with what was asked for. See each exchange once, in order. Where it is not
 * certain which round a retry answers, there are none.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#multi-round-trip-requests
 */
export function pairInput(): (exchange: SeenExchange, known: Knowledge) => readonly AnsweredInput[] {
  const asked = new Map<number, readonly AskedInput[]>();
  return (exchange, known) => {
    const retry = known.rounds.retryOf(exchange);
    // With another state it may belong to another round.
    const round = retry?.stateIsKept === true ? retry.round : undefined;
    const pairs = round ? answersTo(exchange, asked.get(round.number) ?? []) : [];
    const requests = askedIn(exchange);
    if (requests.length === 0) return pairs;
    asked.set(exchange.number, requests);
    const [oldest] = asked.keys();
    if (asked.size > MOST_ROUNDS && oldest !== undefined) asked.delete(oldest);
    return pairs;
  };
}

function answersTo(exchange: SeenExchange, requests: readonly AskedInput[]): readonly AnsweredInput[] {
  const responses = exchange.request.message?.params['inputResponses'];
  if (!isJsonObject(responses)) return [];
  return requests.flatMap((request) => {
    const response = responses[request.key];
    if (!isJsonObject(response)) return [];
    return [{ request, response, place: placeIn('request', 'params', 'inputResponses', request.key) }];
  });
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
