/** One line of a stream. */
export interface Line {
  /** Its bytes without the line end; of a cut line the first ones. */
  readonly bytes: Uint8Array;
  /** It was longer than the limit. The rest of it is passed over. */
  readonly cut: boolean;
}

export interface LineLimits {
  /** Longest line, in bytes without its line end. While a line is incomplete, little more is held. */
  readonly maxLineBytes: number;
  /** What is kept of a line that is longer, in bytes. */
  readonly keptBytes: number;
}

const LF = 10;
const CR = 13;
const FIRST_BLOCK_BYTES = 4 * 1024;
const LARGEST_BLOCK_BYTES = 1024 * 1024;

/**
 * Splits bytes into lines at LF; a CR before it belongs to the line end. Time and memory grow with the bytes,
 * whatever the chunks are. A line within one chunk is a view of it, so chunks must not be changed afterwards.
 */
export class LineSplitter {
  readonly #limits: LineLimits;
  #part: Blocks;
  /** The rest of a line that was cut. */
  #skipping = false;

  constructor(limits: LineLimits) {
    this.#limits = limits;
    this.#part = new Blocks();
  }

  /** The lines that became complete with these bytes, empty ones too, and one that became too long. */
  *push(chunk: Uint8Array): Generator<Line, void> {
    let at = 0;
    for (let lf = chunk.indexOf(LF); lf >= 0; lf = chunk.indexOf(LF, at)) {
      const line = this.#skipping ? undefined : this.#complete(chunk.subarray(at, lf));
      this.#skipping = false;
      at = lf + 1;
      if (line !== undefined) yield line;
    }
    if (at === chunk.length || this.#skipping) return;
    const line = this.#keep(chunk.subarray(at));
    if (line !== undefined) yield line;
  }

  /** No more bytes come: what stands behind the last line end, where something does. */
  end(): Line | undefined {
    const { length } = this.#part;
    return length === 0 ? undefined : this.#complete(new Uint8Array());
  }

  #complete(rest: Uint8Array): Line {
    const whole = this.#part.length === 0 ? rest : undefined;
    const length = this.#part.length + rest.length;
    const last = rest.length > 0 ? rest[rest.length - 1] : this.#part.last;
    const lineLength = last === CR ? length - 1 : length;
    if (lineLength > this.#limits.maxLineBytes) return this.#cut(rest);
    if (whole !== undefined) return { bytes: whole.subarray(0, lineLength), cut: false };
    this.#part.push(rest);
    return { bytes: this.#part.take().subarray(0, lineLength), cut: false };
  }

  /** Keeps the beginning of a line; the line, where it is too long already. */
  #keep(part: Uint8Array): Line | undefined {
    const length = this.#part.length + part.length;
    const { maxLineBytes } = this.#limits;
    // One byte more may be the CR of the line end.
    if (length > maxLineBytes + 1 || (length > maxLineBytes && part[part.length - 1] !== CR)) {
      this.#skipping = true;
      return this.#cut(part);
    }
    this.#part.push(part);
    return undefined;
  }

  #cut(rest: Uint8Array): Line {
    const kept = Math.min(this.#limits.keptBytes, this.#limits.maxLineBytes);
    this.#part.push(rest.subarray(0, Math.max(0, kept - this.#part.length)));
    // A copy: a view would hold all that came.
    return { bytes: new Uint8Array(this.#part.take(kept)), cut: true };
  }
}

/** Bytes in blocks that grow: a server may write one byte at a time, and each piece of its own costs much more. */
class Blocks {
  #full: Uint8Array[] = [];
  #block = new Uint8Array();
  #used = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get last(): number | undefined {
    return this.#used > 0 ? this.#block[this.#used - 1] : undefined;
  }

  push(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#used === this.#block.length) this.#grow();
      const piece = rest.subarray(0, this.#block.length - this.#used);
      this.#block.set(piece, this.#used);
      this.#used += piece.length;
      this.#length += piece.length;
      rest = rest.subarray(piece.length);
    }
  }

  /** All of it as one, or that many bytes; nothing is left behind. */
  take(most = Infinity): Uint8Array {
    const blocks = [...this.#full, this.#block.subarray(0, this.#used)];
    const taken = Buffer.concat(blocks, Math.min(most, this.#length));
    this.#full = [];
    this.#block = new Uint8Array();
    this.#used = 0;
    this.#length = 0;
    return taken;
  }

  #grow(): void {
    if (this.#used > 0) this.#full.push(this.#block);
    this.#block = new Uint8Array(Math.min(Math.max(this.#length, FIRST_BLOCK_BYTES), LARGEST_BLOCK_BYTES));
    this.#used = 0;
  }
}
