import type { JsonValue } from '../../shared/model/json.ts';

/** Numbers that JavaScript may write otherwise than they were. */
const TRICKY = /\d{16}|\d[eE]|\.\d*0(?!\d)|-0(?![.\d])/;

interface RawJson {
  readonly rawJSON: (text: string) => unknown;
}

type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown;

/**
 * Parses JSON so that `JSON.stringify` writes each number as it was: one that a double does not hold is kept as its text.
 * Undefined where it is no JSON. Pure.
 */
export function exactJson(text: string): JsonValue | undefined {
  try {
    if (!TRICKY.test(text)) return JSON.parse(text) as JsonValue;
    return parseWith(text, (_key, value, { source }) => {
      if (typeof value !== 'number' || source === undefined || String(value) === source) return value;
      return (JSON as unknown as RawJson).rawJSON(source);
    });
  } catch {
    return undefined;
  }
}

function parseWith(
  text: string,
  revive: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
): JsonValue {
  const reviver: Reviver = function (key, value, context) {
    return revive(key, value, context);
  };
  // The types of the language do not know the third argument yet.
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown) as JsonValue;
}
