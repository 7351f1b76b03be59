import { asBuffer } from '../as-buffer.ts';

/** Wire bytes that are searched for the body; more without a hit means that the body is encoded. */
const LONGEST_SEARCH = 1024 * 1024;

/**
 * Finds the decoded body in the wire bytes that carried it, so that plain and chunked bodies are kept once. Any place
 * with the same bytes will do. Keeps references to the pieces that it was given: they must not change afterwards.
 */
export class BodyFinder {
  #pieces: { readonly bytes: Buffer; readonly from: number }[] = [];
  #held = 0;
  /** Place in the first piece behind what was found last. */
  #next = 0;
  #encoded = false;

  /** Bytes of the answer as they came; `from` is their place in the stream. */
  wire(bytes: Uint8Array, from: number): void {
    if (this.#encoded) return;
    this.#pieces.push({ bytes: asBuffer(bytes), from });
    this.#held += bytes.length;
    if (this.#held > LONGEST_SEARCH) this.#giveUp();
  }

  /** Where these bytes of the body stand on the wire; undefined where they were encoded there. */
  locate(body: Uint8Array): number | undefined {
    let start = this.#next;
    for (let index = 0; index < this.#pieces.length; index += 1) {
      const piece = this.#pieces[index];
      if (!piece) break;
      const { bytes, from } = piece;
      const found = placeIn(bytes, body, start);
      if (found >= 0) {
        this.#forget(index, found + body.length);
        return from + found;
      }
      start = 0;
    }
    this.#giveUp();
    return undefined;
  }

  #forget(pieces: number, next: number): void {
    if (pieces > 0) for (const { bytes } of this.#pieces.splice(0, pieces)) this.#held -= bytes.length;
    this.#next = next;
    const first = this.#pieces[0];
    if (first && next >= first.bytes.length) {
      this.#pieces.shift();
      this.#held -= first.bytes.length;
      this.#next = 0;
    }
  }

  #giveUp(): void {
    this.#encoded = true;
    this.#pieces = [];
    this.#held = 0;
  }
}

/** Where `body` stands in `bytes`, from `start` on; below 0 where it does not. */
function placeIn(bytes: Buffer, body: Uint8Array, start: number): number {
  // Mostly it is a view of these very bytes.
  const at = body.byteOffset - bytes.byteOffset;
  if (body.buffer === bytes.buffer && at >= start && at + body.length <= bytes.length) return at;
  return bytes.indexOf(body, start);
}
