import type { StreamEvent } from '../../shared/model/exchange.ts';
import { AnswerJudge, messageFields, preview } from './answer-judge.ts';
import type { AnswerFacts, AnswerProblem, AnswerReader, AnswerReaderOptions } from './answer.ts';
import { MessageScan } from './message-scan.ts';
import { createSseParser } from './sse-parser.ts';
import type { SseEvent, SseItem, SseRemainder } from './sse-parser.ts';

/** Reads an answer that is a stream of server-sent events. */
export function createEventStreamReader(options: AnswerReaderOptions): AnswerReader {
  return new EventStreamReader(options);
}

class EventStreamReader implements AnswerReader {
  readonly #judge: AnswerJudge;
  readonly #batches: boolean;
  readonly #parser = createSseParser(() => new MessageScan());
  #count = 0;
  #messages = 0;

  constructor(options: AnswerReaderOptions) {
    this.#judge = new AnswerJudge(options);
    this.#batches = options.batches === true;
  }

  push(bytes: Uint8Array, atMs: number): StreamEvent[] {
    return this.#parser.push(bytes).map((item) => this.#toStreamEvent(item, atMs));
  }

  end(): StreamEvent[] {
    const remainder = this.#parser.end();
    if (remainder !== undefined) this.#judge.complain('cut', unterminated(remainder));
    if (!this.#judge.answered) this.#judge.complain('cut', endedWithoutAnswer(this.#messages));
    return [];
  }

  facts(): AnswerFacts {
    return this.#judge.facts();
  }

  problem(): AnswerProblem | undefined {
    return this.#judge.problem();
  }

  #toStreamEvent(item: SseItem<MessageScan>, atMs: number): StreamEvent {
    const index = this.#count;
    this.#count += 1;
    const place = { index, atMs, offset: item.offset, length: item.length };
    if (item.kind === 'comment') return { ...place, kind: 'comment', preview: preview(item.text) };
    const fields = {
      eventName: item.name,
      ...(item.id !== undefined && { eventId: item.id }),
      ...(item.retryMs !== undefined && { retryMs: item.retryMs }),
    };
    // Without data nothing is dispatched: like a comment it only keeps the stream going.
    if (item.data === undefined) return { ...place, kind: 'comment', ...fields, preview: '' };
    return {
      ...place,
      kind: 'message',
      ...fields,
      ...this.#readMessage(item, item.data, index),
      preview: preview(item.data),
    };
  }

  /** Only events called `message` carry JSON-RPC; an empty one is how older servers hand out an event id. */
  #readMessage(
    event: SseEvent<MessageScan>,
    data: string,
    index: number,
  ): Pick<StreamEvent, 'message' | 'method'> {
    if (event.name !== 'message' || data === '') return {};
    this.#messages += 1;
    const what = `Event ${String(index + 1)} of the stream`;
    const { sink } = event;
    // The scan keeps no members of an array.
    return messageFields(
      sink === undefined || this.#batches
        ? this.#judge.judge(data, what)
        : this.#judge.judgeScanned(sink.end(), what),
    );
  }
}

function unterminated(remainder: SseRemainder): string {
  return `The stream ended within an event: its last ${String(remainder.length)} bytes are not followed by an empty line, so by the rules of SSE they count for nothing.`;
}

function endedWithoutAnswer(messages: number): string {
  const before =
    messages === 0 ? 'without a message' : `after ${String(messages)} message${messages === 1 ? '' : 's'}`;
  return `The stream ended ${before}, before the answer to the request.`;
}
