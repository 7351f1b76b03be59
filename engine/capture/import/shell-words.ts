import { EntryFault } from './foreign.ts';

/** Words of one simple command, and how it is joined to the one after it. What a word holds are bytes, each a character. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Its output is the next one's input. */
  readonly piped: boolean;
  /** A reason why it cannot be read. */
  readonly fault?: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};

/**
 * Splits text as a POSIX shell would (with `$'…'` of bash, which browsers write): quotes, escapes, continued lines, comments.
 * Nothing is run and nothing is looked up: a command that would need that has a fault. A prompt (`$ `) before a command is
 * left out.
 */
export function shellCommands(text: string): readonly ShellCommand[] {
  const splitter = new Splitter(bytesOfText(text));
  const commands: ShellCommand[] = [];
  for (let command = splitter.next(); command; command = splitter.next()) {
    if (command.words.length > 0 || command.fault !== undefined) commands.push(command);
  }
  return commands;
}

/** Text as its bytes in UTF-8, each a character. */
function bytesOfText(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** A word as the text that it is; what is no UTF-8 in it is replaced. */
export function textOfWord(word: string): string {
  return Buffer.from(word, 'latin1').toString('utf8');
}

class Splitter {
  readonly #text: string;
  #at = 0;
  /** Of the present command; its end can be found all the same. */
  #fault: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Undefined at the end. */
  next(): ShellCommand | undefined {
    if (this.#at >= this.#text.length) return undefined;
    const words: string[] = [];
    this.#fault = undefined;
    try {
      this.#skipBlanks();
      this.#match(/\$[ \t]+/y);
      for (;;) {
        this.#skipBlanks();
        const end = this.#separator();
        if (end) return { words, piped: end === 'pipe', ...this.#faultOf() };
        words.push(this.#word());
      }
    } catch (error) {
      if (!(error instanceof EntryFault)) throw error;
      this.#skipToNextLine();
      return { words, piped: false, fault: error.message };
    }
  }

  #faultOf(): { readonly fault?: string } {
    return this.#fault === undefined ? {} : { fault: this.#fault };
  }

  /** Takes the next character for itself, and remembers why the command cannot be read. */
  #refuse(why: string): string {
    this.#fault ??= why;
    const character = this.#text[this.#at] ?? '';
    this.#at += 1;
    return character;
  }

  #skipBlanks(): void {
    for (;;) {
      const blank = /(?:[ \t\v\f]|\r(?!\n))*(?:\\\r?\n)?/y;
      blank.lastIndex = this.#at;
      const found = blank.exec(this.#text)?.[0] ?? '';
      if (found !== '') this.#at += found.length;
      else if (this.#text[this.#at] === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end === -1 ? this.#text.length : end;
      } else return;
    }
  }

  #separator(): 'end' | 'pipe' | undefined {
    if (this.#at >= this.#text.length) return 'end';
    const found = this.#match(/\r?\n|;|&&|\|\||\||&/y);
    if (found === undefined) return undefined;
    return found === '|' ? 'pipe' : 'end';
  }

  #word(): string {
    let word = '';
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (/[ \t\v\f\r\n;|&]/.test(character)) break;
      if (character === "'") word += this.#quoted();
      else if (character === '"') word += this.#doubleQuoted();
      else if (character === '$') word += this.#dollar();
      else if (character === '`')
        word += this.#refuse('runs another command (`…`): put what that prints in its place');
      else if (character === '<' || character === '>')
        word += this.#refuse(`reads or writes a file (${character})`);
      else if (character === '\\') {
        this.#at += 1;
        const escaped = this.#match(/\r?\n/y);
        if (escaped === undefined) {
          word += this.#text[this.#at] ?? '';
          this.#at += 1;
        }
      } else {
        word += character;
        this.#at += 1;
      }
    }
    return word;
  }

  #quoted(): string {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end === -1) throw new EntryFault("has a quote ' that does not end");
    const inside = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return inside;
  }

  #doubleQuoted(): string {
    let inside = '';
    this.#at += 1;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) throw new EntryFault('has a quote " that does not end');
      if (character === '"') {
        this.#at += 1;
        return inside;
      }
      if (character === '$') inside += this.#dollar();
      else if (character === '`')
        inside += this.#refuse('runs another command (`…`): put what that prints in its place');
      else if (character === '\\') {
        const escaped = this.#match(/\\(?:\r?\n|["\\$`])/y);
        inside += escaped === undefined ? '\\' : escaped.slice(1).replace(/^\r?\n$/, '');
        if (escaped === undefined) this.#at += 1;
      } else {
        inside += character;
        this.#at += 1;
      }
    }
  }

  #dollar(): string {
    if (this.#text[this.#at + 1] === "'") return this.#ansiQuoted();
    // What Hopscope's own curl commands write for a byte beyond ASCII.
    const printed = this.#match(/\$\(printf '([^']*)'\)/y);
    if (printed !== undefined) return printfText(printed.slice("$(printf '".length, -2));
    const variable = /\$(?:\{?([A-Za-z_]\w*)\}?|\()/y;
    variable.lastIndex = this.#at;
    const found = variable.exec(this.#text);
    if (!found) {
      this.#at += 1;
      return '$';
    }
    if (found[1] === undefined)
      return this.#refuse('runs another command ($(…)): put what that prints in its place');
    return this.#refuse(`uses the variable ${found[1]}: put its value in its place`);
  }

  #ansiQuoted(): string {
    let inside = '';
    this.#at += 2;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) throw new EntryFault("has a quote $' that does not end");
      if (character === "'") {
        this.#at += 1;
        return inside;
      }
      if (character === '\\') inside += this.#ansiEscape();
      else {
        inside += character;
        this.#at += 1;
      }
    }
  }

  #ansiEscape(): string {
    const code = this.#match(/\\(?:x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3})/y);
    if (code !== undefined) {
      const digits = /^\\[xuU]/.test(code)
        ? Number.parseInt(code.slice(2), 16)
        : Number.parseInt(code.slice(1), 8);
      if (!/^\\[uU]/.test(code)) return String.fromCharCode(digits & 0xff);
      return bytesOfText(digits <= 0x10ffff ? String.fromCodePoint(digits) : '\ufffd');
    }
    const letter = this.#text[this.#at + 1] ?? '';
    this.#at += 2;
    return ESCAPES[letter] ?? `\\${letter}`;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  /** Where quotes do not end, nobody knows where the command does: the next line that names curl is the next one. */
  #skipToNextLine(): void {
    const next = /\n\s*(?:\$ )?(?:curl|printf)\s/g;
    next.lastIndex = this.#at;
    const found = next.exec(this.#text);
    this.#at = found ? found.index + 1 : this.#text.length;
  }
}

/** What the shell's printf makes of a format without arguments, each octal escape a byte. */
export function printfText(format: string): string {
  return format.replace(
    /\\([0-7]{1,3})|\\(.)|%%/g,
    (all, octal: string | undefined, letter: string | undefined) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return letter === undefined ? '%' : (ESCAPES[letter] ?? all);
    },
  );
}
