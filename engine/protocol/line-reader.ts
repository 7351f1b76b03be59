import type { StreamEvent } from '../../shared/model/exchange.ts';
import { AnswerJudge, messageFields, preview } from './answer-judge.ts';
import type { AnswerFacts, AnswerProblem, AnswerReader, AnswerReaderOptions } from './answer.ts';

/**
 * Reads an answer whose messages come one a line: from a stdio server, or sorted out of a stream that several
 * exchanges share. Each `push` is one whole line with its line feed.
 */
export function createLineReader(options: Omit<AnswerReaderOptions, 'contentType' | 'status'>): AnswerReader {
  return new LineReader({ ...options, contentType: undefined, status: 0 });
}

class LineReader implements AnswerReader {
  readonly #judge: AnswerJudge;
  #count = 0;
  #offset = 0;

  constructor(options: AnswerReaderOptions) {
    this.#judge = new AnswerJudge(options);
  }

  push(bytes: Uint8Array, atMs: number): StreamEvent[] {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    const line = text.endsWith('\n') ? text.slice(0, -1) : text;
    const length = bytes.length - (text.length - line.length);
    const read = this.#judge.judge(line, `Message ${String(this.#count + 1)}`);
    const event: StreamEvent = {
      index: this.#count,
      atMs,
      kind: 'line',
      ...messageFields(read),
      offset: this.#offset,
      length,
      preview: preview(line),
    };
    this.#count += 1;
    this.#offset += bytes.length;
    return [event];
  }

  end(): StreamEvent[] {
    if (!this.#judge.answered) this.#judge.complain('cut', 'No answer to the request came.');
    return [];
  }

  facts(): AnswerFacts {
    return this.#judge.facts();
  }

  problem(): AnswerProblem | undefined {
    return this.#judge.problem();
  }
}
