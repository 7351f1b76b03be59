import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import { isJsonObject } from '../../../shared/model/json.ts';

/** A capability that a client may declare, as a switch. */
export interface CapabilitySwitch {
  readonly path: readonly string[];
  readonly label: string;
  /** What stands there where it is declared. */
  readonly value: JsonValue;
}

/** One line of switches: the capability itself, then what belongs to it. */
export interface CapabilityLine {
  readonly own: CapabilitySwitch;
  readonly parts: readonly CapabilitySwitch[];
  /** Deprecated as of 2026-07-28. */
  readonly deprecated?: boolean;
}

/**
 * The capabilities of a client that have a name.
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/schema#clientcapabilities and, for `listChanged`,
 * https://modelcontextprotocol.io/specification/2025-11-25/client/roots#capabilities
 */
export const CAPABILITY_LINES: readonly CapabilityLine[] = [
  {
    own: { path: ['elicitation'], label: 'Elicitation', value: {} },
    parts: [
      { path: ['elicitation', 'form'], label: 'form', value: {} },
      { path: ['elicitation', 'url'], label: 'url', value: {} },
    ],
  },
  {
    own: { path: ['sampling'], label: 'Sampling', value: {} },
    parts: [
      { path: ['sampling', 'tools'], label: 'tools', value: {} },
      { path: ['sampling', 'context'], label: 'context', value: {} },
    ],
    deprecated: true,
  },
  {
    own: { path: ['roots'], label: 'Roots', value: {} },
    parts: [{ path: ['roots', 'listChanged'], label: 'listChanged', value: true }],
    deprecated: true,
  },
];

/** The value at the path; undefined where there is none. Pure. */
function valueAt(capabilities: JsonObject, path: readonly string[]): JsonValue | undefined {
  let current: JsonValue | undefined = capabilities;
  for (const key of path) {
    current = isJsonObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return current;
}

/** Whether something stands at the path that declares it: `false` does not. Pure. */
export function isDeclared(capabilities: JsonObject, path: readonly string[]): boolean {
  const value = valueAt(capabilities, path);
  return value !== undefined && value !== false && value !== null;
}

/** With `value` at the path, made where it is not there; undefined takes away what is there. Pure. */
export function withCapability(
  capabilities: JsonObject,
  path: readonly string[],
  value: JsonValue | undefined,
): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return capabilities;
  const entries = Object.entries(capabilities);
  const inner = Object.hasOwn(capabilities, key) ? capabilities[key] : undefined;
  const next = rest.length === 0 ? value : withCapability(isJsonObject(inner) ? inner : {}, rest, value);
  if (next === undefined) return Object.fromEntries(entries.filter(([own]) => own !== key));
  // Entries and no computed key: an extension may be called `__proto__`.
  return entries.some(([own]) => own === key)
    ? Object.fromEntries(entries.map(([own, old]) => [own, own === key ? next : old]))
    : Object.fromEntries([...entries, [key, next]]);
}

/** Members of `extensions` or `experimental`: the id and its settings. Pure. */
export function namedParts(
  capabilities: JsonObject,
  group: 'extensions' | 'experimental',
): readonly (readonly [string, JsonValue])[] {
  const parts = valueAt(capabilities, [group]);
  return isJsonObject(parts) ? Object.entries(parts) : [];
}

/** The same members with the one at `index` replaced, taken away (undefined) or, at the end, added. Pure. */
export function withNamedPart(
  capabilities: JsonObject,
  group: 'extensions' | 'experimental',
  index: number,
  part: readonly [string, JsonValue] | undefined,
): JsonObject {
  const parts = [...namedParts(capabilities, group)];
  if (part) parts[index] = part;
  else parts.splice(index, 1);
  return withCapability(capabilities, [group], parts.length === 0 ? undefined : Object.fromEntries(parts));
}

const LABEL = '[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const EXTENSION_ID = new RegExp(`^${LABEL}(?:\\.${LABEL})*/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$`);

/**
 * What is odd about the id of an extension, as a sentence; it may be declared all the same. Pure.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/index#meta
 */
export function oddExtensionId(id: string): string | undefined {
  if (EXTENSION_ID.test(id)) return undefined;
  return 'The specification wants a reverse-DNS prefix, a slash and a name, such as com.example/thing.';
}
