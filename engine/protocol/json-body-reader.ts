import { asBuffer } from '../as-buffer.ts';
import type { StreamEvent } from '../../shared/model/exchange.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import { AnswerJudge, messageFields, preview, startOf, type ReadMessage } from './answer-judge.ts';
import type { AnswerFacts, AnswerProblem, AnswerReader, AnswerReaderOptions, ReadTwin } from './answer.ts';
import { MessageScan, type ScannedMessage } from './message-scan.ts';

/** A body up to this length is parsed at its end, which is quickest; a longer one is read as it arrives. */
const SMALL_BYTES = 32 * 1024;
/** And one of so many bytes may stay in memory with its preview: a copy costs more. */
const LITTLE_BYTES = 2_000;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

/** Reads an answer that says it is one JSON object. */
export function createJsonBodyReader(options: AnswerReaderOptions): AnswerReader {
  return new JsonBodyReader(options);
}

class JsonBodyReader implements AnswerReader {
  readonly #judge: AnswerJudge;
  readonly #options: AnswerReaderOptions;
  #scan: LateScan | undefined;
  /** All of it, where it may be a batch: the scan keeps no members of an array. */
  readonly #batch: Uint8Array[] | undefined;
  /** All of it so far, while it is small. */
  #small: Uint8Array[] | undefined = [];
  #length = 0;
  #parsed: { readonly value: JsonValue } | undefined;
  /** An equal answer that was read before. */
  #twin: ReadTwin | undefined;

  constructor(options: AnswerReaderOptions) {
    this.#options = options;
    this.#judge = new AnswerJudge(options);
    this.#batch = options.batches === true ? [] : undefined;
  }

  push(bytes: Uint8Array): StreamEvent[] {
    this.#length += bytes.length;
    this.#batch?.push(bytes);
    if (this.#small === undefined) this.#scan?.push(bytes);
    else {
      this.#small.push(bytes);
      if (this.#length > SMALL_BYTES) this.#scanSmall();
    }
    return [];
  }

  end(atMs: number): StreamEvent[] {
    if (this.#length === 0) {
      this.#judge.complain('malformed', emptyAnswer(this.#options.status));
      return [];
    }
    this.#twin = this.#knownTwin();
    if (this.#twin) {
      this.#parsed = this.#twin;
      return [{ ...this.#twin.event, atMs }];
    }
    const { read, start } = this.#read();
    if ('message' in read && (read.message.kind === 'request' || read.message.kind === 'notification')) {
      this.#judge.complain(
        'malformed',
        `The answer is a ${read.message.kind} (${read.message.method}), not a result or an error.`,
      );
    }
    const event = {
      index: 0,
      kind: 'json',
      ...messageFields(read),
      offset: 0,
      length: this.#length,
      preview: this.#length > LITTLE_BYTES ? preview(start) : startOf(start),
    } as const;
    this.#remember(event);
    return [{ ...event, atMs }];
  }

  #knownTwin(): ReadTwin | undefined {
    const { status, twins } = this.#options;
    const twin = twins?.read;
    const bytes = this.#only();
    if (!twin || !bytes || twin.status !== status || twin.bytes.length !== bytes.length) return undefined;
    return asBuffer(bytes).equals(twin.bytes) ? twin : undefined;
  }

  #remember(event: ReadTwin['event']): void {
    const { status, twins } = this.#options;
    const bytes = this.#only();
    if (!twins || twins.read || !bytes || !this.#parsed) return;
    const { value } = this.#parsed;
    twins.read = { status, bytes, value, event, facts: this.facts(), problem: this.problem() };
  }

  /** All of the answer, where it came in one piece. */
  #only(): Uint8Array | undefined {
    return this.#small?.length === 1 ? this.#small[0] : undefined;
  }

  #read(): { readonly read: ReadMessage; readonly start: string } {
    if (this.#batch !== undefined) {
      const text = withoutMark(Buffer.concat(this.#batch).toString('utf8'));
      return { read: this.#judge.judge(text, 'The answer'), start: text };
    }
    const whole = this.#small && parseWhole(this.#small);
    this.#parsed = whole;
    if (whole) return { read: this.#judge.judgeScanned(whole, 'The answer'), start: whole.text };
    // The scan knows where the fault is.
    const scan = this.#scan ?? this.#scanSmall();
    const read = this.#judge.judgeScanned(scan.end(), 'The answer');
    return { read, start: scan.startText };
  }

  #scanSmall(): LateScan {
    const scan = new LateScan();
    for (const bytes of this.#small ?? []) scan.push(bytes);
    this.#small = undefined;
    this.#scan = scan;
    return scan;
  }

  parsed(): { readonly value: JsonValue } | undefined {
    return this.#parsed;
  }

  facts(): AnswerFacts {
    return this.#twin?.facts ?? this.#judge.facts();
  }

  problem(): AnswerProblem | undefined {
    return this.#twin ? this.#twin.problem : this.#judge.problem();
  }
}

/** A scan of what comes behind a byte order mark, if there is one. */
class LateScan {
  readonly #scan = new MessageScan();
  /** The first bytes, until there are enough of them to know a byte order mark. */
  #head: Buffer | undefined = Buffer.alloc(0);

  get startText(): string {
    return this.#scan.startText;
  }

  push(bytes: Uint8Array): void {
    if (this.#head === undefined) {
      this.#scan.push(bytes);
      return;
    }
    this.#head = Buffer.concat([this.#head, bytes]);
    if (this.#head.length >= BYTE_ORDER_MARK.length) this.#takeHead();
  }

  end(): ScannedMessage {
    this.#takeHead();
    return this.#scan.end();
  }

  #takeHead(): void {
    const head = this.#head;
    this.#head = undefined;
    if (head === undefined) return;
    const marked = BYTE_ORDER_MARK.every((byte, index) => head[index] === byte);
    this.#scan.push(marked ? head.subarray(BYTE_ORDER_MARK.length) : head);
  }
}

function parseWhole(
  parts: readonly Uint8Array[],
): { readonly value: JsonValue; readonly text: string } | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const bytes = parts.length === 1 ? asBuffer(first) : Buffer.concat(parts);
  const text = withoutMark(bytes.toString('utf8'));
  try {
    return { value: JSON.parse(text) as JsonValue, text };
  } catch {
    return undefined;
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** The sentence for an answer without content where one was due. */
export function emptyAnswer(status: number): string {
  return `The server answered HTTP ${String(status)} without content, where a JSON-RPC answer was expected.`;
}
