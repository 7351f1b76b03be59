import type { JsonObject, JsonValue } from './draft.ts';
import { isJsonObject } from './json.ts';
import { resolveRefs } from './schema-ref.ts';

/** Schemas nest without end through `$ref`; nobody declares defaults deeper than this. */
const MAX_DEPTH = 8;
/** Properties that are looked at in all: `$ref`s can make a short schema unfold without measure. */
const MAX_PROPERTIES = 5_000;

/** One way through a schema. */
export interface SchemaWalk {
  /** What `$ref` points into. */
  readonly root: JsonObject;
  /** Properties that may still be looked at. */
  left: number;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function isNullSchema(schema: JsonObject): boolean {
  return schema['type'] === 'null' || schema['const'] === null;
}

/** What is meant by "this or null": this. Between real alternatives nobody has chosen. */
function onlyAlternative(schema: JsonObject): readonly JsonObject[] {
  const options = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])].filter(isJsonObject);
  const real = options.filter((option) => !isNullSchema(option));
  return real.length === 1 && options.length > 1 ? real : [];
}

/** A schema with all that holds beside it whatever the value is: `allOf`, and the one alternative to null. */
function partsOf(schema: JsonObject, walk: SchemaWalk, depth: number): readonly JsonObject[] {
  if (depth >= MAX_DEPTH) return [schema];
  const more = [...listOf(schema['allOf']).filter(isJsonObject), ...onlyAlternative(schema)];
  return [
    schema,
    ...more.flatMap((part) => {
      walk.left -= 1;
      return walk.left < 0 ? [] : partsOf(resolveRefs(part, walk.root).schema, walk, depth + 1);
    }),
  ];
}

function namesRequired(parts: readonly JsonObject[]): ReadonlySet<JsonValue> {
  return new Set(parts.flatMap((part) => listOf(part['required'])));
}

/** What an optional object would say: nothing, unless its defaults cover all that it requires. */
function nested(
  parts: readonly JsonObject[],
  needed: boolean,
  walk: SchemaWalk,
  depth: number,
): JsonObject | undefined {
  const own = defaultsOf(parts, walk, depth);
  if (Object.keys(own).length === 0) return undefined;
  const covered = [...namesRequired(parts)].every(
    (name) => typeof name === 'string' && Object.hasOwn(own, name),
  );
  return needed || covered ? own : undefined;
}

function defaultAt(raw: JsonValue, needed: boolean, walk: SchemaWalk, depth: number): JsonValue | undefined {
  walk.left -= 1;
  if (walk.left < 0 || !isJsonObject(raw)) return undefined;
  const parts = partsOf(resolveRefs(raw, walk.root).schema, walk, 0);
  const declared = parts.find((part) => part['default'] !== undefined);
  if (declared) return declared['default'];
  return depth < MAX_DEPTH ? nested(parts, needed, walk, depth + 1) : undefined;
}

function defaultsOf(parts: readonly JsonObject[], walk: SchemaWalk, depth: number): JsonObject {
  const required = namesRequired(parts);
  const found = new Map<string, JsonValue>();
  const keep = (name: string, value: JsonValue | undefined): void => {
    if (value !== undefined && !found.has(name)) found.set(name, value);
  };
  // The default of the whole goes before those of its parts, and these fill what it leaves open.
  const whole = parts.map((part) => part['default']).find(isJsonObject) ?? {};
  for (const part of parts) {
    const properties = isJsonObject(part['properties']) ? part['properties'] : {};
    for (const [name, raw] of Object.entries(properties)) {
      if (Object.hasOwn(whole, name)) keep(name, whole[name]);
      else if (!found.has(name)) keep(name, defaultAt(raw, required.has(name), walk, depth));
    }
  }
  for (const [name, value] of Object.entries(whole)) keep(name, value);
  return Object.fromEntries(found);
}

/**
 * An object that holds the defaults of a schema and nothing else: what accepting a form without touching it sends.
 * A property without a default is left out, even if it is required; an optional object comes with its defaults only
 * where they are all that it requires. Conditions and choices between alternatives add nothing. Never throws, whatever
 * the server sent as a schema.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation (requested schema)
 */
export function defaultsFor(schema: JsonObject): JsonObject {
  const walk = { root: schema, left: MAX_PROPERTIES };
  return defaultsOf(partsOf(resolveRefs(schema, schema).schema, walk, 0), walk, 0);
}

/** The default of one optional property, as `defaultsFor` finds it; undefined: it is left out. */
export function defaultFor(property: JsonValue, walk: SchemaWalk): JsonValue | undefined {
  return defaultAt(property, false, walk, 0);
}
