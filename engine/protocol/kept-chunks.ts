/** The last part of a stream of bytes, addressed by offsets from the stream's beginning. */
export class KeptChunks {
  readonly #chunks: { readonly start: number; readonly bytes: Uint8Array }[] = [];
  #length = 0;

  /** Bytes of the stream so far, those that were dropped included. */
  get length(): number {
    return this.#length;
  }

  push(bytes: Uint8Array): void {
    this.#chunks.push({ start: this.#length, bytes });
    this.#length += bytes.length;
  }

  /** The text of a range, whose end may lie behind the end of the stream. */
  text(start: number, end: number): string {
    const first = this.#chunks.findLastIndex((chunk) => chunk.start <= start);
    const parts: Uint8Array[] = [];
    for (let index = Math.max(first, 0); index < this.#chunks.length; index += 1) {
      const chunk = this.#chunks[index];
      if (chunk === undefined || chunk.start >= end) break;
      parts.push(chunk.bytes.subarray(Math.max(0, start - chunk.start), end - chunk.start));
    }
    return Buffer.concat(parts).toString('utf8');
  }

  /** Nothing before this offset will be asked for again. */
  dropBefore(offset: number): void {
    const kept = this.#chunks.findIndex((chunk) => chunk.start + chunk.bytes.length > offset);
    this.#chunks.splice(0, kept < 0 ? this.#chunks.length : kept);
  }
}
