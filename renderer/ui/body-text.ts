/** The most characters that are laid out anew for reading; above it a text stays as it was sent. */
export const LAYOUT_LIMIT = 1_000_000;

/** Whether a text is meant to be JSON: by its type, else by its first character. */
export function looksLikeJson(text: string, contentType: string | undefined): boolean {
  if (contentType !== undefined && /[/+]json\b/i.test(contentType)) return true;
  if (contentType !== undefined && /^text\/(?!plain)/i.test(contentType)) return false;
  return /^\s*[[{]/.test(text);
}

const INDENT = '  ';
/** Deeper levels are indented no further: indentation would grow with the square of the depth. */
export const INDENT_LEVELS = 100;
/** The most characters that a layout may have; above it the text stays as it was sent. */
export const LAID_OUT_LIMIT = 4_000_000;

/** Index just after the string that begins at `start`; the text's end where it is not closed. */
export function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    if (text[at] === '\\') at += 2;
    else if (text[at] === '"') return at + 1;
    else at += 1;
  }
  return text.length;
}

/**
 * JSON laid out for reading. Only white space between tokens changes: numbers, escapes, duplicate keys and even
 * mistakes stay as they were sent. Gives the text itself where the layout would pass `LAID_OUT_LIMIT`.
 */
export function layOutJson(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  let at = 0;
  // What the layout adds; what it takes away is not counted, so the limit holds all the more.
  let added = 0;
  const line = (): string => {
    const space = `\n${INDENT.repeat(Math.min(Math.max(depth, 0), INDENT_LEVELS))}`;
    added += space.length;
    return space;
  };
  while (at < text.length) {
    if (text.length + added > LAID_OUT_LIMIT) return text;
    const char = text[at] ?? '';
    if (char === '"') {
      const end = endOfString(text, at);
      parts.push(text.slice(at, end));
      at = end;
      continue;
    }
    at += 1;
    if (/\s/.test(char)) continue;
    if (char === '{' || char === '[') {
      const close = /^\s*[}\]]/.exec(text.slice(at, at + 64));
      if (close) {
        parts.push(char, close[0].trim());
        at += close[0].length;
        continue;
      }
      depth += 1;
      parts.push(char, line());
    } else if (char === '}' || char === ']') {
      depth -= 1;
      parts.push(line(), char);
    } else if (char === ',') parts.push(char, line());
    else if (char === ':') parts.push(': ');
    else parts.push(char);
  }
  return parts.join('');
}

/** So many levels the editor's own JSON reader takes, which calls itself for each of them. */
const EDITOR_LEVELS = 500;

/** Whether a text nests deeper than the editor can read as JSON; it shows such a text without colours. */
export function isTooDeepForEditor(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at) - 1;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > EDITOR_LEVELS) return true;
  }
  return false;
}

/** The data of one SSE event from its bytes in the stream; bytes that are data already stay as they are. */
export function eventData(text: string): string {
  // Of 50 MB a pattern holds up the page, a text does not.
  const lines = text.includes('\r') ? text.split(/\r\n|\r|\n/) : text.split('\n');
  const isEvent = lines.every((line) => line === '' || /^(:|data\b|event\b|id\b|retry\b)/.test(line));
  if (!isEvent) return text;
  return lines
    .filter((line) => /^data(:|$)/.test(line))
    .map((line) => line.replace(/^data:? ?/, ''))
    .join('\n');
}
