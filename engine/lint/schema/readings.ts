import { jsonOf, isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { findRef } from '../../../shared/model/schema-ref.ts';

/** Alternatives of `anyOf` and `oneOf` that are tried. */
const MOST_ALTERNATIVES = 8;
const MAX_DEPTH = 20;

/**
 * The values that a lenient reader could have made of one: text that is a number or the other way round, null as absent,
 * unknown members left out, defaults filled in, a single entry as a list. One for each alternative of the schema's unions.
 */
export function readings(schema: JsonObject, value: JsonValue): readonly JsonValue[] {
  const text = jsonOf(schema);
  const many = text.includes('"anyOf"') || text.includes('"oneOf"') ? MOST_ALTERNATIVES : 1;
  return Array.from({ length: many }, (_, pick) => read(schema, value, { root: schema, pick }, 0));
}

interface Way {
  readonly root: JsonObject;
  /** Which alternative is taken, everywhere. */
  readonly pick: number;
}

function read(schema: JsonValue | undefined, value: JsonValue, way: Way, depth: number): JsonValue {
  if (!isJsonObject(schema) || depth > MAX_DEPTH) return value;
  const { $ref, anyOf, oneOf, allOf } = schema;
  if (typeof $ref === 'string') return read(findRef($ref, way.root), value, way, depth + 1);
  for (const union of [anyOf, oneOf]) {
    if (!Array.isArray(union) || union.length === 0) continue;
    const alternative = (union as readonly JsonValue[])[Math.min(way.pick, union.length - 1)];
    return read(alternative, value, way, depth + 1);
  }
  let own = value;
  for (const part of Array.isArray(allOf) ? (allOf as readonly JsonValue[]) : []) {
    // Each part knows only some members: none of them may take others away.
    own = read(isJsonObject(part) ? { ...part, additionalProperties: true } : part, own, way, depth + 1);
  }
  if (isJsonObject(own)) return readObject(schema, own, way, depth);
  if (Array.isArray(own)) {
    return (own as readonly JsonValue[]).map((entry) => read(schema['items'], entry, way, depth + 1));
  }
  return readScalar(schema, own, way, depth);
}

function readObject(schema: JsonObject, value: JsonObject, way: Way, depth: number): JsonValue {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly JsonValue[]) : [];
  const kept: [string, JsonValue][] = [];
  for (const [name, member] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name);
    if (!known && schema['additionalProperties'] === false) continue;
    const inner = known ? properties[name] : undefined;
    if (member === null && !required.includes(name)) continue;
    kept.push([name, read(inner, member, way, depth + 1)]);
  }
  for (const [name, inner] of Object.entries(properties)) {
    const fallback = isJsonObject(inner) ? inner['default'] : undefined;
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (fallback !== undefined && (given === undefined || given === null)) kept.push([name, fallback]);
  }
  return Object.fromEntries(kept);
}

function readScalar(schema: JsonObject, value: JsonValue, way: Way, depth: number): JsonValue {
  const { type } = schema;
  const types = Array.isArray(type) ? (type as readonly JsonValue[]) : [type];
  if (types.includes(typeof value)) return value;
  if (typeof value === 'string') {
    if ((types.includes('number') || types.includes('integer')) && value.trim() !== '') {
      const number = Number(value);
      if (Number.isFinite(number)) return number;
    }
    if (types.includes('boolean') && /^(?:true|false|1|0|yes|no|on|off)$/i.test(value)) {
      return /^(?:true|1|yes|on)$/i.test(value);
    }
    if (types.includes('object') || (types.includes('array') && /^\s*\[/.test(value))) {
      return parsed(value);
    }
  }
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean'))
    return String(value);
  if (types.includes('boolean') && (value === 0 || value === 1)) return value === 1;
  if (types.includes('array') && value !== null) return [read(schema['items'], value, way, depth + 1)];
  return value;
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
