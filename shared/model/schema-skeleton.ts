import type { JsonObject, JsonValue } from './draft.ts';
import { isJsonObject } from './json.ts';
import { defaultFor, type SchemaWalk } from './schema-defaults.ts';
import { resolveRefs } from './schema-ref.ts';

/** Schemas nest without end through `$ref`; a first value needs no more than this. */
const MAX_DEPTH = 6;
/** Values that are made in all: `$ref`s can make a short schema unfold without measure. */
const MAX_VALUES = 5_000;

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
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

/** The alternative to begin with: the first that is more than null. */
function firstAlternative(schema: JsonObject): JsonObject | undefined {
  for (const keyword of ['oneOf', 'anyOf', 'allOf'] as const) {
    const options = listOf(schema[keyword]).filter(isJsonObject);
    const first = options.find((option) => option['type'] !== 'null') ?? options[0];
    if (first) return first;
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

function valueFor(raw: JsonValue, walk: SchemaWalk, depth: number): JsonValue {
  walk.left -= 1;
  if (!isJsonObject(raw)) return null;
  const { schema } = resolveRefs(raw, walk.root);
  if (schema['default'] !== undefined) return schema['default'];
  if (schema['const'] !== undefined) return schema['const'];
  const [choice] = listOf(schema['enum']);
  if (choice !== undefined) return choice;
  const alternative = firstAlternative(schema);
  if (alternative?.['const'] !== undefined) return alternative['const'];
  const type = typeOf(schema);
  if (type === 'array') return [];
  if (type === 'string') return '';
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'number') return numberWithin(schema);
  if (depth >= MAX_DEPTH || walk.left < 0) return type === 'object' ? {} : null;
  if (type === 'object') return objectFor(schema, walk, depth);
  return type === undefined && alternative ? valueFor(alternative, walk, depth + 1) : null;
}

/** A schema and what `allOf` adds to it. */
function partsOf(schema: JsonObject, walk: SchemaWalk, depth = 0): readonly JsonObject[] {
  const { schema: own } = resolveRefs(schema, walk.root);
  if (depth >= MAX_DEPTH) return [own];
  const more = listOf(own['allOf']).filter(isJsonObject);
  return [own, ...more.flatMap((part) => partsOf(part, walk, depth + 1))];
}

function objectFor(schema: JsonObject, walk: SchemaWalk, depth: number): JsonObject {
  const parts = partsOf(schema, walk);
  const required = new Set(parts.flatMap((part) => listOf(part['required'])));
  const filled = new Map<string, JsonValue>();
  for (const part of parts) {
    const properties = isJsonObject(part['properties']) ? part['properties'] : {};
    for (const [name, property] of Object.entries(properties)) {
      if (walk.left < 0 || filled.has(name)) continue;
      const declared = defaultFor(property, walk);
      if (declared !== undefined) filled.set(name, declared);
      else if (required.has(name)) filled.set(name, valueFor(property, walk, depth + 1));
    }
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
  return objectFor(schema, { root: schema, left: MAX_VALUES }, 0);
}

/** The value that one place of a schema begins with, made as `skeletonFor` makes them. `root`: what `$ref` points into. */
export function firstValueFor(schema: JsonValue, root: JsonObject): JsonValue {
  return valueFor(schema, { root, left: MAX_VALUES }, 0);
}
