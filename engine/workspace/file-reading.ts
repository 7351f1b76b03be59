import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';

/** What a text of one of the workspace's files says. */
export type Reading<T> =
  | {
      readonly kind: 'ok';
      readonly value: T;
      /** Sentences about entries left out. */ readonly notes: readonly string[];
    }
  | { readonly kind: 'damaged'; readonly message: string }
  /** Written by a later Hopscope: not to be touched. */
  | { readonly kind: 'newer'; readonly version: number; readonly message: string };

/** An entry that cannot be used. Its message completes "Entry 3 is left out: …". */
export class EntryFault extends Error {}

/** Opens the envelope that all workspace files share: a JSON object with a `version`. Never throws. */
export function readVersioned<T>(
  text: string,
  version: number,
  read: (content: JsonObject) => Reading<T>,
): Reading<T> {
  let content: JsonValue;
  try {
    content = JSON.parse(text) as JsonValue;
  } catch (error) {
    const conflict = /^(?:<{7}|={7}|>{7})/m.test(text);
    return {
      kind: 'damaged',
      message: conflict
        ? 'It holds the markers of a merge conflict: resolve the conflict in git.'
        : `It is no JSON: ${error instanceof Error ? error.message : String(error)}.`,
    };
  }
  if (!isObject(content)) return { kind: 'damaged', message: 'It holds no JSON object.' };
  const found = content['version'];
  if (typeof found !== 'number' || !Number.isInteger(found) || found < 1) {
    return { kind: 'damaged', message: 'It has no "version" that is a whole number from 1 on.' };
  }
  if (found > version) {
    return {
      kind: 'newer',
      version: found,
      message:
        `It was written by a newer Hopscope (version ${String(found)} of the format, this one knows ` +
        `${String(version)}). It stays as it is; update Hopscope to use it.`,
    };
  }
  return read(content);
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As `Array.isArray`, which does not narrow a readonly array. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isTextList(value: JsonValue | undefined): value is readonly string[] {
  return isList(value) && value.every((item) => typeof item === 'string');
}

/** Two spaces, a line feed at the end, keys in the order in which they stand in `value`. */
export function writeJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
