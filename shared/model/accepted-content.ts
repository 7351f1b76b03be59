import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { defaultsFor } from './schema-defaults.ts';
import { resolveRefs } from './schema-ref.ts';
import { firstValueFor } from './schema-skeleton.ts';

/** Says where it comes from to whoever reads it at the server. */
const TEXT = 'Accepted by Hopscope';
const OF_FORMAT = new Map<JsonValue | undefined, string>([
  ['email', 'hopscope@example.com'],
  ['uri', 'https://example.com/hopscope'],
  ['date', '2026-07-28'],
  ['date-time', '2026-07-28T12:00:00Z'],
]);
/** Longer texts are not made up. */
const LONGEST = 10_000;

/**
 * What accepting a form sends by itself: the defaults of its schema, and for each property that is required and has none a
 * value that fits: yes where yes or no is asked, the first choice, the least number, a text that names its author.
 * What a pattern wants nobody can guess: the content may not fit the schema.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#requested-schema. Pure.
 */
export function acceptedContent(schema: JsonObject): JsonObject {
  const content = defaultsFor(schema);
  const { properties, required } = resolveRefs(schema, schema).schema;
  if (!isJsonObject(properties) || !Array.isArray(required)) return content;
  const missing = new Set<JsonValue>(required as readonly JsonValue[]);
  const made = Object.entries(properties).filter(
    ([name]) => missing.has(name) && !Object.hasOwn(content, name),
  );
  return { ...content, ...Object.fromEntries(made.map(([name, raw]) => [name, valueFor(raw, schema)])) };
}

function valueFor(raw: JsonValue, root: JsonObject): JsonValue {
  const schema = isJsonObject(raw) ? resolveRefs(raw, root).schema : {};
  const { type } = schema;
  if (type === 'boolean' && schema['const'] === undefined && schema['enum'] === undefined) return true;
  if (type === 'array') return chosen(schema, root);
  const value = firstValueFor(raw, root);
  return value === '' && type === 'string' ? textFor(schema) : value;
}

/** As few of the choices as are allowed. */
function chosen({ minItems, items }: JsonObject, root: JsonObject): JsonValue {
  if (typeof minItems !== 'number' || minItems < 1 || !isJsonObject(items)) return [];
  const choices = items['enum'] ?? items['anyOf'] ?? items['oneOf'];
  const list: readonly JsonValue[] = Array.isArray(choices) ? choices : [];
  return list
    .slice(0, minItems)
    .map((choice) => (isJsonObject(choice) ? firstValueFor(choice, root) : choice));
}

function textFor({ format, minLength, maxLength }: JsonObject): string {
  const text = OF_FORMAT.get(format) ?? TEXT;
  const least = typeof minLength === 'number' ? Math.min(minLength, LONGEST) : 0;
  const most = typeof maxLength === 'number' ? Math.max(maxLength, 0) : LONGEST;
  return text.padEnd(least, '.').slice(0, most);
}
