import type { Draft, JsonValue } from '../../shared/model/draft.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import type { ExchangeRecorder } from '../capture/recorder.ts';
import type { RequestId } from '../protocol/json-rpc.ts';
import type { OwnerKeys } from '../protocol/message-owner.ts';
import { TransportFailure } from '../transport/transport-failure.ts';
import type { Sending } from './channel.ts';
import { startDeadline, type Deadline } from './deadline.ts';

export interface FlightOptions {
  readonly recorder: ExchangeRecorder;
  readonly ref: ExchangeRef;
  readonly keys: OwnerKeys;
  /** What leaves, with its line feed. */
  readonly line: Uint8Array;
  readonly draft: Draft | undefined;
  readonly limits: FlightLimits;
  /** `performance.now()` when it began; absent: now. */
  readonly startedAtMs?: number;
  readonly signal: AbortSignal;
  /** What the server is called in sentences. */
  readonly where: string;
  /** Whether the server has a reason to say nothing: it waits for a person. */
  readonly mayBeSilent: () => boolean;
  /** Nobody waits for the answer any more: it was cancelled, or took too long. Told before the end. */
  readonly onGiveUp: (flight: StdioFlight) => void;
  readonly onEnd: (flight: StdioFlight) => void;
}

/** Longest silence in ms, before the first message and after it; 0 waits for ever. */
export interface FlightLimits {
  readonly idleTimeoutMs: number;
  readonly streamIdleTimeoutMs?: number;
}

/**
 * One message on its way to a server on stdio, and what comes back for it: a row. It ends once, by its answer, by
 * a failure, or by being given up. Times that are given to it are `performance.now()`.
 */
export class StdioFlight implements OwnerKeys, Sending {
  readonly id: RequestId | undefined;
  readonly method: string;
  readonly progressToken: RequestId | undefined;
  readonly wantsLogs: boolean;
  readonly draft: Draft | undefined;
  readonly ref: ExchangeRef;
  readonly done: Promise<void>;
  readonly #options: FlightOptions;
  readonly #startedAt: number;
  readonly #finish: () => void;
  readonly #deadline: Deadline;
  readonly #onAbort = (): void => this.#giveUp(this.#abortReason());
  #idle: NodeJS.Timeout | undefined;
  #sentMs: number | undefined;
  #firstMs: number | undefined;
  #isOver = false;

  constructor(options: FlightOptions) {
    this.#options = options;
    const { keys, draft, ref, signal } = options;
    this.#startedAt = options.startedAtMs ?? performance.now();
    this.id = keys.id;
    this.method = keys.method;
    this.progressToken = keys.progressToken;
    this.wantsLogs = keys.wantsLogs;
    this.draft = draft;
    this.ref = ref;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.done = promise;
    this.#finish = () => resolve(undefined);
    this.#deadline = draft ? startDeadline(draft, signal) : noDeadline(signal);
    this.#deadline.signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#watch(options.limits.idleTimeoutMs);
  }

  /** The message that it carries. */
  get text(): string {
    return Buffer.from(this.#options.line).toString('utf8').trimEnd();
  }

  row(): ReturnType<Sending['row']> {
    return this.#options.recorder.row();
  }

  /** The pipe has taken the line, or an answer shows that the server has. */
  sent(atMs: number): void {
    if (this.#sentMs !== undefined || this.#isOver) return;
    this.#sentMs = this.#since(atMs);
    this.#options.recorder.requestBytes(this.#options.line, this.#sentMs);
  }

  /** A line of the server that belongs here, with its line feed. */
  take(line: Uint8Array, json: JsonValue, atMs: number): void {
    if (this.#isOver) return;
    this.sent(atMs);
    const { recorder, limits } = this.#options;
    const since = this.#since(atMs);
    if (this.#firstMs === undefined) {
      this.#firstMs = since;
      recorder.responseHead({ status: 0, statusText: '', httpVersion: '', headers: [] }, since);
    }
    recorder.responseBytes(line, since);
    recorder.bodyBytes(line, since);
    if (isJsonObject(json)) this.#deadline.saw(json);
    this.#watch(limits.streamIdleTimeoutMs ?? limits.idleTimeoutMs);
  }

  finding(finding: Finding): void {
    this.#options.recorder.finding(finding);
  }

  end(failure?: TransportFailure, atMs = performance.now()): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#idle);
    this.#deadline.signal.removeEventListener('abort', this.#onAbort);
    this.#deadline.stop();
    this.#options.recorder.end({
      timing: {
        ...(this.#sentMs !== undefined && { requestSentMs: this.#sentMs }),
        ...(this.#firstMs !== undefined && { firstByteMs: this.#firstMs }),
        endMs: this.#since(atMs),
      },
      ...(failure && { failure: failure.toFailure(Date.now()) }),
    });
    this.#options.onEnd(this);
    this.#finish();
  }

  /** Whether it was given up before anything could leave. */
  get isAborted(): boolean {
    return this.#deadline.signal.aborted;
  }

  /** Ends what was aborted before it began. */
  endAborted(): void {
    this.end(this.#abortReason());
  }

  #giveUp(failure: TransportFailure): void {
    if (this.#isOver) return;
    this.#options.onGiveUp(this);
    this.end(failure);
  }

  #abortReason(): TransportFailure {
    const reason: unknown = this.#deadline.signal.reason;
    if (reason instanceof TransportFailure) return reason;
    return new TransportFailure('cancelled', `Cancelled while waiting for ${this.#options.where} to answer.`);
  }

  #watch(idleMs: number): void {
    clearTimeout(this.#idle);
    if (idleMs === 0 || this.#isOver) return;
    this.#idle = setTimeout(() => {
      if (this.#options.mayBeSilent()) this.#watch(idleMs);
      else this.#tooSilent(idleMs);
    }, idleMs);
  }

  #tooSilent(idleMs: number): void {
    this.#giveUp(
      new TransportFailure(
        'timeout',
        `${this.#options.where} was silent for ${String(idleMs)} ms while waiting for its answer. Raise the time limit if the server needs longer, or look at what it wrote to stderr.`,
      ),
    );
  }

  #since(atMs: number): number {
    return Math.max(0, atMs - this.#startedAt);
  }
}

function noDeadline(signal: AbortSignal): Deadline {
  return { signal, saw: () => undefined, stop: () => undefined };
}
