import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';

/** What stands for secrets, in a text: see engine/capture/redaction/placeholder.ts. */
const PLACEHOLDERS = /redacted-(?:[a-z]+-)?\d+(?:-x*)?|~[0-9a-z]+~*|^~$/g;
/** Longer texts are held against each other as they are. */
const LONGEST = 100_000;
const DEEPEST = 200;
/** Of a number that stands for a secret. */
const SHORTEST_NUMBER = 1_000;

/** Whether placeholders are in a text. Pure. */
export function hasPlaceholder(text: string): boolean {
  return text.search(PLACEHOLDERS) >= 0;
}

/** Whether a value is the recorded one, where a placeholder stands for anything. Pure. */
export function fitsRedacted(
  recorded: JsonValue | undefined,
  asked: JsonValue | undefined,
  depth = 0,
): boolean {
  if (recorded === asked) return true;
  if (recorded === undefined || asked === undefined || depth > DEEPEST) return false;
  if (typeof recorded === 'string') return fitsText(recorded, asked);
  if (typeof recorded === 'number') return typeof asked === 'number' && isNumberPlaceholder(recorded);
  if (Array.isArray(recorded)) {
    const items = recorded as readonly JsonValue[];
    return (
      Array.isArray(asked) &&
      items.length === asked.length &&
      items.every((item, at) => fitsRedacted(item, (asked as readonly JsonValue[])[at], depth + 1))
    );
  }
  return isJsonObject(recorded) && isJsonObject(asked) && fitsMembers(recorded, asked, depth);
}

function fitsMembers(recorded: JsonObject, asked: JsonObject, depth: number): boolean {
  const keys = Object.keys(recorded);
  return (
    keys.length === Object.keys(asked).length &&
    keys.every((key) => Object.hasOwn(asked, key) && fitsRedacted(recorded[key], asked[key], depth + 1))
  );
}

function fitsText(recorded: string, asked: JsonValue): boolean {
  if (typeof asked !== 'string' || recorded.length > LONGEST || asked.length > LONGEST) return false;
  // Pieces between placeholders must follow each other: no pattern is built, which a text could make slow.
  const pieces = recorded.split(PLACEHOLDERS);
  if (pieces.length < 2) return false;
  const [first = ''] = pieces;
  const last = pieces.at(-1) ?? '';
  if (!asked.startsWith(first) || asked.length < first.length + last.length || !asked.endsWith(last))
    return false;
  const end = asked.length - last.length;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = asked.indexOf(piece, at + 1);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return at < end;
}

/** Numbers are replaced by 1, zeros and their own number: see numberPlaceholderOf. Short ones could be any. */
function isNumberPlaceholder(value: number): boolean {
  return Number.isInteger(value) && /^10+[1-9]\d*$/.test(String(value)) && value >= SHORTEST_NUMBER;
}
