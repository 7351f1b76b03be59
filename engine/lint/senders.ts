import type { JsonValue } from '../../shared/model/json.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { META } from '../../shared/spec/modern.ts';
import { isRequestId } from '../protocol/json-rpc.ts';
import { digest } from './digest.ts';
import { IdSet } from './id-set.ts';
import type { SeenExchange, SeenMessage } from './seen-exchange.ts';

/** The latest request with a progress token that has ended. */
export interface EndedToken {
  readonly number: number;
  /** Epoch ms. */
  readonly endedAt: number;
  /** An answer came, and nothing goes on after it: neither a task nor a subscription. */
  readonly isOver: boolean;
}

/** A request that was cancelled on its way. */
export interface CancelledRequest {
  readonly number: number;
  readonly token: JsonValue | undefined;
  /** Epoch ms since when the server is known to have read the cancellation: it answered a request that was sent later. */
  readonly readSince: number | undefined;
}

/** What one client asked over one way: a pipe, or HTTP to one instance or gateway. */
export interface Sender {
  /** Its first request is one that clients begin with, so it is on record from its start. */
  readonly fromTheStart: boolean;
  /** Epoch ms of the first request that is known. */
  readonly firstAt: number;
  readonly ids: IdSet;
  readonly tokens: IdSet;
  /** Ids of subscriptions. */
  readonly listens: IdSet;
  endedWith(token: JsonValue | undefined): EndedToken | undefined;
  cancelled(id: JsonValue | undefined): CancelledRequest | undefined;
  /** The same by progress token. */
  cancelledWith(token: JsonValue | undefined): CancelledRequest | undefined;
  /** Whether a request that asked for log messages was on its way; undefined where that is not known any more. */
  wantedLogs(at: number): boolean | undefined;
}

const MOST_SENDERS = 300;
const MOST_TOKENS = 300;
const MOST_CANCELLED = 100;
const MOST_SPANS = 300;
const FIRST_METHODS: ReadonlySet<string> = new Set(['server/discover', 'initialize']);

interface Cancellation {
  /** When the notification was sent. */
  at: number | undefined;
  flight: { readonly number: number; readonly token: JsonValue | undefined } | undefined;
  readSince: number | undefined;
}

class KnownSender implements Sender {
  readonly ids = new IdSet();
  readonly tokens = new IdSet();
  readonly listens = new IdSet();
  firstAt = Infinity;
  fromTheStart = false;
  readonly #ended = new Map<string, EndedToken>();
  readonly #cancellations = new Map<string, Cancellation>();
  #spans: readonly { readonly from: number; readonly to: number }[] = [];
  #knowsSpans = true;

  get size(): number {
    const counts = [this.ids, this.tokens, this.listens, this.#ended, this.#cancellations];
    return counts.reduce((sum, { size }) => sum + size, this.#spans.length);
  }

  endedWith(token: JsonValue | undefined): EndedToken | undefined {
    return isRequestId(token) ? this.#ended.get(keyOf(token)) : undefined;
  }

  cancelled(id: JsonValue | undefined): CancelledRequest | undefined {
    const known = isRequestId(id) ? this.#cancellations.get(keyOf(id)) : undefined;
    return known?.flight && known.at !== undefined
      ? { ...known.flight, readSince: known.readSince }
      : undefined;
  }

  cancelledWith(token: JsonValue | undefined): CancelledRequest | undefined {
    if (!isRequestId(token)) return undefined;
    for (const { at, flight, readSince } of this.#cancellations.values()) {
      if (flight?.token === token && at !== undefined) return { ...flight, readSince };
    }
    return undefined;
  }

  wantedLogs(at: number): boolean | undefined {
    if (this.#spans.some(({ from, to }) => from <= at && at <= to)) return true;
    return this.#knowsSpans ? false : undefined;
  }

  learn(exchange: SeenExchange, message: SeenMessage): void {
    const { startedAt, method, answer, endedAt = startedAt } = exchange;
    if (startedAt < this.firstAt) {
      this.firstAt = startedAt;
      this.fromTheStart = FIRST_METHODS.has(method);
    }
    if (method === 'notifications/cancelled') this.#cancellation(message.params['requestId']).at = startedAt;
    if (answer) this.#answered(startedAt, startedAt + answer.atMs);
    if (message.kind !== 'request') return;
    this.ids.add(message.id);
    if (method === 'subscriptions/listen') this.listens.add(message.id);
    const token = exchange.meta[META.progressToken];
    if (exchange.failure?.kind === 'cancelled') {
      this.#cancellation(message.id).flight = { number: exchange.number, token };
    }
    if (exchange.meta[META.logLevel] !== undefined) this.#span(startedAt, endedAt);
    if (!isRequestId(token)) return;
    this.tokens.add(token);
    const isOver = answer !== undefined && method !== 'subscriptions/listen' && !isTask(answer);
    const key = keyOf(token);
    this.#ended.delete(key);
    this.#ended.set(key, { number: exchange.number, endedAt, isOver });
    bound(this.#ended, MOST_TOKENS);
  }

  #cancellation(id: JsonValue | undefined): Cancellation {
    const key = isRequestId(id) ? keyOf(id) : '';
    const known = this.#cancellations.get(key) ?? { at: undefined, flight: undefined, readSince: undefined };
    this.#cancellations.set(key, known);
    bound(this.#cancellations, MOST_CANCELLED);
    return known;
  }

  /** A pipe is read in order: who answers what came later has read what came before. */
  #answered(startedAt: number, answeredAt: number): void {
    for (const known of this.#cancellations.values()) {
      if (known.at !== undefined && startedAt > known.at) known.readSince ??= answeredAt;
    }
  }

  #span(from: number, to: number): void {
    if (this.#spans.length >= MOST_SPANS) this.#knowsSpans = false;
    this.#spans = [...this.#spans, { from, to }].slice(-MOST_SPANS);
  }
}

/** Who asked what in one capture, as far as it has ended. */
export class Senders {
  readonly #senders = new Map<string, KnownSender>();

  /** Of the client that sent this; for a process's own row, of the one that writes to that process. */
  of(exchange: SeenExchange): Sender | undefined {
    return this.#senders.get(keyOfSender(exchange));
  }

  /** How much is remembered of all of them. */
  get size(): number {
    let size = 0;
    for (const sender of this.#senders.values()) size += sender.size + 1;
    return size;
  }

  learn(exchange: SeenExchange): void {
    const { message } = exchange.request;
    if (!message || isProcessRow(exchange)) return;
    const key = keyOfSender(exchange);
    const known = this.#senders.get(key) ?? new KnownSender();
    this.#senders.delete(key);
    this.#senders.set(key, known);
    known.learn(exchange, message);
    bound(this.#senders, MOST_SENDERS);
  }
}

/** The row that holds what a process wrote beside its answers; it ends after all requests to that process. */
export function isProcessRow({ transport, channel, request }: SeenExchange): boolean {
  return transport === 'stdio' && channel === undefined && request.bytes.length === 0;
}

function keyOfSender(exchange: SeenExchange): string {
  const { transport, channel, number, gateway, instanceId, client } = exchange;
  if (transport === 'stdio') return `pipe ${String(channel ?? (isProcessRow(exchange) ? number : client))}`;
  return digest(`${gateway?.gatewayId ?? instanceId} ${client}`);
}

function isTask({ result }: SeenMessage): boolean {
  const type = result?.['resultType'];
  return type === 'task' || isJsonObject(result?.['task']);
}

function keyOf(id: string | number): string {
  return typeof id === 'string' ? `"${digest(id)}` : String(id);
}

function bound(of: Map<string, unknown>, most: number): void {
  if (of.size <= most) return;
  for (const oldest of of.keys()) {
    of.delete(oldest);
    return;
  }
}
