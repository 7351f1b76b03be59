import { isJsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { Dialect } from './dialect.ts';

/** The first thing in a schema that its dialect does not allow. */
export interface SchemaFault {
  /** Keys from the schema's root. */
  readonly path: readonly (string | number)[];
  /** The end of a sentence about the keyword: `must be a list of texts`. */
  readonly must: string;
}

/** What a keyword's value has to be. */
type Shape =
  | 'schema'
  | 'schemas'
  | 'schema-or-schemas'
  | 'schema-or-boolean'
  | 'named-schemas'
  | 'dependencies'
  | 'named-names'
  | 'type'
  | 'text'
  | 'names'
  | 'list'
  | 'number'
  | 'positive'
  | 'count'
  | 'boolean';

/** Keywords whose values every dialect restricts alike. */
const COMMON: Readonly<Record<string, Shape>> = {
  properties: 'named-schemas',
  patternProperties: 'named-schemas',
  definitions: 'named-schemas',
  dependencies: 'dependencies',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  not: 'schema',
  type: 'type',
  title: 'text',
  description: 'text',
  $schema: 'text',
  pattern: 'text',
  format: 'text',
  enum: 'list',
  required: 'names',
  multipleOf: 'positive',
  minimum: 'number',
  maximum: 'number',
  minLength: 'count',
  maxLength: 'count',
  minItems: 'count',
  maxItems: 'count',
  minProperties: 'count',
  maxProperties: 'count',
  uniqueItems: 'boolean',
};

const FROM_06: Readonly<Record<string, Shape>> = {
  additionalProperties: 'schema',
  propertyNames: 'schema',
  contains: 'schema',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  examples: 'list',
  $id: 'text',
  $ref: 'text',
};

const FROM_07: Readonly<Record<string, Shape>> = {
  if: 'schema',
  then: 'schema',
  else: 'schema',
  $comment: 'text',
};

const FROM_2019: Readonly<Record<string, Shape>> = {
  $defs: 'named-schemas',
  dependentSchemas: 'named-schemas',
  dependentRequired: 'named-names',
  unevaluatedItems: 'schema',
  unevaluatedProperties: 'schema',
  minContains: 'count',
  maxContains: 'count',
  $anchor: 'text',
  deprecated: 'boolean',
};

const ITEMS_BEFORE_2020: Readonly<Record<string, Shape>> = {
  items: 'schema-or-schemas',
  additionalItems: 'schema',
};

/** Keywords by dialect. An unknown keyword may be anything. Sources: the meta-schemas at https://json-schema.org/ */
const KEYWORDS: Readonly<Record<Dialect, Readonly<Record<string, Shape>>>> = {
  'draft-04': {
    ...COMMON,
    items: 'schema-or-schemas',
    additionalItems: 'schema-or-boolean',
    additionalProperties: 'schema-or-boolean',
    exclusiveMinimum: 'boolean',
    exclusiveMaximum: 'boolean',
    id: 'text',
  },
  'draft-06': { ...COMMON, ...FROM_06, ...ITEMS_BEFORE_2020 },
  'draft-07': { ...COMMON, ...FROM_06, ...FROM_07, ...ITEMS_BEFORE_2020 },
  '2019-09': { ...COMMON, ...FROM_06, ...FROM_07, ...FROM_2019, ...ITEMS_BEFORE_2020 },
  '2020-12': {
    ...COMMON,
    ...FROM_06,
    ...FROM_07,
    ...FROM_2019,
    items: 'schema',
    prefixItems: 'schemas',
    $dynamicRef: 'text',
    $dynamicAnchor: 'text',
  },
};

const TYPES = new Set<JsonValue>(['string', 'number', 'integer', 'boolean', 'null', 'array', 'object']);

/** Deeper than any schema that somebody wrote; a hostile one ends here. */
const MAX_DEPTH = 100;

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
const isNames = (value: JsonValue): boolean =>
  isList(value) &&
  value.every((name) => typeof name === 'string') &&
  new Set<JsonValue>(value).size === value.length;
const isCount = (value: JsonValue): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** Whether a value that holds no schemas is right, and what it must be. */
const PLAIN: Readonly<Partial<Record<Shape, readonly [(value: JsonValue) => boolean, string]>>> = {
  type: [
    (value) =>
      TYPES.has(value) ||
      (isNames(value) && isList(value) && value.length > 0 && value.every((type) => TYPES.has(type))),
    'must be a type of JSON Schema, or a list of different ones',
  ],
  text: [(value) => typeof value === 'string', 'must be text'],
  names: [isNames, 'must be a list of different names'],
  list: [isList, 'must be a list'],
  number: [(value) => typeof value === 'number', 'must be a number'],
  positive: [(value) => typeof value === 'number' && value > 0, 'must be a number greater than 0'],
  count: [isCount, 'must be a whole number of 0 or more'],
  boolean: [(value) => typeof value === 'boolean', 'must be true or false'],
  'named-names': [
    (value) => isJsonObject(value) && Object.values(value).every(isNames),
    'must be an object of lists of names',
  ],
};

type Path = readonly (string | number)[];

/**
 * The first fault of a schema by the rules of its dialect; undefined where it is valid. References are not followed, and
 * nothing is fetched. Takes about a microsecond for each keyword.
 */
export function schemaFault(schema: JsonValue, dialect: Dialect): SchemaFault | undefined {
  return faultOf(schema, dialect, [], 0);
}

function faultOf(schema: JsonValue, dialect: Dialect, path: Path, depth: number): SchemaFault | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (typeof schema === 'boolean' && dialect !== 'draft-04') return undefined;
  if (!isJsonObject(schema)) {
    return {
      path,
      must: dialect === 'draft-04' ? 'must be a schema object' : 'must be a schema object, true or false',
    };
  }
  // Up to draft-07 everything beside a reference is ignored.
  if (typeof schema['$ref'] === 'string' && dialect.startsWith('draft-')) return undefined;
  const keywords = KEYWORDS[dialect];
  for (const key in schema) {
    if (!Object.hasOwn(keywords, key)) continue;
    const fault = faultAt(schema[key] ?? null, keywords[key] ?? 'schema', dialect, [...path, key], depth);
    if (fault) return fault;
  }
  return undefined;
}

function faultAt(
  value: JsonValue,
  shape: Shape,
  dialect: Dialect,
  path: Path,
  depth: number,
): SchemaFault | undefined {
  const plain = PLAIN[shape];
  if (plain) return plain[0](value) ? undefined : { path, must: plain[1] };
  if (shape === 'schema-or-boolean' && typeof value === 'boolean') return undefined;
  if (shape === 'schemas' || (shape === 'schema-or-schemas' && isList(value))) {
    if (!isList(value) || (value.length === 0 && shape === 'schemas')) {
      return { path, must: 'must be a list of schemas that is not empty' };
    }
    return first(value, (member, at) => faultOf(member, dialect, [...path, at], depth + 1));
  }
  if (shape === 'named-schemas' || shape === 'dependencies')
    return faultOfNamed(value, shape, dialect, path, depth);
  return faultOf(value, dialect, path, depth + 1);
}

function faultOfNamed(
  value: JsonValue,
  shape: Shape,
  dialect: Dialect,
  path: Path,
  depth: number,
): SchemaFault | undefined {
  if (!isJsonObject(value)) return { path, must: 'must be an object of schemas' };
  return first(Object.entries(value), ([name, member]) =>
    shape === 'dependencies' && isNames(member)
      ? undefined
      : faultOf(member, dialect, [...path, name], depth + 1),
  );
}

function first<Value>(
  values: readonly Value[],
  faultFor: (value: Value, at: number) => SchemaFault | undefined,
): SchemaFault | undefined {
  for (const [at, value] of values.entries()) {
    const fault = faultFor(value, at);
    if (fault) return fault;
  }
  return undefined;
}
