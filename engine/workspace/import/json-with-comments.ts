import type { JsonValue } from '../../../shared/model/draft.ts';
import { faultInWords, findJsonFault } from '../../protocol/json-fault.ts';

/** What a text says that is JSON but for comments and commas before a closing bracket. */
export type CommentedJson =
  | {
      readonly ok: true;
      readonly value: JsonValue;
      /** The same as plain JSON, with blanks for what was taken out: every place stays what it was. */
      readonly plain: string;
      /** Names that an object has more than once, as JSON pointers: `JSON.parse` passes over all but the last. */
      readonly repeated: ReadonlySet<string>;
    }
  /** The problem is a sentence with line and column. */
  | { readonly ok: false; readonly problem: string };

/** Levels of lists and objects: far more than any configuration has. */
const MAX_DEPTH = 100;

/**
 * Reads JSON in the form that editors keep their settings in: `//` and block comments, commas behind the last entry,
 * a byte order mark. Never throws.
 */
export function readJsonWithComments(text: string): CommentedJson {
  if (text.includes('\0')) return { ok: false, problem: 'It is no text, but some other kind of file.' };
  if (text.replace('\uFEFF', '').trim() === '') return { ok: false, problem: 'It is empty.' };
  const plain = new Plainer(text);
  const problem = plain.run();
  if (problem !== undefined) return { ok: false, problem };
  try {
    return {
      ok: true,
      value: JSON.parse(plain.text) as JsonValue,
      plain: plain.text,
      repeated: plain.repeated,
    };
  } catch (error) {
    const fault = findJsonFault(plain.text);
    const why = fault ? faultInWords(fault) : String(error);
    return { ok: false, problem: `It is not JSON: ${why}.` };
  }
}

interface Open {
  readonly isObject: boolean;
  readonly names: Set<string>;
  /** The name, or the index, of the entry that is being read. */
  at: string;
}

/** Finds what is not JSON, to be blanked out, so that every position stays what it was. */
class Plainer {
  readonly repeated = new Set<string>();
  readonly #source: string;
  /** What is blanked out: from, and up to. */
  readonly #blanks: (readonly [number, number])[] = [];
  readonly #open: Open[] = [];
  /** A value has ended, and no comma or opening bracket stands behind it. */
  #behindValue = false;
  /** The place of a comma that follows a value, with nothing but blanks and comments behind it; -1 for none. */
  #comma = -1;
  /** The string that was read last: a name, if a colon follows. */
  #string = '';

  constructor(source: string) {
    this.#source = source;
  }

  /** The text without what was found. */
  get text(): string {
    let text = '';
    let copied = 0;
    for (const [from, to] of this.#blanks.sort(([left], [right]) => left - right)) {
      text += this.#source.slice(copied, from) + this.#source.slice(from, to).replace(/[^\r\n]/g, ' ');
      copied = to;
    }
    return text + this.#source.slice(copied);
  }

  /** A sentence where it cannot go on. */
  run(): string | undefined {
    const source = this.#source;
    let at = source.startsWith('\uFEFF') ? 1 : 0;
    if (at > 0) this.#blanks.push([0, 1]);
    while (at < source.length) {
      const character = source.charAt(at);
      if (character === '"') {
        at = this.#readString(at);
      } else if (character === '/' && (source[at + 1] === '/' || source[at + 1] === '*')) {
        const end = this.#endOfComment(at);
        if (end === undefined) return `The comment at ${placeOf(source, at)} is not closed.`;
        this.#blanks.push([at, end]);
        at = end;
      } else {
        if (!this.#readMark(character, at)) {
          return `It has more than ${String(MAX_DEPTH)} levels of lists and objects at ${placeOf(source, at)}.`;
        }
        at += 1;
      }
    }
    return undefined;
  }

  /** False where it is nested too deeply. */
  #readMark(character: string, at: number): boolean {
    if (character === ',') {
      this.#comma = this.#behindValue ? at : -1;
      this.#behindValue = false;
      const open = this.#open.at(-1);
      if (open && !open.isObject) open.at = String(Number(open.at) + 1);
    } else if (character === '{' || character === '[') {
      if (this.#open.length >= MAX_DEPTH) return false;
      this.#open.push({ isObject: character === '{', names: new Set(), at: '0' });
      this.#token(false);
    } else if (character === '}' || character === ']') {
      if (this.#comma >= 0) this.#blanks.push([this.#comma, this.#comma + 1]);
      this.#open.pop();
      this.#token(true);
    } else if (character === ':') {
      this.#noteName();
      this.#token(false);
    } else if (!/\s/.test(character)) {
      this.#token(true);
    }
    return true;
  }

  #token(isValue: boolean): void {
    this.#behindValue = isValue;
    this.#comma = -1;
  }

  #readString(start: number): number {
    const source = this.#source;
    let at = start + 1;
    while (at < source.length && source[at] !== '"' && source[at] !== '\n') at += source[at] === '\\' ? 2 : 1;
    this.#string = source.slice(start + 1, at);
    this.#token(true);
    return Math.min(at + 1, source.length);
  }

  #noteName(): void {
    const open = this.#open.at(-1);
    if (!open?.isObject) return;
    open.at = this.#string.replaceAll('~', '~0').replaceAll('/', '~1');
    if (open.names.has(open.at)) this.repeated.add(`/${this.#open.map((entry) => entry.at).join('/')}`);
    open.names.add(open.at);
  }

  /** Where the comment that begins here is over; undefined where it is not. */
  #endOfComment(start: number): number | undefined {
    const isLine = this.#source[start + 1] === '/';
    const end = this.#source.indexOf(isLine ? '\n' : '*/', start + 2);
    if (isLine) return end < 0 ? this.#source.length : end;
    return end < 0 ? undefined : end + 2;
  }
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `line ${String(line)}, column ${String(at - before.lastIndexOf('\n'))}`;
}
