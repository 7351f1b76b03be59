import type { StdioCommand } from './stdio-command.ts';

/** Why a text is no command line: a sentence that says what to do next. */
export interface CommandLineProblem {
  readonly problem: string;
}

/**
 * A command line as a POSIX shell would read it, without being one: words between blanks, `'…'`, `"…"`, `$'…'` and the
 * backslash, and `NAME=value` before the command for its environment. Nothing is expanded, so `$HOME` and `*` stay
 * as they are; what only a shell could do (`|`, `>`, `;`, `&`, backquotes) is refused rather than passed on. A
 * backslash in a Windows path needs quotes around it.
 *
 * The rules: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
export function parseCommandLine(text: string): StdioCommand | CommandLineProblem {
  const words = splitWords(text);
  if (!Array.isArray(words)) return words;
  const env: Record<string, string> = {};
  let first = 0;
  for (const { text: word, bareStart } of words) {
    const name = ASSIGNMENT.exec(word.slice(0, bareStart))?.[0];
    if (name === undefined) break;
    // Defined, not assigned: `__proto__` is a name like any other.
    Object.defineProperty(env, name.slice(0, -1), { ...OWN, value: word.slice(name.length) });
    first += 1;
  }
  const [command, ...args] = words.slice(first).map((word) => word.text);
  if (command === undefined) {
    const missing = first > 0 ? 'It sets variables and names no command' : 'There is no command';
    return { problem: `${missing}. Write the program and its arguments, such as: npx some-server` };
  }
  if (command === '')
    return { problem: 'The command is an empty text. Write the name or path of a program.' };
  return { command, args, env };
}

/**
 * The command as a line that `parseCommandLine` reads back, and that bash and zsh take as well. Shows all there is:
 * characters that do not show, or that would reorder what stands beside them, are written as `$'\u202e'`. The
 * working folder is not in it.
 */
export function formatCommandLine({ command, args, env }: StdioCommand): string {
  const variables = Object.entries(env);
  const plain = variables.filter(([name]) => NAME.test(name));
  const odd = variables.filter(([name]) => !NAME.test(name));
  return [
    ...plain.map(([name, value]) => `${name}=${value === '' ? '' : quoteWord(value)}`),
    // A shell assigns to plain names only; the program `env` takes any.
    ...(odd.length > 0 ? ['env', ...odd.map(([name, value]) => quoteWord(`${name}=${value}`))] : []),
    ASSIGNMENT.test(command) && SAFE_WORD.test(command) ? `'${command}'` : quoteWord(command),
    ...args.map(quoteWord),
  ].join(' ');
}

const OWN = { configurable: true, enumerable: true, writable: true } as const;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const ASSIGNMENT = /^[A-Za-z_][A-Za-z0-9_]*=/;
const BLANK = /[ \t\r\n]/;
const NEEDS_SHELL = /[|&;<>`]/;
const SAFE_WORD = /^[A-Za-z0-9_@%+=:,./-]+$/;
/** Controls, format characters (bidirectional ones among them), what shows as nothing, odd spaces, lone surrogates. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u;
const HIDDEN_OR_SPECIAL = new RegExp(`${HIDDEN.source}|['\\\\]`, 'gu');

interface Word {
  readonly text: string;
  /** Where the first quoted part begins in `text`: only before it a `NAME=` is an assignment. */
  readonly bareStart: number;
}

/** Reads one word after the other; `at` is the next character. */
class WordReader {
  readonly #text: string;
  #at = 0;
  #word = '';
  #bareStart = Infinity;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next word; undefined at the end. */
  next(): Word | CommandLineProblem | undefined {
    while (BLANK.test(this.#text.charAt(this.#at))) this.#at += 1;
    if (this.#at >= this.#text.length) return undefined;
    this.#word = '';
    this.#bareStart = Infinity;
    while (this.#at < this.#text.length && !BLANK.test(this.#text.charAt(this.#at))) {
      const problem = this.#part();
      if (problem !== undefined) return { problem };
    }
    return { text: this.#word, bareStart: this.#bareStart };
  }

  /** Reads one character or one quoted part; a sentence where it cannot be read. */
  #part(): string | undefined {
    const start = this.#at;
    const character = this.#text.charAt(start);
    this.#at += 1;
    if (NEEDS_SHELL.test(character)) {
      return `There is no shell that would read ${character} at ${place(start)}. Quote it if it belongs to an argument, or start a shell: sh -c '…'`;
    }
    const opening = character === '$' && this.#text.charAt(this.#at) === "'" ? "$'" : character;
    if (opening !== "'" && opening !== '"' && opening !== "$'" && opening !== '\\') {
      this.#word += character;
      return undefined;
    }
    this.#bareStart = Math.min(this.#bareStart, this.#word.length);
    if (opening === '\\') return this.#escaped(start);
    if (opening === "$'") {
      this.#at += 1;
      return this.#coded(start);
    }
    return this.#quoted(opening, start);
  }

  #escaped(start: number): string | undefined {
    if (this.#at >= this.#text.length) return `Nothing follows the backslash at ${place(start)}. Remove it.`;
    const character = this.#text.charAt(this.#at);
    this.#at += 1;
    // A line that goes on in the next one.
    if (character !== '\n') this.#word += character;
    return undefined;
  }

  #quoted(quote: string, start: number): string | undefined {
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      this.#at += 1;
      if (character === quote) return undefined;
      const follows = this.#text.charAt(this.#at);
      if (quote === '"' && character === '\\' && follows !== '' && '$`"\\\n'.includes(follows)) {
        if (follows !== '\n') this.#word += follows;
        this.#at += 1;
      } else {
        this.#word += character;
      }
    }
    return notClosed(quote, start);
  }

  /** `$'…'`: the one form in which any character can be written so that it shows. */
  #coded(start: number): string | undefined {
    const part = /(?:[^'\\]|\\[^])*'/y;
    part.lastIndex = this.#at;
    const found = part.exec(this.#text)?.[0];
    if (found === undefined) return notClosed("$'", start);
    this.#at += found.length;
    let unknown: string | undefined;
    this.#word += found.slice(0, -1).replace(CODE, (code: string) => {
      const value = decode(code);
      if (value === undefined) unknown ??= code;
      return value ?? code;
    });
    if (unknown === undefined) return undefined;
    return `${unknown} means nothing in the $'…' at ${place(start)}. Write \\\\ for a backslash.`;
  }
}

const CODE = /\\(?:u[0-9A-Fa-f]{1,4}|U[0-9A-Fa-f]{1,8}|[^])/g;
const LETTERS: Readonly<Record<string, string>> = {
  ...{ a: '\u0007', b: '\b', e: '\u001b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
  ...{ '\\': '\\', "'": "'", '"': '"' },
};

function decode(code: string): string | undefined {
  const kind = code.charAt(1);
  if (code.length === 2) return LETTERS[kind];
  const value = Number.parseInt(code.slice(2), 16);
  return value > 0x10ffff ? undefined : String.fromCodePoint(value);
}

function splitWords(text: string): Word[] | CommandLineProblem {
  const reader = new WordReader(text);
  const words: Word[] = [];
  for (let word = reader.next(); word !== undefined; word = reader.next()) {
    if ('problem' in word) return word;
    words.push(word);
  }
  return words;
}

function place(index: number): string {
  return `character ${String(index + 1)}`;
}

function notClosed(quote: string, start: number): string {
  return `The ${quote} at ${place(start)} is not closed. Add ${quote.slice(-1)} where it ends.`;
}

/** One argument as it would be written on a command line: alone, it shows all there is of it, as above. Pure. */
export function quoteWord(word: string): string {
  if (SAFE_WORD.test(word)) return word;
  if (!HIDDEN.test(word)) return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${word.replace(HIDDEN_OR_SPECIAL, encode)}'`;
}

function encode(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  const short = { 9: 't', 10: 'n', 13: 'r', 27: 'e' }[code];
  if (short !== undefined) return `\\${short}`;
  return code > 0xffff
    ? String.raw`\U${code.toString(16).padStart(8, '0')}`
    : String.raw`\u${code.toString(16).padStart(4, '0')}`;
}
