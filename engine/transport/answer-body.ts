import type { HeaderList } from '../../shared/model/headers.ts';
import { headerValues } from '../../shared/model/headers.ts';
import { canDecode, contentCodings, createContentDecoder } from './content-decoder.ts';
import type { ContentDecoder } from './content-decoder.ts';
import type { ExchangeSink } from './exchange-sink.ts';
import { TransportFailure } from './transport-failure.ts';

/** Where the body of an answer goes, and who is told about its course. */
export interface AnswerBodyOptions {
  readonly headers: HeaderList;
  readonly sink: Pick<ExchangeSink, 'bodyBytes'>;
  readonly maxBodyBytes: number;
  /** More may be given again after `take` returned false. */
  readonly drained: () => void;
  /** Everything was told. With a failure: the rest of the body is not wanted. Called once. */
  readonly over: (failure: TransportFailure | undefined) => void;
  /**
   * Somebody else gets the bytes as well and must not wait for their record: over the limit it is cut without a failure,
   * and where decoding falls behind by `LAG_BYTES` it is given up.
   */
  readonly handedOn?: boolean;
}

const LAG_BYTES = 8 * 1024 * 1024;

/** Takes the body of an answer off its transfer coding, undoes its content coding and keeps it within the limit. */
export class AnswerBody {
  /** Content-Encoding that is undone, as in the header. */
  readonly decodedFrom: string | undefined;
  readonly #options: AnswerBodyOptions;
  readonly #decoder: ContentDecoder | undefined;
  /** Codings that nobody here can undo: the body is told as it came. */
  readonly #unknownCodings: string | undefined;
  #encodedBytes = 0;
  #toldBytes = 0;
  #cutAtLimit = false;
  /** Encoded bytes since the decoder said that it has enough. */
  #behind = 0;
  #over = false;

  constructor(options: AnswerBodyOptions) {
    this.#options = options;
    const codings = contentCodings(headerValues(options.headers, 'content-encoding'));
    if (codings.length === 0) return;
    if (!canDecode(codings)) {
      this.#unknownCodings = codings.join(', ');
      return;
    }
    this.decodedFrom = codings.join(', ');
    this.#decoder = createContentDecoder(codings, {
      decoded: (bytes, atMs) => {
        this.#tell(bytes, atMs);
      },
      drained: () => {
        this.#behind = 0;
        options.drained();
      },
      ended: (problem) => {
        this.#finish(problem === undefined ? undefined : undecodable(problem));
      },
    });
  }

  /** Whether the body was longer than the limit and was cut there. */
  get cutAtLimit(): boolean {
    return this.#cutAtLimit;
  }

  /** Bytes of the body so far, before content decoding. */
  get encodedBytes(): number {
    return this.#encodedBytes;
  }

  /** False: wait for `drained` before giving more. */
  take(bytes: Uint8Array, atMs: number): boolean {
    if (this.#over) return true;
    this.#encodedBytes += bytes.length;
    if (this.#decoder === undefined) {
      this.#tell(bytes, atMs);
      return true;
    }
    // Content that decodes to next to nothing must not go on for ever either.
    if (this.#encodedBytes > this.#options.maxBodyBytes) {
      this.#cut();
      return true;
    }
    if (this.#decoder.write(bytes, atMs)) return true;
    this.#behind += bytes.length;
    if (this.#options.handedOn === true && this.#behind > LAG_BYTES) this.#cut();
    return false;
  }

  /** No more bytes come; what was given so far is still told before `over`. */
  end(): void {
    if (this.#over) return;
    if (this.#decoder !== undefined) {
      this.#decoder.end();
      return;
    }
    const unknown = this.#unknownCodings;
    this.#finish(unknown === undefined || this.#encodedBytes === 0 ? undefined : unknownCoding(unknown));
  }

  #tell(bytes: Uint8Array, atMs: number): void {
    if (this.#over) return;
    const room = this.#options.maxBodyBytes - this.#toldBytes;
    const part = bytes.length > room ? bytes.subarray(0, room) : bytes;
    this.#toldBytes += part.length;
    if (part.length > 0) this.#options.sink.bodyBytes(part, atMs);
    if (part !== bytes) this.#cut();
  }

  #cut(): void {
    this.#cutAtLimit = true;
    if (this.#options.handedOn === true) {
      this.#finish(undefined);
      return;
    }
    const limit = String(this.#options.maxBodyBytes);
    this.#finish(
      new TransportFailure(
        'too-large',
        `The body of the answer is longer than the limit of ${limit} bytes: it was cut there and the connection closed.`,
      ),
    );
  }

  #finish(failure: TransportFailure | undefined): void {
    if (this.#over) return;
    this.#over = true;
    this.#decoder?.destroy();
    this.#options.over(failure);
  }
}

function undecodable(problem: string): TransportFailure {
  return new TransportFailure(
    'malformed',
    `The body of the answer cannot be decoded (${problem}). The raw bytes are kept as they came.`,
  );
}

function unknownCoding(codings: string): TransportFailure {
  return new TransportFailure(
    'malformed',
    `The body of the answer is encoded as ${codings}, which Hopscope cannot undo: it is shown as it came. Ask for gzip, deflate, br or zstd with Accept-Encoding.`,
  );
}
