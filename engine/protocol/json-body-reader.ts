import type { StreamEvent } from '../../shared/model/exchange.ts';
import { AnswerJudge, messageFields, preview } from './answer-judge.ts';
import type { AnswerFacts, AnswerProblem, AnswerReader, AnswerReaderOptions } from './answer.ts';

/** Reads an answer that says it is one JSON object. */
export function createJsonBodyReader(options: AnswerReaderOptions): AnswerReader {
  return new JsonBodyReader(options);
}

class JsonBodyReader implements AnswerReader {
  readonly #judge: AnswerJudge;
  readonly #options: AnswerReaderOptions;
  #chunks: Uint8Array[] = [];

  constructor(options: AnswerReaderOptions) {
    this.#options = options;
    this.#judge = new AnswerJudge(options);
  }

  push(bytes: Uint8Array): StreamEvent[] {
    this.#chunks.push(bytes);
    return [];
  }

  end(atMs: number): StreamEvent[] {
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [];
    if (bytes.length === 0) {
      this.#judge.complain('malformed', emptyAnswer(this.#options.status));
      return [];
    }
    const text = bytes.toString('utf8').replace(/^\ufeff/, '');
    const read = this.#judge.judge(text, 'The answer');
    if ('message' in read && (read.message.kind === 'request' || read.message.kind === 'notification')) {
      this.#judge.complain(
        'malformed',
        `The answer is a ${read.message.kind} (${read.message.method}), not a result or an error.`,
      );
    }
    return [
      {
        index: 0,
        atMs,
        kind: 'json',
        ...messageFields(read),
        offset: 0,
        length: bytes.length,
        preview: preview(text),
      },
    ];
  }

  facts(): AnswerFacts {
    return this.#judge.facts();
  }

  problem(): AnswerProblem | undefined {
    return this.#judge.problem();
  }
}

/** The sentence for an answer without content where one was due. */
export function emptyAnswer(status: number): string {
  return `The server answered HTTP ${String(status)} without content, where a JSON-RPC answer was expected.`;
}
