import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { Failure, FailureKind } from '../../../shared/model/exchange.ts';
import { headerValue } from '../../../shared/model/headers.ts';
import type { StepAnswer } from '../../../shared/model/replay-plan.ts';
import { createMessageWatch, type MessageWatch } from '../../protocol/message-watch.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../../transport/exchange-sink.ts';
import { answerOf } from '../../protocol/read-messages.ts';
import { stepAnswer } from '../plan/step-answer.ts';

/** First byte of a JSON object or array, after white space or a byte order mark. */
const JSON_START = /^\ufeff?\s*[{[]/;

/** What an exchange of a replay came to. */
export interface TappedAnswer {
  readonly answer: StepAnswer;
  readonly failure?: Failure;
  readonly head?: ResponseHead;
}

/** Who hears of a stream's messages while they come. */
export interface TapListener {
  /** A message that is not the answer: a notification, or a question of the server's. */
  other?(message: JsonObject): void;
  /** The answer has come on a stream, which should end now. */
  answered?(): void;
}

/** For requests that are the same to the byte: what the last plain answer to one of them came to. Equal ones are the same object. */
export class ToldTwins {
  value: JsonValue | undefined;
  head: ResponseHead | undefined;
  answer: StepAnswer | undefined;
}

/**
 * A sink that hands everything on to the recorder and reads the answer as it comes: whoever replays needs it at once, and asking
 * the store for it would cost more than sending.
 */
export class AnswerTap implements ExchangeSink {
  readonly #recorder: ExchangeSink;
  readonly #requestId: string | number | undefined;
  readonly #listener: TapListener | undefined;
  /** That we ended the exchange, because its answer had come, is no failure of it. */
  endsWell = false;
  #head: ResponseHead | undefined;
  #chunks: Uint8Array[] = [];
  #watch: MessageWatch | undefined;
  #messages: JsonValue[] = [];
  #failure: Failure | undefined;
  /** The messages of a plain answer, where whoever records it has parsed it anyway. */
  #parsed: readonly JsonValue[] | undefined;
  #value: JsonValue | undefined;
  readonly #twins: ToldTwins | undefined;

  constructor(
    recorder: ExchangeSink,
    requestId: string | number | undefined,
    listener?: TapListener,
    twins?: ToldTwins,
  ) {
    this.#recorder = recorder;
    this.#requestId = requestId;
    this.#listener = listener;
    this.#twins = twins;
  }

  requestBytes(bytes: Uint8Array, atMs: number): void {
    this.#recorder.requestBytes(bytes, atMs);
  }

  responseBytes(bytes: Uint8Array, atMs: number): void {
    this.#recorder.responseBytes(bytes, atMs);
  }

  responseHead(head: ResponseHead, atMs: number): void {
    this.#head = head;
    const type = headerValue(head.headers, 'content-type');
    if (type?.toLowerCase().startsWith('text/event-stream') === true) this.#watch = createMessageWatch();
    this.#recorder.responseHead(head, atMs);
  }

  bodyBytes(bytes: Uint8Array, atMs: number): void {
    this.#recorder.bodyBytes(bytes, atMs);
    if (!this.#watch) {
      this.#chunks.push(bytes);
      return;
    }
    for (const { message } of this.#watch.push(bytes)) {
      this.#messages.push(message);
      if (message['id'] === this.#requestId && ('result' in message || 'error' in message)) {
        this.#listener?.answered?.();
      } else this.#listener?.other?.(message);
    }
  }

  end(end: ExchangeEnd): void {
    const ours = this.endsWell && end.failure?.kind === 'cancelled';
    this.#failure = ours ? undefined : end.failure;
    const { failure: _ours, ...rest } = end;
    this.#recorder.end(ours ? rest : end);
  }

  /** The body of the answer as whoever records it has parsed it. Before `result`. */
  readonly parsed = (value: JsonValue): void => {
    this.#value = value;
    const messages = messagesIn(value);
    // Of what holds no message its text is kept.
    if (messages.length > 0) this.#parsed = messages;
  };

  /** Only after `end`. `judged`: the recorder's verdict, which knows more of what came than the transport. */
  result(judged?: FailureKind): TappedAnswer {
    const failureKind = this.#failure?.kind ?? judged;
    const twins = failureKind === undefined && this.#parsed && !this.#watch ? this.#twins : undefined;
    if (twins?.answer && twins.value === this.#value && this.#head && twins.head === this.#head)
      return { answer: twins.answer, head: this.#head };
    const result = this.#result(failureKind);
    if (twins) {
      twins.value = this.#value;
      twins.head = this.#head;
      twins.answer = result.answer;
    }
    return result;
  }

  #result(failureKind: FailureKind | undefined): TappedAnswer {
    const known = this.#watch ? this.#messages : this.#parsed;
    const text = known ? undefined : this.#text();
    const messages = known ?? messagesOf(text ?? '');
    const status = this.#head?.status ?? 0;
    const answer = answerOf(messages, { id: this.#requestId, status });
    return {
      answer: stepAnswer({
        ...(this.#head && { status, headers: this.#head.headers }),
        ...(failureKind !== undefined && { failureKind }),
        ...(answer && { answer }),
        others: answer ? messages.filter((message) => message !== answer) : messages,
        ...(text !== undefined && { text }),
      }),
      ...(this.#failure && { failure: this.#failure }),
      ...(this.#head && { head: this.#head }),
    };
  }

  #text(): string {
    const [only] = this.#chunks;
    const whole = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : only;
    if (!whole) return '';
    return Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength).toString('utf8');
  }
}

/** The messages of a plain answer, as they are recorded. */
function messagesOf(text: string): readonly JsonValue[] {
  if (!JSON_START.test(text)) return [];
  try {
    const json = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) as JsonValue;
    return messagesIn(json);
  } catch {
    return [];
  }
}

function messagesIn(json: JsonValue): readonly JsonValue[] {
  if (Array.isArray(json)) return json as readonly JsonValue[];
  return typeof json === 'object' && json !== null ? [json] : [];
}
