/** The last bytes of a stream that may run for days. */
export class OutputTail {
  readonly #limit: number;
  #chunks: Uint8Array[] = [];
  #size = 0;
  #total = 0;

  /** `limit`: bytes that are kept at least where there are so many. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  push(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#size += bytes.byteLength;
    this.#total += bytes.byteLength;
    // Joined only when twice too long: each byte is copied once on average.
    if (this.#size > 2 * this.#limit || this.#chunks.length > 4096) this.#join();
  }

  /** Whether there was more before what `text` gives. */
  get isTail(): boolean {
    return this.#total > this.#limit;
  }

  /** At most `limit` bytes as UTF-8 text. */
  text(): string {
    this.#join();
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  #join(): void {
    const joined = Buffer.concat(this.#chunks);
    const kept = joined.subarray(Math.max(0, joined.byteLength - this.#limit));
    // A copy: a part of the joined buffer would keep all of it in memory.
    this.#chunks = [Buffer.from(kept)];
    this.#size = kept.byteLength;
  }
}
