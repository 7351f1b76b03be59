import { pointerSegments } from './json-place.ts';

/** A pointer with `*` for each index: the same place in each item of a list. Pure. */
export function patternOf(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
}

/** Where noise is known, or where an order says nothing. */
export interface PlacePattern {
  readonly method: string;
  /** Tool, prompt or uri; any where absent. */
  readonly name?: string;
  /** JSON pointer; `*` stands for any index or key, and `**` at its end for all below. */
  readonly pointer: string;
}

/** Whether a pattern is of a method and name. Pure. */
export function appliesTo({ method, name }: PlacePattern, step: { method: string; name: string }): boolean {
  return method === step.method && (name === undefined || name === step.name);
}

/** Whether a pointer, as segments, is one that a pattern's pointer means. Pure. */
export function matchesPointer(pattern: string, segments: readonly string[]): boolean {
  const wanted = pointerSegments(pattern);
  const open = wanted.at(-1) === '**';
  const length = open ? wanted.length - 1 : wanted.length;
  if (open ? segments.length < length : segments.length !== length) return false;
  for (let at = 0; at < length; at += 1) {
    if (wanted[at] !== '*' && wanted[at] !== segments[at]) return false;
  }
  return true;
}

const PLACE = /^("(?:[^"\\]|\\.)*"|\S+)(?:\s+("(?:[^"\\]|\\.)*"|[^\s/"]\S*))?\s+(\/\S*|"\/(?:[^"\\]|\\.)*")$/;

/**
 * Reads `METHOD[ NAME] POINTER`, such as `tools/call whoami /result/structuredContent/at`. What holds a space stands in
 * quotes, as in JSON. Undefined where it is none. Pure.
 */
export function readPlace(text: string): PlacePattern | undefined {
  const match = PLACE.exec(text.trim());
  if (!match) return undefined;
  const [method, name, pointer] = match.slice(1).map((part: string | undefined) => part && unquoted(part));
  if (!method || !pointer) return undefined;
  return { method, ...(name !== undefined && { name }), pointer };
}

/** Writes what `readPlace` reads. Pure. */
export function writePlace({ method, name, pointer }: PlacePattern): string {
  return [method, ...(name === undefined ? [] : [name]), pointer].map(quoted).join(' ');
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Only the pointer may start with a slash as it is. */
function quoted(text: string, index: number, all: readonly string[]): string {
  const plain = /^[^\s"]+$/.test(text) && (index === all.length - 1 || !text.startsWith('/'));
  return plain ? text : JSON.stringify(text);
}
