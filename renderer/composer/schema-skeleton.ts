import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import { isJsonObject } from '../../shared/model/json.ts';

/** Schemas nest without end through `$ref`; a first text needs no more than this. */
const MAX_DEPTH = 6;

/** Follows a local `$ref` (`#/$defs/x`) within the schema itself; anything else stays unresolved. */
function resolveLocal(schema: JsonObject, root: JsonObject): JsonObject {
  const ref = schema['$ref'];
  if (typeof ref !== 'string' || !ref.startsWith('#/')) return schema;
  let current: JsonValue | undefined = root;
  for (const segment of ref.slice(2).split('/')) {
    const key = decodeSegment(segment);
    current = isJsonObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return isJsonObject(current) ? { ...current, ...schema, $ref: '' } : schema;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return segment;
  }
}

function typeOf(schema: JsonObject): string | undefined {
  const type = schema['type'];
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) {
    const named = (type as readonly JsonValue[]).find((entry) => entry !== 'null');
    return typeof named === 'string' ? named : undefined;
  }
  return isJsonObject(schema['properties']) ? 'object' : undefined;
}

function firstAlternative(schema: JsonObject): JsonObject | undefined {
  for (const keyword of ['oneOf', 'anyOf', 'allOf'] as const) {
    const options = schema[keyword];
    const first = Array.isArray(options) ? (options as readonly JsonValue[])[0] : undefined;
    if (isJsonObject(first)) return first;
  }
  return undefined;
}

function numberWithin(schema: JsonObject): number {
  const { minimum, maximum, exclusiveMinimum } = schema;
  if (typeof minimum === 'number' && minimum > 0) return minimum;
  if (typeof exclusiveMinimum === 'number' && exclusiveMinimum >= 0) return exclusiveMinimum + 1;
  if (typeof maximum === 'number' && maximum < 0) return maximum;
  return 0;
}

function valueFor(raw: JsonObject, root: JsonObject, depth: number): JsonValue {
  const schema = resolveLocal(raw, root);
  if (schema['default'] !== undefined) return schema['default'];
  if (schema['const'] !== undefined) return schema['const'];
  const options = schema['enum'];
  if (Array.isArray(options) && options.length > 0) return (options as readonly JsonValue[])[0] ?? null;
  if (depth >= MAX_DEPTH) return null;
  const type = typeOf(schema);
  if (type === undefined) {
    const alternative = firstAlternative(schema);
    return alternative ? valueFor(alternative, root, depth + 1) : null;
  }
  if (type === 'object') return objectFor(schema, root, depth);
  if (type === 'array') return [];
  if (type === 'string') return '';
  if (type === 'boolean') return false;
  return type === 'integer' || type === 'number' ? numberWithin(schema) : null;
}

function objectFor(schema: JsonObject, root: JsonObject, depth: number): JsonObject {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = new Set(
    Array.isArray(schema['required']) ? (schema['required'] as readonly JsonValue[]) : [],
  );
  const filled: [string, JsonValue][] = [];
  for (const [name, property] of Object.entries(properties)) {
    const own = isJsonObject(property) ? property : {};
    const wanted = required.has(name) || resolveLocal(own, root)['default'] !== undefined;
    if (wanted) filled.push([name, valueFor(own, root, depth + 1)]);
  }
  return Object.fromEntries(filled);
}

/**
 * A first set of arguments for an inputSchema: every required property, and every property that has a default;
 * a default, `const` or first `enum` value where there is one, else the empty value of the type.
 * What a schema does not say stays null. Never throws, whatever the server sent as a schema.
 */
export function skeletonFor(schema: JsonValue | undefined): JsonObject {
  if (!isJsonObject(schema)) return {};
  return objectFor(resolveLocal(schema, schema), schema, 0);
}
