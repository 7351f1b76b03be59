import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';

// Reading JSON that somebody else wrote: what is not there, or of another kind than it should be, is undefined.

export function objectAt(value: unknown, key: string): JsonObject {
  const found = valueAt(value, key);
  return isJsonObject(found) ? found : {};
}

export function listAt(value: unknown, key: string): readonly JsonValue[] {
  const found = valueAt(value, key);
  return Array.isArray(found) ? (found as readonly JsonValue[]) : [];
}

export function textAt(value: unknown, key: string): string | undefined {
  const found = valueAt(value, key);
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(value: unknown, key: string): number | undefined {
  const found = valueAt(value, key);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** A number that says how much or how long: HAR writes -1 where it does not know. */
export function amountAt(value: unknown, key: string): number | undefined {
  const found = numberAt(value, key);
  return found !== undefined && found >= 0 ? found : undefined;
}

export function valueAt(value: unknown, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Epoch ms of a time as ISO 8601 text; undefined where it is none, and beyond the years that a date can have. */
export function timeOf(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isFinite(at) && at >= 0 ? at : undefined;
}

/** The bytes of text that may be Base64. */
export function bytesOf(text: string, encoding: string | undefined): Buffer {
  return Buffer.from(text, encoding?.toLowerCase() === 'base64' ? 'base64' : 'utf8');
}
