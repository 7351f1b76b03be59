/** Bytes of one side, as they were given and when. */
interface Given {
  readonly bytes: Uint8Array;
  readonly atMs: number;
}

const MOST_GONE = 1_000;

/** What was given of one side of an answer and has not been recorded yet, in the order of its coming. */
export class GivenPieces {
  #parts: Given[] = [];
  /** Parts before this one, and bytes of this one, are gone. */
  #first = 0;
  #done = 0;

  push(bytes: Uint8Array, atMs: number): void {
    this.#parts.push({ bytes, atMs });
  }

  /** The next bytes, as many as these at most; undefined where there are none. */
  take(length: number): Given | undefined {
    const part = this.#parts[this.#first];
    if (!part) return undefined;
    const to = Math.min(part.bytes.length, this.#done + length);
    const bytes = part.bytes.subarray(this.#done, to);
    this.#done = to;
    if (to === part.bytes.length) this.#drop();
    return { bytes, atMs: part.atMs };
  }

  #drop(): void {
    this.#done = 0;
    this.#first += 1;
    if (this.#first === this.#parts.length || this.#first > MOST_GONE) {
      this.#parts = this.#parts.slice(this.#first);
      this.#first = 0;
    }
  }
}
