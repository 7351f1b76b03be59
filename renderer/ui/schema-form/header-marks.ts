import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import { isHeaderName } from '../../../shared/model/header-syntax.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { HEADER } from '../../../shared/spec/modern.ts';
import { pointerOf } from './edit-value.ts';

/** Deeper than any schema written by hand. */
const MAX_DEPTH = 100;
const CARRIED = new Set<JsonValue | undefined>(['string', 'integer', 'boolean']);

function isCarried(schema: JsonObject): boolean {
  const { type } = schema;
  if (!Array.isArray(type)) return CARRIED.has(type);
  const own = (type as readonly JsonValue[]).filter((entry) => entry !== 'null');
  return own.length === 1 && CARRIED.has(own[0]);
}

/**
 * The headers that will carry parameters, by JSON Pointer into the arguments. Only annotations that may stand where
 * they stand count: on a text, whole number or boolean that is reached through `properties` alone.
 *
 * Source:
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#custom-headers-from-tool-parameters
 */
export function headerMarks(schema: JsonValue | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (node: JsonValue | undefined, path: readonly string[]): void => {
    if (!isJsonObject(node) || path.length > MAX_DEPTH) return;
    const name = node['x-mcp-header'];
    if (typeof name === 'string' && path.length > 0 && isHeaderName(name) && isCarried(node)) {
      found.set(pointerOf(path), `${HEADER.paramPrefix}${name}`);
    }
    const properties = isJsonObject(node['properties']) ? node['properties'] : {};
    for (const [key, property] of Object.entries(properties)) visit(property, [...path, key]);
  };
  visit(schema, []);
  return found;
}
