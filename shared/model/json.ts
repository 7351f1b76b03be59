import type { JsonObject } from './draft.ts';

/** Whether a value out of JSON is an object: not null, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
