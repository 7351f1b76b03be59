import { fromBase64 } from '../bridge/base64.ts';

/** A set of exchange numbers that grows and shrinks, as bits: a million take 125 kB. */
export class NumberBits {
  #words: Uint32Array;
  #size = 0;

  constructor(numbers: Iterable<number> = []) {
    this.#words = new Uint32Array(64);
    for (const number of numbers) this.add(number);
  }

  get size(): number {
    return this.#size;
  }

  has(number: number): boolean {
    return ((this.#words[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }

  add(number: number): void {
    if (this.has(number)) return;
    const at = number >>> 5;
    if (at >= this.#words.length) {
      const grown = new Uint32Array(Math.max(at + 1, this.#words.length * 2));
      grown.set(this.#words);
      this.#words = grown;
    }
    this.#words[at] = (this.#words[at] ?? 0) | (1 << (number & 31));
    this.#size += 1;
  }

  delete(number: number): void {
    if (!this.has(number)) return;
    const at = number >>> 5;
    this.#words[at] = (this.#words[at] ?? 0) & ~(1 << (number & 31));
    this.#size -= 1;
  }
}

/** What `capture.find` packs: Base64 of 32-bit numbers, little-endian. Throws where it is no Base64. */
export function unpackNumbers(packed: string): Uint32Array {
  const bytes = fromBase64(packed);
  const view = new DataView(bytes.buffer);
  const numbers = new Uint32Array(Math.floor(bytes.length / 4));
  for (let at = 0; at < numbers.length; at += 1) numbers[at] = view.getUint32(at * 4, true);
  return numbers;
}
