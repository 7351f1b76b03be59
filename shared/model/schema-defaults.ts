import type { JsonObject, JsonValue } from './draft.ts';
import { isJsonObject } from './json.ts';
import { resolveRefs } from './schema-ref.ts';

/** Schemas nest without end through `$ref`; nobody declares defaults deeper than this. */
const MAX_DEPTH = 8;
/** Properties that are looked at in all: `$ref`s can make a short schema unfold without measure. */
const MAX_PROPERTIES = 5_000;

interface Walk {
  readonly root: JsonObject;
  left: number;
}

/** The members of a schema and of its `allOf` that say which properties there are. */
function partsOf(schema: JsonObject, walk: Walk): readonly JsonObject[] {
  const all = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly JsonValue[]) : [];
  return [schema, ...all.filter(isJsonObject).map((part) => resolveRefs(part, walk.root).schema)];
}

function namesRequired(parts: readonly JsonObject[]): ReadonlySet<JsonValue> {
  return new Set(
    parts.flatMap((part) =>
      Array.isArray(part['required']) ? (part['required'] as readonly JsonValue[]) : [],
    ),
  );
}

/** What an optional object would say: nothing, unless its defaults cover all that it requires. */
function nested(schema: JsonObject, needed: boolean, walk: Walk, depth: number): JsonObject | undefined {
  const own = defaultsOf(schema, walk, depth);
  if (Object.keys(own).length === 0) return undefined;
  const covered = [...namesRequired(partsOf(schema, walk))].every(
    (name) => typeof name === 'string' && Object.hasOwn(own, name),
  );
  return needed || covered ? own : undefined;
}

function defaultsOf(schema: JsonObject, walk: Walk, depth: number): JsonObject {
  const parts = partsOf(schema, walk);
  const required = namesRequired(parts);
  const found: [string, JsonValue][] = [];
  for (const part of parts) {
    if (isJsonObject(part['default'])) found.push(...Object.entries(part['default']));
    const properties = isJsonObject(part['properties']) ? part['properties'] : {};
    for (const [name, raw] of Object.entries(properties)) {
      walk.left -= 1;
      if (walk.left < 0 || !isJsonObject(raw)) continue;
      const property = resolveRefs(raw, walk.root).schema;
      const value =
        property['default'] ??
        (depth < MAX_DEPTH ? nested(property, required.has(name), walk, depth + 1) : undefined);
      if (value !== undefined || Object.hasOwn(property, 'default')) found.push([name, value ?? null]);
    }
  }
  return Object.fromEntries(found);
}

/**
 * An object that holds the defaults of a schema and nothing else: what accepting a form without touching it sends.
 * A property without a default is left out, even if it is required; an optional object comes with its defaults only
 * where they are all that it requires. Never throws, whatever the server sent as a schema.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation (requested schema)
 */
export function defaultsFor(schema: JsonObject): JsonObject {
  return defaultsOf(resolveRefs(schema, schema).schema, { root: schema, left: MAX_PROPERTIES }, 0);
}
