import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import { isJsonObject } from '../../../shared/model/json.ts';

const both = new WeakMap<object, WeakMap<object, JsonObject>>();

/** `{allOf: [a, b]}`: the same object for the same two, so that what is drawn from it need not be drawn anew. */
function allOf(a: JsonValue, b: JsonValue): JsonValue {
  if (a === b || a === true) return b;
  if (b === true) return a;
  if (!isJsonObject(a) || !isJsonObject(b)) return { allOf: [a, b] };
  const known = both.get(a) ?? new WeakMap<object, JsonObject>();
  both.set(a, known);
  const merged = known.get(b) ?? { allOf: [a, b] };
  known.set(b, merged);
  return merged;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function typesOf(value: JsonValue | undefined): readonly JsonValue[] {
  return typeof value === 'string' ? [value] : listOf(value);
}

function bothTypes(a: JsonValue, b: JsonValue): JsonValue {
  const second = typesOf(b);
  const shared = typesOf(a).filter(
    (type) => second.includes(type) || (type === 'integer' && second.includes('number')),
  );
  if (typesOf(a).includes('number') && second.includes('integer')) shared.push('integer');
  const [only] = shared;
  // Nothing is both: the form shows the first and the validator says the rest.
  if (only === undefined) return a;
  return shared.length === 1 ? only : shared;
}

function named(a: JsonValue, b: JsonValue): JsonValue {
  if (!isJsonObject(a) || !isJsonObject(b)) return isJsonObject(a) ? a : b;
  const merged = new Map(Object.entries(a));
  for (const [name, own] of Object.entries(b)) {
    const first = merged.get(name);
    merged.set(name, first === undefined ? own : allOf(first, own));
  }
  return Object.fromEntries(merged);
}

function bothValues(key: string, a: JsonValue, b: JsonValue): JsonValue {
  switch (key) {
    case 'properties':
    case 'patternProperties':
    case '$defs':
      return named(a, b);
    case 'required':
      return [...new Set([...listOf(a), ...listOf(b)])];
    case 'type':
      return bothTypes(a, b);
    case 'enum': {
      const second = new Set(listOf(b).map((value) => JSON.stringify(value)));
      return listOf(a).filter((value) => second.has(JSON.stringify(value)));
    }
    case 'items':
      return Array.isArray(a) ? a : allOf(a, b);
    case 'additionalProperties':
      return a === false || b === false ? false : allOf(a, b);
    case 'minimum':
    case 'minLength':
    case 'minItems':
      return typeof a === 'number' && typeof b === 'number' ? Math.max(a, b) : a;
    case 'maximum':
    case 'maxLength':
    case 'maxItems':
      return typeof a === 'number' && typeof b === 'number' ? Math.min(a, b) : a;
    default:
      return a;
  }
}

/**
 * One schema that shows what two ask for together: properties and requirements of both, the narrower type and limits,
 * and otherwise the words of the first. For showing only: the validator reads the schemas as they are.
 */
export function mergeSchemas(first: JsonObject, second: JsonObject): JsonObject {
  const merged = new Map(Object.entries(first));
  for (const [key, value] of Object.entries(second)) {
    const own = merged.get(key);
    merged.set(key, own === undefined ? value : bothValues(key, own, value));
  }
  return Object.fromEntries(merged);
}
