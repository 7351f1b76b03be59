import { isJsonObject, jsonOf, type JsonValue } from '../../../shared/model/json.ts';

/** Longest JSON of a differing value that is kept whole, in characters. */
const LONGEST_VALUE = 4_000;
const KEPT = 1_000;
const DEEPEST = 200;

/** A number that is equal for equal texts, and different for different ones but for one chance in 2^53. Pure. */
export function keyOfText(text: string): number {
  // cyrb53: two multiplicative 32-bit hashes side by side.
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return 4294967296 * (2097151 & two) + (one >>> 0);
}

/** JSON that is equal for equal values, whatever the order of keys. Pure; throws nothing. */
export function canonicalJson(value: JsonValue, depth = 0): string {
  if (depth > DEEPEST) return '"…"';
  if (Array.isArray(value)) {
    return `[${(value as readonly JsonValue[]).map((item) => canonicalJson(item, depth + 1)).join(',')}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null, depth + 1)}`);
  return `{${members.join(',')}}`;
}

/**
 * A value as it is kept and shown: of a very long one the beginning, how long it is, and a sign that is equal only for equal
 * ones. Pure; throws nothing.
 */
export function cutValue(value: JsonValue): JsonValue {
  if (typeof value === 'string' ? value.length <= LONGEST_VALUE : jsonOf(value).length <= LONGEST_VALUE) {
    return value;
  }
  const text = typeof value === 'string' ? value : canonicalJson(value);
  return `${text.slice(0, KEPT)}… (${String(text.length)} characters, #${keyOfText(text).toString(36)})`;
}
