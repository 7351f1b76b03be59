import type { JsonObject, JsonValue } from './draft.ts';
import { isJsonObject } from './json.ts';
import { findRef } from './schema-ref.ts';

/** A copy of a schema that the validator can use to the end, and what had to be left out of it (sentences). */
export interface CheckableSchema {
  readonly schema: JsonObject;
  readonly unchecked: readonly string[];
}

/** Members whose own members are names chosen by the author of the schema, not keywords. */
const NAMED_MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
/** Members that are values, not schemas. */
const VALUES = new Set(['default', 'const', 'enum', 'examples']);
/** A schema nested deeper than this is hostile. */
const MAX_DEPTH = 200;

/** A repeated group with a repetition inside: on the wrong text such a pattern runs for years. */
const RISKY = /\([^()]*[+*}][^()]*\)\s*(?:[+*]|\{\d*,)/;

function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u').test('');
  } catch {
    return `The pattern ${pattern} is no valid regular expression: it is not checked.`;
  }
  return RISKY.test(pattern)
    ? `The pattern ${pattern} can take for ever on some texts: it is not checked.`
    : undefined;
}

function unresolved(ref: JsonValue): string {
  if (typeof ref !== 'string') return 'A $ref of the schema is no text: that part is not checked.';
  return ref.startsWith('#')
    ? `The schema refers to "${ref}", which is not in it: that part is not checked.`
    : `The schema refers to "${ref}". Hopscope fetches nothing for a schema: that part is not checked.`;
}

class Copy {
  readonly unchecked = new Set<string>();
  private readonly root: JsonObject;

  constructor(root: JsonObject) {
    this.root = root;
  }

  of(value: JsonValue, depth: number): JsonValue {
    if (depth > MAX_DEPTH) {
      this.unchecked.add(
        `The schema is nested deeper than ${String(MAX_DEPTH)} levels: the rest is not checked.`,
      );
      return true;
    }
    if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => this.of(item, depth + 1));
    return isJsonObject(value) ? this.object(value, depth) : value;
  }

  private object(schema: JsonObject, depth: number): JsonObject {
    const kept: [string, JsonValue][] = [];
    for (const [key, member] of Object.entries(schema)) {
      if (key === '$ref' || key === '$dynamicRef') this.ref(member, kept);
      else if (key === '$dynamicAnchor') kept.push(['$anchor', member]);
      else if (key === 'pattern' && typeof member === 'string') {
        if (!this.refuses(member)) kept.push([key, member]);
      } else if (VALUES.has(key)) kept.push([key, JSON.parse(JSON.stringify(member)) as JsonValue]);
      else if (NAMED_MAPS.has(key) && isJsonObject(member)) {
        kept.push([key, this.named(member, key === 'patternProperties', depth)]);
      } else kept.push([key, this.of(member, depth + 1)]);
    }
    return Object.fromEntries(kept);
  }

  private named(members: JsonObject, patterns: boolean, depth: number): JsonObject {
    const own = Object.entries(members).filter(([name]) => !patterns || !this.refuses(name));
    return Object.fromEntries(own.map(([name, member]) => [name, this.of(member, depth + 1)]));
  }

  private refuses(pattern: string): boolean {
    const problem = patternProblem(pattern);
    if (problem !== undefined) this.unchecked.add(problem);
    return problem !== undefined;
  }

  private ref(ref: JsonValue, kept: [string, JsonValue][]): void {
    const target = typeof ref === 'string' ? findRef(ref, this.root) : undefined;
    if (typeof target === 'boolean' || isJsonObject(target)) kept.push(['$ref', ref]);
    else {
      this.unchecked.add(unresolved(ref));
    }
  }
}

/**
 * A copy of `schema` without what would stop a validator: references that lead out of the schema (nothing is ever
 * fetched) or nowhere, and patterns that are invalid or could run without end. Each is named in `unchecked`.
 * `$dynamicRef` becomes an ordinary reference, which is what it is within one schema.
 */
export function checkableSchema(schema: JsonObject): CheckableSchema {
  const copy = new Copy(schema);
  const own = copy.of(schema, 0);
  return { schema: isJsonObject(own) ? own : {}, unchecked: [...copy.unchecked] };
}
