import { endOfString } from '../../ui/body-text.ts';

/** Texts within texts within texts: deeper ones stay as they are. */
const DEPTH = 4;

/** The JSON that a text holds; undefined where it holds none, or a mere number or word. */
function jsonWithin(token: string): string | undefined {
  // Most texts are none: only what begins and ends like one is tried.
  if (!/^"\s*(?:\\[nrt]\s*)*[[{]/.test(token)) return undefined;
  try {
    const text = JSON.parse(token) as string;
    JSON.parse(text);
    return text;
  } catch {
    return undefined;
  }
}

/**
 * A JSON text with each text in it that is JSON by itself put in its place: tools send their results in `content` as text.
 * Names of members stay, and so do numbers as they were written. Gives back what is no JSON. Pure.
 */
export function unfoldJson(text: string, depth = DEPTH): string {
  if (depth === 0) return text;
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('"', at);
    if (next === -1) break;
    const end = endOfString(text, next);
    const token = text.slice(next, end);
    const isName = /^\s*:/.test(text.slice(end, end + 64));
    const within = isName ? undefined : jsonWithin(token);
    parts.push(text.slice(at, next), within === undefined ? token : unfoldJson(within, depth - 1));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
