import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import type { Transform } from 'node:stream';

/** What a decoder tells, in order; `ended` is the last call: after `end()`, or where the content is broken. */
export interface DecoderListener {
  /** Decoded bytes, with the time at which the encoded bytes that they came from were read. */
  decoded(bytes: Uint8Array, atMs: number): void;
  /** More may be written again after `write` returned false. */
  drained(): void;
  /** `problem` says why the content could not be decoded to its end. */
  ended(problem: string | undefined): void;
}

/** Undoes Content-Encoding as the bytes arrive, without waiting for more than it needs. */
export interface ContentDecoder {
  /** False: wait for `drained` before the next write. */
  write(bytes: Uint8Array, atMs: number): boolean;
  end(): void;
  /** Stops at once; nothing more is told. */
  destroy(): void;
}

const KNOWN = new Set(['gzip', 'x-gzip', 'deflate', 'br', 'zstd']);
/** More layers than anybody needs; a bound for what a peer can make us build. */
const MAX_LAYERS = 3;

/** The codings of the Content-Encoding values, in the order in which they were applied, without `identity`. */
export function contentCodings(values: readonly string[]): string[] {
  return values
    .flatMap((value) => value.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
}

/** Whether these codings can be undone here. */
export function canDecode(codings: readonly string[]): boolean {
  return codings.length <= MAX_LAYERS && codings.every((coding) => KNOWN.has(coding));
}

/** A decoder for codings that `canDecode` accepts. Nothing is built before the first byte. */
export function createContentDecoder(codings: readonly string[], listener: DecoderListener): ContentDecoder {
  return new StreamingDecoder(codings, listener);
}

class StreamingDecoder implements ContentDecoder {
  readonly #codings: readonly string[];
  readonly #listener: DecoderListener;
  /** Arrival times of the writes that have not been processed yet, oldest first. */
  readonly #arrivals: number[] = [];
  #layers: Transform[] = [];
  #lastAtMs = 0;
  #over = false;

  constructor(codings: readonly string[], listener: DecoderListener) {
    this.#codings = codings;
    this.#listener = listener;
  }

  write(bytes: Uint8Array, atMs: number): boolean {
    if (this.#over || bytes.length === 0) return true;
    if (this.#layers.length === 0) this.#build(bytes[0] ?? 0);
    this.#lastAtMs = atMs;
    this.#arrivals.push(atMs);
    return (
      this.#layers[0]?.write(bytes, () => {
        this.#arrivals.shift();
      }) ?? true
    );
  }

  end(): void {
    if (this.#over) return;
    const [first] = this.#layers;
    // An answer without content, such as one to HEAD, has nothing to decode whatever its headers say.
    if (first === undefined) this.#finish(undefined);
    else first.end();
  }

  destroy(): void {
    this.#over = true;
    for (const layer of this.#layers) layer.destroy();
  }

  #build(firstByte: number): void {
    // The coding applied last is undone first.
    this.#layers = [...this.#codings]
      .reverse()
      .map((coding, index) => createLayer(coding, index === 0 ? firstByte : undefined));
    for (const [index, layer] of this.#layers.entries()) {
      const next = this.#layers[index + 1];
      layer.on('error', (error) => {
        this.#finish(`${this.#codings.at(-1 - index) ?? ''}: ${error.message}`);
      });
      if (next !== undefined) layer.pipe(next);
    }
    this.#layers[0]?.on('drain', () => {
      if (!this.#over) this.#listener.drained();
    });
    this.#layers.at(-1)?.on('data', (bytes: Uint8Array) => {
      if (!this.#over) this.#listener.decoded(bytes, this.#arrivals[0] ?? this.#lastAtMs);
    });
    this.#layers.at(-1)?.on('end', () => {
      this.#finish(undefined);
    });
  }

  #finish(problem: string | undefined): void {
    if (this.#over) return;
    this.destroy();
    this.#listener.ended(problem);
  }
}

/** Flush settings that give out all that can be decoded so far: an SSE event must not wait for the next. */
function createLayer(coding: string, firstByte: number | undefined): Transform {
  const zlibOptions = { flush: constants.Z_SYNC_FLUSH };
  switch (coding) {
    case 'br':
      return createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH });
    case 'zstd':
      return createZstdDecompress({ flush: constants.ZSTD_e_flush });
    case 'deflate':
      // Named deflate is the zlib format (RFC 9110 section 8.4.1.2); some servers send the bare one.
      return firstByte === undefined || (firstByte & 0x0f) === 8
        ? createInflate(zlibOptions)
        : createInflateRaw(zlibOptions);
    default:
      return createGunzip(zlibOptions);
  }
}
