/** Hears what a JSON text is made of. Places are in the text; an end is behind the last character. */
export interface LeafListener {
  /** An object, or an array, begins as a member, an element or by itself. */
  enter(isObject: boolean): void;
  leave(): void;
  /** A member's name with its quotes. */
  name(from: number, to: number): void;
  /** A string with its quotes; where the text is cut within it, without the last one. */
  string(from: number, to: number): void;
  number(from: number, to: number): void;
}

const SPACE = /[^ \t\r\n]/g;
const NUMBER = /-?[0-9][0-9.eE+-]*/y;
const WORD = /true|false|null/y;
const STRING_END = /["\\]/g;

/**
 * Goes through JSON from `from` on, several texts in a row among them, and tells of all leaves, whatever comes of the rest:
 * answers where it stopped, which is the end for JSON that is whole. Takes what a stricter reader would not, as long as it
 * knows its way. Without recursion.
 */
export function readLeaves(text: string, from: number, listener: LeafListener): number {
  const open: boolean[] = [];
  let at = from;
  let wantsName = false;
  for (;;) {
    at = skipSpace(text, at);
    if (at >= text.length) return at;
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      const end = stringEnd(text, at);
      if (wantsName) {
        listener.name(at, end);
        at = skipSpace(text, end);
        if (text.charCodeAt(at) !== 0x3a) return at;
        at += 1;
        wantsName = false;
        continue;
      }
      listener.string(at, end);
      at = end;
    } else if (code === 0x7b || code === 0x5b) {
      open.push(code === 0x7b);
      listener.enter(code === 0x7b);
      wantsName = code === 0x7b;
      at += 1;
      continue;
    } else if (code === 0x7d || code === 0x5d) {
      if (open.pop() !== (code === 0x7d)) return at;
      listener.leave();
      at += 1;
    } else if (code === 0x2c) {
      if (open.length === 0) return at;
      wantsName = open.at(-1) === true;
      at += 1;
      continue;
    } else {
      const end = plainEnd(text, at);
      if (end === at) return at;
      if (code === 0x2d || (code >= 0x30 && code <= 0x39)) listener.number(at, end);
      at = end;
    }
    wantsName = false;
  }
}

function skipSpace(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code > 0x20) return at;
  SPACE.lastIndex = at;
  return SPACE.exec(text)?.index ?? text.length;
}

/** Behind the closing quote, or the end of the text. */
function stringEnd(text: string, from: number): number {
  const quote = text.indexOf('"', from + 1);
  if (quote < 0) return text.length;
  // Mostly there is no escape in it.
  if (text.charCodeAt(quote - 1) !== 0x5c) return quote + 1;
  STRING_END.lastIndex = from + 1;
  for (;;) {
    const found = STRING_END.exec(text);
    if (!found) return text.length;
    if (found[0] === '"') return found.index + 1;
    STRING_END.lastIndex = found.index + 2;
  }
}

function plainEnd(text: string, at: number): number {
  for (const form of [NUMBER, WORD]) {
    form.lastIndex = at;
    if (form.test(text)) return form.lastIndex;
  }
  return at;
}
