import type { JsonObject, JsonValue } from './draft.ts';
import { isJsonObject } from './json.ts';

/** A subschema with its `$ref`s followed; `problem` is a sentence where one of them leads nowhere. */
export interface ResolvedSchema {
  readonly schema: JsonObject;
  readonly problem?: string;
}

/** A chain of references longer than this serves nobody. */
const MAX_STEPS = 32;
/** Named subschemas (`$id`, `$anchor`) are looked for among this many values. */
const MAX_NAMED = 50_000;

const named = new WeakMap<JsonObject, ReadonlyMap<string, JsonObject>>();

/** Subschemas that have a name of their own: by `$id`, and by `#` with their `$anchor`. */
function namesIn(root: JsonObject): ReadonlyMap<string, JsonObject> {
  const known = named.get(root);
  if (known) return known;
  const found = new Map<string, JsonObject>();
  const waiting: JsonValue[] = [root];
  for (let seen = 0; waiting.length > 0 && seen < MAX_NAMED; seen += 1) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const member of Object.values(value as JsonObject)) waiting.push(member);
    if (!isJsonObject(value)) continue;
    const { $id, $anchor, $dynamicAnchor } = value;
    if (typeof $id === 'string') found.set($id.replace(/#$/, ''), value);
    for (const anchor of [$anchor, $dynamicAnchor]) {
      if (typeof anchor === 'string') found.set(`#${anchor}`, value);
    }
  }
  named.set(root, found);
  return found;
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function atPointer(root: JsonValue, pointer: string): JsonValue | undefined {
  let current: JsonValue | undefined = root;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(current)) current = (current as readonly JsonValue[])[Number(key)];
    else current = isJsonObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return current;
}

/**
 * What a `$ref` points at within `root` itself: `#`, a JSON Pointer (`#/$defs/x`), an `$anchor`, or the `$id` of a
 * part of the schema. Nothing is ever fetched, so any other reference is undefined.
 *
 * Source: https://json-schema.org/draft/2020-12/json-schema-core#section-8.2
 */
export function findRef(ref: string, root: JsonObject): JsonValue | undefined {
  const hash = ref.indexOf('#');
  const [base, fragment] = hash === -1 ? [ref, ''] : [ref.slice(0, hash), decode(ref.slice(hash + 1))];
  const resource = base === '' ? root : namesIn(root).get(base);
  if (!resource) return undefined;
  if (fragment === '') return resource;
  return fragment.startsWith('/') ? atPointer(resource, fragment) : namesIn(root).get(`#${fragment}`);
}

function whyNot(ref: string): string {
  return ref.startsWith('#')
    ? `The schema refers to "${ref}", which is not in it.`
    : `The schema refers to "${ref}". Hopscope fetches nothing for a schema.`;
}

/**
 * A subschema of `root` with its references followed, one after the other, and the members beside `$ref` laid over
 * what it points at. Where a reference leads nowhere, outside or in a circle, it is left out, and `problem` says so.
 */
export function resolveRefs(schema: JsonObject, root: JsonObject): ResolvedSchema {
  let current = schema;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const { $ref, $dynamicRef, ...own } = current;
    const ref = $ref ?? $dynamicRef;
    if (typeof ref !== 'string') return { schema: current };
    const target = findRef(ref, root);
    if (target === true) return { schema: own };
    if (!isJsonObject(target)) return { schema: own, problem: whyNot(ref) };
    current = { ...target, ...own };
  }
  const { $ref, ...own } = current;
  return { schema: own, problem: `The schema refers to itself in a circle at ${JSON.stringify($ref)}.` };
}
