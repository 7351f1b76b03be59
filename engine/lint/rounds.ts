import { isJsonObject, jsonOf, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import { inputRequiredOf, ROUND_METHODS } from './asked-input.ts';
import { digest } from './digest.ts';
import { brief } from './brief.ts';
import type { SeenExchange } from './seen-exchange.ts';

/** A request that was answered by `input_required`, as far as its retry is judged by it. */
export interface Round {
  readonly number: number;
  readonly client: string;
  /** Method and params, as they were but for what only a retry carries. */
  readonly request: string;
  /** What stands for the requestState; undefined where there was none. */
  readonly state: string | undefined;
  /** The state for people; 'absent' where there was none. */
  readonly shownState: string;
  /** Keys of inputRequests. */
  readonly keys: ReadonlySet<string>;
  /** These, and those of the rounds before in the same conversation. */
  readonly everAsked: ReadonlySet<string>;
  readonly id: JsonValue | undefined;
  /** Epoch ms. */
  readonly endedAt: number;
  /** A retry of it has been seen. */
  readonly answered: boolean;
  /** Its answer could not be read to the end: any retry may belong to it. */
  readonly unread: boolean;
}

/** A request that carries requestState or inputResponses, and what it answers. */
export interface Retry {
  /** Undefined where that is not certain. */
  readonly round: Round | undefined;
  /** Its state was given out for this other request. */
  readonly foreign: Round | undefined;
  readonly state: JsonValue | undefined;
  readonly stateIsKept: boolean;
  /** Keys of inputResponses. */
  readonly answers: readonly string[];
}

/** So many rounds are remembered, the latest. */
const MOST_ROUNDS = 2000;
/** Conversations that asked for more keep no list of it. */
const MOST_KEYS = 200;
/** A shorter state may stand in many answers by chance. */
const TELLING_STATE = 16;

interface Remembered extends Round {
  answered: boolean;
}

/**
 * The rounds of multi round-trip requests in one capture, and which of them a retry answers: the one that it is linked to,
 * else the one whose request it repeats and whose state or keys it carries. Where several are possible, the one that does
 * not put the client in the wrong is taken; where none is certain, none.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#basic-workflow
 */
export class Rounds {
  readonly #byNumber = new Map<number, Remembered>();
  readonly #byState = new Map<string, Set<Remembered>>();
  readonly #byRequest = new Map<string, Set<Remembered>>();
  #latest: { readonly exchange: SeenExchange; readonly retry: Retry | undefined } | undefined;

  /** Undefined where the request is no retry. */
  retryOf(exchange: SeenExchange): Retry | undefined {
    // Several rules ask about the same exchange.
    if (this.#latest?.exchange !== exchange) this.#latest = { exchange, retry: this.#match(exchange) };
    return this.#latest.retry;
  }

  /** How many rounds are remembered. */
  get size(): number {
    return this.#byNumber.size;
  }

  learn(exchange: SeenExchange): void {
    const retry = this.retryOf(exchange);
    this.#latest = undefined;
    const answered = retry?.round && this.#byNumber.get(retry.round.number);
    if (answered) answered.answered = true;
    if (!ROUND_METHODS.has(exchange.method)) return;
    const input = inputRequiredOf(exchange);
    if (input) this.#add(exchange, input.result, answered);
    else if (exchange.partial && !exchange.answer) this.#add(exchange, undefined, undefined);
  }

  #add(exchange: SeenExchange, result: JsonObject | undefined, before: Round | undefined): void {
    const state = result?.['requestState'];
    const keys = Object.keys(isJsonObject(result?.['inputRequests']) ? result['inputRequests'] : {});
    const round: Remembered = {
      number: exchange.number,
      client: exchange.client,
      request: requestOf(exchange),
      state: state === undefined ? undefined : digest(jsonOf(state)),
      shownState: brief(state),
      keys: new Set(keys.slice(0, MOST_KEYS)),
      everAsked: new Set([...(before?.everAsked ?? []), ...keys].slice(-MOST_KEYS - 1)),
      id: exchange.request.message?.id,
      endedAt: exchange.endedAt ?? exchange.startedAt,
      answered: false,
      unread: result === undefined,
    };
    this.#byNumber.set(round.number, round);
    if (round.state !== undefined) addTo(this.#byState, round.state, round);
    addTo(this.#byRequest, askerOf(round), round);
    if (this.#byNumber.size > MOST_ROUNDS) this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const [number, round] of this.#byNumber) {
      this.#byNumber.delete(number);
      if (round.state !== undefined) removeFrom(this.#byState, round.state, round);
      removeFrom(this.#byRequest, askerOf(round), round);
      return;
    }
  }

  #match(exchange: SeenExchange): Retry | undefined {
    const { requestState: state, inputResponses } = exchange.request.message?.params ?? {};
    const answers = isJsonObject(inputResponses) ? Object.keys(inputResponses) : [];
    if (state === undefined && answers.length === 0) return undefined;
    const key = state === undefined ? undefined : digest(jsonOf(state));
    const sameState = key === undefined ? [] : [...(this.#byState.get(key) ?? [])];
    const retry = (round: Round | undefined, foreign?: Round): Retry => {
      return { round, foreign, state, stateIsKept: round !== undefined && round.state === key, answers };
    };
    const { link } = exchange;
    if (link?.kind === 'round') return retry(this.#byNumber.get(link.to));

    const request = requestOf(exchange);
    const own = sameState.filter((round) => round.request === request);
    const foreign = own.length === 0 && (key?.length ?? 0) >= TELLING_STATE ? sameState.at(-1) : undefined;
    if (!ROUND_METHODS.has(exchange.method)) return retry(undefined, foreign);
    const mine = [...(this.#byRequest.get(askerOf({ client: exchange.client, request })) ?? [])];
    const possible = [...new Set([...own, ...mine])].filter(({ endedAt }) => endedAt <= exchange.startedAt);
    if (possible.some(({ unread }) => unread)) return retry(undefined);
    return retry(likeliest(possible, key, answers), foreign);
  }
}

/** The round that a retry answers, as far as one can be told. Among equals the latest. */
function likeliest(
  rounds: readonly Round[],
  state: string | undefined,
  answers: readonly string[],
): Round | undefined {
  let best: Round | undefined;
  let most = 0;
  for (const round of rounds) {
    const isSameState = round.state === state;
    const answersIt = answers.some((key) => round.keys.has(key));
    // Another state, and none of the keys, or a retry that was seen: it may answer something that began before the recording.
    if (!isSameState && (round.answered || (answers.length > 0 && !answersIt))) continue;
    if (isSameState && round.answered && !answersIt && state === undefined) continue;
    const points = (isSameState ? 3 : 0) + (answersIt ? 2 : 0) + (round.answered ? 0 : 1);
    if (points < most) continue;
    best = round;
    most = points;
  }
  return best;
}

/** Method and params without what a retry adds and without `_meta`, which is every request's own. */
function requestOf({ method, request }: SeenExchange): string {
  const {
    requestState: _state,
    inputResponses: _responses,
    _meta: _own,
    ...params
  } = request.message?.params ?? {};
  return digest(`${method} ${jsonOf(params)}`);
}

function askerOf({ client, request }: Pick<Round, 'client' | 'request'>): string {
  return `${digest(client)} ${request}`;
}

function addTo<T>(index: Map<string, Set<T>>, key: string, value: T): void {
  const values = index.get(key);
  if (values) values.add(value);
  else index.set(key, new Set([value]));
}

function removeFrom<T>(index: Map<string, Set<T>>, key: string, value: T): void {
  const values = index.get(key);
  values?.delete(value);
  if (values?.size === 0) index.delete(key);
}
