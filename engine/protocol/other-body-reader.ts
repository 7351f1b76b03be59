import type { StreamEvent } from '../../shared/model/exchange.ts';
import { AnswerJudge, preview } from './answer-judge.ts';
import type { AnswerFacts, AnswerProblem, AnswerReader, AnswerReaderOptions } from './answer.ts';
import { createJsonBodyReader, emptyAnswer } from './json-body-reader.ts';

/** How much of foreign content is looked at, in bytes. */
const START_BYTES = 400;
const QUOTED_CHARACTERS = 60;
/** First byte of a JSON object or array, after white space or a byte order mark. */
const JSON_START = /^\ufeff?\s*[{[]/;

/** Reads an answer of a type that no MCP answer has. `type` is the media type, empty where none was named. */
export function createOtherBodyReader(options: AnswerReaderOptions, type: string): AnswerReader {
  return new OtherBodyReader(options, type);
}

class OtherBodyReader implements AnswerReader {
  readonly #options: AnswerReaderOptions;
  readonly #type: string;
  readonly #judge: AnswerJudge;
  #start = Buffer.alloc(0);
  /** Reads along while the content may be JSON that is only named wrongly. */
  #json: AnswerReader | undefined;

  constructor(options: AnswerReaderOptions, type: string) {
    this.#options = options;
    this.#type = type;
    this.#judge = new AnswerJudge(options);
    this.#json = createJsonBodyReader(options);
  }

  push(bytes: Uint8Array, atMs: number): StreamEvent[] {
    this.#json?.push(bytes, atMs);
    if (this.#start.length < START_BYTES) {
      this.#start = Buffer.concat([this.#start, bytes]).subarray(0, START_BYTES);
      if (/\S/.test(this.#startText()) && !JSON_START.test(this.#startText())) this.#json = undefined;
    }
    return [];
  }

  end(atMs: number): StreamEvent[] {
    if (this.#start.length === 0) {
      this.#judge.complain('malformed', emptyAnswer(this.#options.status));
      return [];
    }
    const events = this.#json?.end(atMs) ?? [];
    this.#judge.complain('malformed', this.#complaint());
    return events;
  }

  facts(): AnswerFacts {
    return this.#json?.facts() ?? {};
  }

  problem(): AnswerProblem | undefined {
    return this.#judge.problem();
  }

  #complaint(): string {
    const { status } = this.#options;
    const type = this.#type === '' ? 'of no named content type' : this.#type;
    if (status >= 300) {
      return `The server answered HTTP ${String(status)} (${type}) instead of JSON-RPC. Redirects are not followed: use the address in its Location header.`;
    }
    if (this.#json !== undefined && this.#json.problem() === undefined) {
      return `The answer is JSON-RPC, but its content type is ${this.#type === '' ? 'missing' : this.#type} instead of application/json or text/event-stream.`;
    }
    const start = preview(this.#startText().trim().replace(/\s+/g, ' ').slice(0, QUOTED_CHARACTERS));
    return `The answer is ${type} (it begins with ${JSON.stringify(start)}), not JSON-RPC: is this the MCP endpoint?`;
  }

  #startText(): string {
    return this.#start.toString('utf8');
  }
}
