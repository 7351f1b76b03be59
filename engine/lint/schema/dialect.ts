import type { JsonObject } from '../../../shared/model/json.ts';

/** Dialects of JSON Schema that Hopscope knows. */
export type Dialect = '2020-12' | '2019-09' | 'draft-07' | 'draft-06' | 'draft-04';

const KNOWN: Readonly<Record<string, Dialect>> = {
  'json-schema.org/draft/2020-12/schema': '2020-12',
  'json-schema.org/draft/2019-09/schema': '2019-09',
  'json-schema.org/draft-07/schema': 'draft-07',
  'json-schema.org/draft-06/schema': 'draft-06',
  'json-schema.org/draft-04/schema': 'draft-04',
};

/**
 * The dialect in which a schema is written: what `$schema` names, whether with http or https and with or without an empty
 * fragment, and 2020-12 where it names none. Undefined: one that we do not know.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic#schema-dialect
 */
export function dialectOf(schema: JsonObject): Dialect | undefined {
  const { $schema: named } = schema;
  if (named === undefined) return '2020-12';
  if (typeof named !== 'string') return undefined;
  const address = named.replace(/^https?:\/\//i, '').replace(/#$/, '');
  return Object.hasOwn(KNOWN, address) ? KNOWN[address] : undefined;
}
