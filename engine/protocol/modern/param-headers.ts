import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import { isHeaderName } from '../../../shared/model/header-syntax.ts';
import { HEADER } from '../../../shared/spec/modern.ts';
import { isJsonObject } from '../../../shared/model/json.ts';

/**
 * `x-mcp-header` annotations of a tool's inputSchema and the Mcp-Param-* headers that they ask for.
 * Source:
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#custom-headers-from-tool-parameters
 */

/** One annotated property. */
export interface ParamHeader {
  /** `Mcp-Param-` and the annotation's value. */
  readonly header: string;
  /** The chain of property names that leads to the value inside `arguments`. */
  readonly path: readonly string[];
  readonly type: 'string' | 'integer' | 'boolean';
}

export type ParamHeaders =
  | { readonly valid: true; readonly headers: readonly ParamHeader[] }
  /** The tool must be left out by a conforming client; `reason` is a sentence. */
  | { readonly valid: false; readonly reason: string };

const ANNOTATION = 'x-mcp-header';
/** Deeper than any schema written by hand; a cyclic or hostile one ends here. */
const MAX_DEPTH = 100;

/** `Array.isArray` makes an array of anything of it. */
function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The single primitive type of a property; a nullable one counts, since a null value sends no header. */
function primitiveType(schema: JsonObject): ParamHeader['type'] | undefined {
  const declared = schema['type'];
  const types = isArray(declared) ? declared.filter((entry) => entry !== 'null') : [declared];
  const [type] = types;
  if (types.length !== 1) return undefined;
  return type === 'string' || type === 'integer' || type === 'boolean' ? type : undefined;
}

function placeOf(path: readonly string[]): string {
  return path.length === 0 ? 'the schema itself' : `property ${path.join('.')}`;
}

/** Collects annotations on the way; returns the sentence for the first rule that is broken. */
class AnnotationWalk {
  readonly headers: ParamHeader[] = [];
  private readonly seen = new Set<string>();

  visit(node: JsonValue, path: readonly string[], reachable: boolean, depth: number): string | undefined {
    if (depth > MAX_DEPTH) return `The schema is nested deeper than ${String(MAX_DEPTH)} levels.`;
    if (isArray(node)) {
      return this.firstFault(node.map((entry) => () => this.visit(entry, path, false, depth + 1)));
    }
    if (!isJsonObject(node)) return undefined;
    if (ANNOTATION in node) {
      const fault = this.annotate(node, path, reachable);
      if (fault !== undefined) return fault;
    }
    return this.firstFault(
      Object.entries(node).map(([key, child]) => () => {
        if (key === 'properties' && isJsonObject(child)) {
          return this.firstFault(
            Object.entries(child).map(
              ([name, schema]) =>
                () =>
                  this.visit(schema, [...path, name], reachable, depth + 1),
            ),
          );
        }
        // Values that are data, not schemas: an annotation-like key inside them means nothing.
        if (key === 'default' || key === 'const' || key === 'enum' || key === 'examples') return undefined;
        return this.visit(child, path, false, depth + 1);
      }),
    );
  }

  private firstFault(checks: readonly (() => string | undefined)[]): string | undefined {
    for (const check of checks) {
      const fault = check();
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  private annotate(schema: JsonObject, path: readonly string[], reachable: boolean): string | undefined {
    const name = schema[ANNOTATION];
    const place = placeOf(path);
    if (!reachable || path.length === 0) {
      return `x-mcp-header near ${place} is not reachable through "properties" alone.`;
    }
    if (typeof name !== 'string' || name === '') {
      return `x-mcp-header of ${place} must be a string that is not empty.`;
    }
    if (!isHeaderName(name)) {
      return `x-mcp-header ${JSON.stringify(name)} of ${place} is no valid header name.`;
    }
    const type = primitiveType(schema);
    if (!type) {
      return `x-mcp-header of ${place} stands on type ${JSON.stringify(schema['type'] ?? null)}; only string, integer and boolean may carry it.`;
    }
    const key = name.toLowerCase();
    if (this.seen.has(key)) return `x-mcp-header ${JSON.stringify(name)} is used twice in this schema.`;
    this.seen.add(key);
    this.headers.push({ header: `${HEADER.paramPrefix}${name}`, path, type });
    return undefined;
  }
}

/** Many ask about one schema: of the same object it is read once. */
const known = new WeakMap<object, ParamHeaders>();

/** Reads the annotations of an inputSchema, which must not change; a schema without any is valid and gives none. */
export function readParamHeaders(inputSchema: JsonValue): ParamHeaders {
  if (typeof inputSchema !== 'object' || inputSchema === null) return walkSchema(inputSchema);
  let read = known.get(inputSchema);
  if (!read) {
    read = walkSchema(inputSchema);
    known.set(inputSchema, read);
  }
  return read;
}

function walkSchema(inputSchema: JsonValue): ParamHeaders {
  const walk = new AnnotationWalk();
  const reason = walk.visit(inputSchema, [], true, 0);
  return reason === undefined ? { valid: true, headers: walk.headers } : { valid: false, reason };
}

/** The value at the annotation's exact path; undefined where there is none. */
export function valueAtPath(root: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  let node: JsonValue | undefined = root;
  for (const key of path) {
    if (!isJsonObject(node) || !Object.hasOwn(node, key)) return undefined;
    node = node[key];
  }
  return node;
}

export type ParamText =
  | { readonly kind: 'text'; readonly text: string }
  /** No value, or null: no header is sent. */
  | { readonly kind: 'absent' }
  /** A value of another type than the schema says: nothing sensible can be sent. `reason` is a sentence. */
  | { readonly kind: 'unsuitable'; readonly reason: string };

/** A parameter's value as the text that its header carries before encoding. */
export function paramText(param: ParamHeader, value: JsonValue | undefined): ParamText {
  if (value === undefined || value === null) return { kind: 'absent' };
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'boolean') return { kind: 'text', text: value ? 'true' : 'false' };
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { kind: 'text', text: String(value) };
  const what = typeof value === 'number' ? `the number ${String(value)}` : 'a value that is not primitive';
  return {
    kind: 'unsuitable',
    reason: `${param.path.join('.')} is ${what}; ${param.header} can only carry text, safe integers and booleans.`,
  };
}
