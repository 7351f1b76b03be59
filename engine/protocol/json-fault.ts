/** Where and why a text is not JSON (RFC 8259). */
export interface JsonFault {
  /** Characters (UTF-16 code units) before the fault. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** What was found there: `"x"` or `the end`. */
  readonly found: string;
  /** What should be there: "a value". */
  readonly expected: string;
}

/**
 * Finds the first fault of a text that `JSON.parse` rejected; undefined where there is none. `JSON.parse` does
 * not always tell the position. Linear, and without recursion, so that depth costs no stack.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const fault = new Scanner(text).scan();
  if (fault === undefined) return undefined;
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < fault.offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  const character = text.codePointAt(fault.offset);
  return {
    offset: fault.offset,
    line,
    column: fault.offset - lineStart + 1,
    found: character === undefined ? 'the end' : JSON.stringify(String.fromCodePoint(character)),
    expected: fault.expected,
  };
}

interface Fault {
  readonly offset: number;
  readonly expected: string;
}

type Expecting = 'value' | 'value or ]' | 'name or }' | 'name' | 'comma or close' | 'nothing';

class Scanner {
  readonly #text: string;
  #at = 0;
  /** `{` or `[` of every structure that is open. */
  readonly #open: ('{' | '[')[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  scan(): Fault | undefined {
    let expecting: Expecting = 'value';
    for (;;) {
      this.#skip(WHITE_SPACE);
      if (this.#at >= this.#text.length && expecting === 'nothing') return undefined;
      const next: Expecting | Fault = this.#step(expecting);
      if (typeof next === 'object') return next;
      expecting = next;
    }
  }

  #step(expecting: Expecting): Expecting | Fault {
    const character = this.#text[this.#at];
    switch (expecting) {
      case 'nothing':
        return this.#fault('the end');
      case 'comma or close':
        return this.#closeOrComma(character);
      case 'name or }':
        return character === '}' ? this.#close() : this.#name(character, 'a name in quotes, or }');
      case 'name':
        return this.#name(character, 'a name in quotes');
      case 'value or ]':
        return character === ']' ? this.#close() : this.#value(character, 'a value, or ]');
      case 'value':
        return this.#value(character, 'a value');
    }
  }

  #closeOrComma(character: string | undefined): Expecting | Fault {
    const inObject = this.#open.at(-1) === '{';
    if (character === (inObject ? '}' : ']')) return this.#close();
    if (character !== ',') return this.#fault(inObject ? 'a comma, or }' : 'a comma, or ]');
    this.#at += 1;
    return inObject ? 'name' : 'value';
  }

  #close(): Expecting {
    this.#at += 1;
    this.#open.pop();
    return this.#afterValue();
  }

  #afterValue(): Expecting {
    return this.#open.length === 0 ? 'nothing' : 'comma or close';
  }

  #name(character: string | undefined, expected: string): Expecting | Fault {
    if (character !== '"') return this.#fault(expected);
    const fault = this.#string();
    if (fault !== undefined) return fault;
    this.#skip(WHITE_SPACE);
    if (this.#text[this.#at] !== ':') return this.#fault('a colon');
    this.#at += 1;
    return 'value';
  }

  #value(character: string | undefined, expected: string): Expecting | Fault {
    if (character === '{' || character === '[') {
      this.#open.push(character);
      this.#at += 1;
      return character === '{' ? 'name or }' : 'value or ]';
    }
    const fault = character === '"' ? this.#string() : this.#word(expected);
    return fault ?? this.#afterValue();
  }

  #string(): Fault | undefined {
    this.#at += 1;
    for (;;) {
      this.#skip(PLAIN_CHARACTERS);
      const character = this.#text[this.#at];
      if (character === undefined) return this.#fault('the quote that ends the string');
      if (character === '"') {
        this.#at += 1;
        return undefined;
      }
      if (character !== '\\') return this.#fault('no control character in a string');
      if (!this.#skip(ESCAPE)) return { offset: this.#at + 1, expected: 'an escape such as \\n or \\u0041' };
    }
  }

  #word(expected: string): Fault | undefined {
    return this.#skip(WORD) ? undefined : this.#fault(expected);
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #fault(expected: string): Fault {
    return { offset: this.#at, expected };
  }
}

const WHITE_SPACE = /[ \t\r\n]*/y;
const PLAIN_CHARACTERS = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
/** A whole number or literal; what follows it is judged as the next thing. */
const WORD = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
