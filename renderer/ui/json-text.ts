import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import { isJsonObject } from '../../shared/model/json.ts';

/** JSON written by hand: its value, or where and why it is not JSON. */
export type ParsedText =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly reason: string };

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - lastBreak };
}

/** The engine's own wording without its position and its copy of the text. */
function reasonOf(message: string): string {
  const cut = message
    .replace(/ at position .*$/s, '')
    .replace(/ in JSON$/, '')
    .replace(/, (?:\.\.\.)?".*is not valid JSON$/s, '')
    .replace(/ \(line \d+ column \d+\)$/, '');
  return cut.charAt(0).toLowerCase() + cut.slice(1);
}

function offsetOf(message: string, text: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  // V8 names no position where the text ends too early, nor for a first character that begins no value.
  const unexpected = /^Unexpected token '(.+?)'/s.exec(message)?.[1];
  const found = unexpected === undefined ? -1 : text.indexOf(unexpected);
  return found === -1 ? text.length : found;
}

/** Parses; a fault comes with its line and column, both from 1. */
export function parseText(text: string): ParsedText {
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, ...placeOf(text, offsetOf(message, text)), reason: reasonOf(message) };
  }
}

/** A JSON object from `text`, or a sentence that names `what` and says why it is none. Empty text is `{}`. */
export function parseObject(
  text: string,
  what: string,
): { readonly ok: true; readonly value: JsonObject } | { readonly ok: false; readonly problem: string } {
  if (text.trim() === '') return { ok: true, value: {} };
  const parsed = parseText(text);
  if (!parsed.ok) {
    const place = `line ${String(parsed.line)}, column ${String(parsed.column)}`;
    return { ok: false, problem: `${what}: not JSON at ${place} (${parsed.reason}).` };
  }
  if (!isJsonObject(parsed.value)) {
    return { ok: false, problem: `${what}: a JSON object {…} is needed here.` };
  }
  return { ok: true, value: parsed.value };
}

/** As it stands in an editor. */
export function prettyJson(value: JsonValue): string {
  return JSON.stringify(value, null, 2);
}
