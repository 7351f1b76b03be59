import type { StreamEvent } from '../../shared/model/exchange.ts';
import { AnswerJudge, messageFields, preview } from './answer-judge.ts';
import type { AnswerFacts, AnswerProblem, AnswerReader, AnswerReaderOptions } from './answer.ts';
import { MessageScan } from './message-scan.ts';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

/** Reads an answer that says it is one JSON object. */
export function createJsonBodyReader(options: AnswerReaderOptions): AnswerReader {
  return new JsonBodyReader(options);
}

class JsonBodyReader implements AnswerReader {
  readonly #judge: AnswerJudge;
  readonly #options: AnswerReaderOptions;
  readonly #scan = new MessageScan();
  /** All of it, where it may be a batch: the scan keeps no members of an array. */
  readonly #batch: Uint8Array[] | undefined;
  #length = 0;
  /** The first bytes, until there are enough of them to know a byte order mark. */
  #head: Buffer | undefined = Buffer.alloc(0);

  constructor(options: AnswerReaderOptions) {
    this.#options = options;
    this.#judge = new AnswerJudge(options);
    this.#batch = options.batches === true ? [] : undefined;
  }

  push(bytes: Uint8Array): StreamEvent[] {
    this.#length += bytes.length;
    this.#batch?.push(bytes);
    if (this.#head === undefined) {
      this.#scan.push(bytes);
      return [];
    }
    this.#head = Buffer.concat([this.#head, bytes]);
    if (this.#head.length >= BYTE_ORDER_MARK.length) this.#takeHead();
    return [];
  }

  end(atMs: number): StreamEvent[] {
    if (this.#length === 0) {
      this.#judge.complain('malformed', emptyAnswer(this.#options.status));
      return [];
    }
    this.#takeHead();
    const batch = this.#batch && Buffer.concat(this.#batch).toString('utf8');
    const read =
      batch === undefined
        ? this.#judge.judgeScanned(this.#scan.end(), 'The answer')
        : this.#judge.judge(batch, 'The answer');
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
        length: this.#length,
        preview: preview(this.#scan.startText),
      },
    ];
  }

  #takeHead(): void {
    const head = this.#head;
    this.#head = undefined;
    if (head === undefined) return;
    const marked = BYTE_ORDER_MARK.every((byte, index) => head[index] === byte);
    this.#scan.push(marked ? head.subarray(BYTE_ORDER_MARK.length) : head);
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
