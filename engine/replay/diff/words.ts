/** Characters of long-lived texts of which none is kept twice; beyond it they are not looked for any more. */
const MOST_REMEMBERED = 200_000;

/** Texts by number: equal ones mostly have the same, so that what recurs a hundred thousand times is kept once. */
export class Words {
  readonly #texts: string[] = [];
  #known = new Map<string, number>();

  /** @returns Its number, from 0. */
  numberOf(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    // What is remembered must not grow with texts that never come again, such as times.
    if (this.#known.size >= MOST_REMEMBERED) this.#known = new Map();
    const number = this.#texts.push(text) - 1;
    this.#known.set(text, number);
    return number;
  }

  textOf(number: number): string {
    return this.#texts[number] ?? '';
  }
}
