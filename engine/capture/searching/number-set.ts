/** A set of exchange numbers up to a highest one, as bits: a million take 125 kB. */
export class NumberSet {
  readonly #last: number;
  readonly #words: Uint32Array;

  /** For numbers from 1 to `last`; others are not taken in. */
  constructor(last: number) {
    this.#last = last;
    this.#words = new Uint32Array((last >>> 5) + 1);
  }

  static of(last: number, numbers: Iterable<number>): NumberSet {
    const set = new NumberSet(last);
    for (const number of numbers) set.add(number);
    return set;
  }

  get last(): number {
    return this.#last;
  }

  add(number: number): void {
    if (number < 1 || number > this.#last) return;
    const at = number >>> 5;
    this.#words[at] = (this.#words[at] ?? 0) | (1 << (number & 31));
  }

  has(number: number): boolean {
    return (
      number >= 1 && number <= this.#last && ((this.#words[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0
    );
  }

  get size(): number {
    let size = 0;
    for (const word of this.#words) size += bitsIn(word);
    return size;
  }

  get isEmpty(): boolean {
    return this.#words.every((word) => word === 0);
  }

  /** Of two sets with the same highest number, as the next two. */
  and(other: NumberSet): NumberSet {
    return this.#with(other, (mine, others) => mine & others);
  }

  or(other: NumberSet): NumberSet {
    return this.#with(other, (mine, others) => mine | others);
  }

  without(other: NumberSet): NumberSet {
    return this.#with(other, (mine, others) => mine & ~others);
  }

  /** Ascending. */
  toArray(): Uint32Array<ArrayBuffer> {
    const numbers = new Uint32Array(this.size);
    let count = 0;
    this.#words.forEach((word, index) => {
      for (let rest = word; rest !== 0; rest &= rest - 1) {
        numbers[count] = index * 32 + (31 - Math.clz32(rest & -rest));
        count += 1;
      }
    });
    return numbers;
  }

  #with(other: NumberSet, join: (mine: number, others: number) => number): NumberSet {
    const set = new NumberSet(this.#last);
    const others = other.#words;
    for (let at = 0; at < this.#words.length; at += 1) {
      set.#words[at] = join(this.#words[at] ?? 0, others[at] ?? 0);
    }
    return set;
  }
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return (((bits + (bits >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24;
}
