import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { resolveRefs } from '../../../shared/model/schema-ref.ts';
import { mergeSchemas } from './merge-schemas.ts';

/** How one place of a value is asked for. */
export type NodeKind =
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'null'
  | 'object'
  | 'array'
  /** One of `choices`. */
  | 'choice'
  /** Several of `choices`, each once. */
  | 'choices'
  /** One of several schemas. */
  | 'alternatives'
  /** The schema does not say: JSON. */
  | 'any'
  /** The schema allows nothing here. */
  | 'nothing';

export interface Choice {
  readonly value: JsonValue;
  readonly label: string;
}

export interface Alternative {
  readonly label: string;
  readonly schema: JsonValue;
}

/** One place of a schema, as the form needs it. */
export interface FormNode {
  readonly kind: NodeKind;
  /** Without `$ref`, `allOf`, `if`; what lies below is as the server wrote it. */
  readonly schema: JsonObject;
  /** Null is allowed beside what `kind` says. */
  readonly nullable: boolean;
  readonly choices: readonly Choice[];
  readonly alternatives: readonly Alternative[];
  /** A sentence, where a part of the schema cannot be used. */
  readonly problem?: string;
}

export interface NodeContext {
  /** The whole schema: what `$ref` points into. */
  readonly root: JsonObject;
  /** Whether a value fits a subschema: decides `if`. */
  readonly fits: (schema: JsonValue, value: JsonValue) => boolean;
}

/** `allOf` within `allOf` deeper than this is no work of a person. */
const MAX_DEPTH = 16;
/** Keywords that say what a value is, not only how it is limited. */
const SHAPING = ['type', 'properties', 'items', 'prefixItems', 'enum', 'const', '$ref', '$dynamicRef'];
const NESTING = ['allOf', 'anyOf', 'oneOf'];

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

interface Flat {
  readonly schema: JsonObject;
  readonly problem?: string;
}

function without(schema: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));
}

/** The subschemas that hold for this value because of a condition. */
function conditional(schema: JsonObject, value: JsonValue | undefined, context: NodeContext): JsonValue[] {
  const found: JsonValue[] = [];
  if (schema['if'] !== undefined) {
    const branch = context.fits(schema['if'], value === undefined ? {} : value)
      ? schema['then']
      : schema['else'];
    if (branch !== undefined) found.push(branch);
  }
  const dependent = isJsonObject(schema['dependentSchemas']) ? schema['dependentSchemas'] : {};
  for (const [name, part] of Object.entries(dependent)) {
    if (isJsonObject(value) && Object.hasOwn(value, name)) found.push(part);
  }
  const needed = isJsonObject(schema['dependentRequired']) ? schema['dependentRequired'] : {};
  for (const [name, required] of Object.entries(needed)) {
    if (isJsonObject(value) && Object.hasOwn(value, name)) found.push({ required });
  }
  return found;
}

/** A schema with its references followed, and all that holds beside it (`allOf`, conditions) merged into it. */
function flatten(raw: JsonValue, value: JsonValue | undefined, context: NodeContext, depth = 0): Flat {
  if (raw === false) return { schema: { not: {} } };
  if (!isJsonObject(raw)) {
    return raw === true
      ? { schema: {} }
      : { schema: {}, problem: 'The schema is neither an object nor true or false.' };
  }
  const resolved = resolveRefs(raw, context.root);
  const { schema } = resolved;
  const parts = [...listOf(schema['allOf']), ...conditional(schema, value, context)];
  if (depth >= MAX_DEPTH || parts.length === 0) {
    const flat = without(schema, ['allOf', 'if', 'then', 'else']);
    return resolved.problem === undefined ? { schema: flat } : { schema: flat, problem: resolved.problem };
  }
  let flat = without(schema, ['allOf', 'if', 'then', 'else', 'dependentSchemas', 'dependentRequired']);
  let { problem } = resolved;
  for (const part of parts) {
    const own = flatten(part, value, context, depth + 1);
    problem ??= own.problem;
    flat = mergeSchemas(flat, own.schema);
  }
  return problem === undefined ? { schema: flat } : { schema: flat, problem };
}

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'null', 'object', 'array']);

function typesOf(schema: JsonObject): readonly string[] {
  const declared = typeof schema['type'] === 'string' ? [schema['type']] : listOf(schema['type']);
  const known = declared.filter((type): type is string => typeof type === 'string' && TYPES.has(type));
  if (known.length > 0) return [...new Set(known)];
  const says = (...keys: readonly string[]): boolean => keys.some((key) => schema[key] !== undefined);
  if (says('properties', 'required', 'additionalProperties', 'patternProperties')) return ['object'];
  if (says('items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems')) return ['array'];
  if (says('minLength', 'maxLength', 'pattern', 'format')) return ['string'];
  return says('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf') ? ['number'] : [];
}

function labelOf(value: JsonValue, title?: JsonValue): string {
  const own = typeof value === 'string' ? value : JSON.stringify(value);
  if (typeof title !== 'string' || title === '' || title === own) return own === '' ? '(empty text)' : own;
  return title;
}

/** What an enumeration offers: `enum` (with the older `enumNames`), `const`, or alternatives that are all constants. */
function choicesOf(schema: JsonObject, context: NodeContext): readonly Choice[] | undefined {
  if (schema['const'] !== undefined) {
    return [{ value: schema['const'], label: labelOf(schema['const'], schema['title']) }];
  }
  if (Array.isArray(schema['enum']) && schema['enum'].length > 0) {
    const names = listOf(schema['enumNames']);
    return listOf(schema['enum']).map((value, at) => ({ value, label: labelOf(value, names[at]) }));
  }
  const options = optionsOf(schema);
  if (options.length === 0) return undefined;
  const found: Choice[] = [];
  for (const option of options) {
    if (!isJsonObject(option)) return undefined;
    const own = resolveRefs(option, context.root).schema;
    if (own['type'] === 'null') found.push({ value: null, label: 'null' });
    else if (own['const'] !== undefined) {
      found.push({ value: own['const'], label: labelOf(own['const'], own['title'] ?? own['description']) });
    } else if (Array.isArray(own['enum'])) {
      found.push(...listOf(own['enum']).map((value) => ({ value, label: labelOf(value) })));
    } else return undefined;
  }
  return found.some((choice) => choice.value !== null) ? found : undefined;
}

function optionsOf(schema: JsonObject): readonly JsonValue[] {
  const oneOf = listOf(schema['oneOf']);
  return oneOf.length > 0 ? oneOf : listOf(schema['anyOf']);
}

/** Options that say what a value is; those that only limit it (`required`) are the validator's alone. */
function shapingOptions(schema: JsonObject): readonly JsonValue[] {
  const options = optionsOf(schema);
  const shapes = (option: JsonValue): boolean =>
    isJsonObject(option) && [...SHAPING, ...NESTING].some((key) => option[key] !== undefined);
  return options.some(shapes) ? options : [];
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  null: 'null',
  object: 'object',
  array: 'list',
};

function alternativeLabel(option: JsonValue, at: number, context: NodeContext): string {
  if (!isJsonObject(option)) return `alternative ${String(at + 1)}`;
  const { schema } = resolveRefs(option, context.root);
  if (typeof schema['title'] === 'string' && schema['title'] !== '') return schema['title'];
  const tag = Object.entries(isJsonObject(schema['properties']) ? schema['properties'] : {}).find(
    ([, property]) => isJsonObject(property) && typeof property['const'] === 'string',
  );
  if (tag && isJsonObject(tag[1])) return `${tag[0]}: ${labelOf(tag[1]['const'] ?? null)}`;
  const named = typeof option['$ref'] === 'string' ? option['$ref'].split('/').at(-1) : undefined;
  if (named !== undefined && named !== '' && named !== '#') return named;
  const [type, ...more] = typesOf(schema);
  return type !== undefined && more.length === 0
    ? (TYPE_WORDS[type] ?? type)
    : `alternative ${String(at + 1)}`;
}

/** Labels that occur twice get their number. */
function distinct(alternatives: readonly Alternative[]): readonly Alternative[] {
  const labels = alternatives.map((own) => own.label);
  return alternatives.map((own, at) =>
    labels.indexOf(own.label) === labels.lastIndexOf(own.label)
      ? own
      : { ...own, label: `${own.label} (${String(at + 1)})` },
  );
}

const KINDS: Readonly<Record<string, NodeKind>> = {
  string: 'text',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  null: 'null',
  object: 'object',
  array: 'array',
};

function isNullSchema(option: JsonValue): boolean {
  return isJsonObject(option) && (option['type'] === 'null' || option['const'] === null);
}

function arrayNode(schema: JsonObject, context: NodeContext, base: Omit<FormNode, 'kind'>): FormNode {
  const items = schema['items'];
  if (isJsonObject(items) && !Array.isArray(schema['prefixItems'])) {
    const choices = choicesOf(flatten(items, undefined, context).schema, context);
    if (choices) return { ...base, kind: 'choices', choices };
  }
  return { ...base, kind: 'array' };
}

/**
 * Reads one place of a schema for the form. `raw` is the subschema as the server wrote it, `value` what stands there:
 * conditions depend on it. Never throws and never descends further than this place, so that a schema which contains
 * itself costs nothing until somebody opens it.
 *
 * Source: https://json-schema.org/draft/2020-12/json-schema-core and, for enumerations,
 * https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#requested-schema
 */
export function readNode(raw: JsonValue, value: JsonValue | undefined, context: NodeContext): FormNode {
  return readFlat(flatten(raw, value, context), value, context, 0);
}

function readFlat(flat: Flat, value: JsonValue | undefined, context: NodeContext, depth: number): FormNode {
  const { schema, problem } = flat;
  const base = {
    schema,
    nullable: false,
    choices: [] as readonly Choice[],
    alternatives: [] as readonly Alternative[],
    ...(problem !== undefined && { problem }),
  };
  if (isJsonObject(schema['not']) && Object.keys(schema['not']).length === 0) {
    return { ...base, kind: 'nothing' };
  }
  const types = typesOf(schema);
  const own = types.filter((type) => type !== 'null');
  const choices = choicesOf(schema, context);
  if (choices) {
    const real = choices.filter((choice) => choice.value !== null);
    if (real.length > 0) {
      return { ...base, kind: 'choice', choices: real, nullable: real.length < choices.length };
    }
  }
  const options = shapingOptions(schema);
  const real = options.filter((option) => !isNullSchema(option));
  if (real.length > 0 && depth < MAX_DEPTH) {
    const shared = without(schema, ['anyOf', 'oneOf']);
    const nullable = real.length < options.length;
    const [only] = real;
    if (real.length === 1 && only !== undefined) {
      const merged = flatten({ ...shared, allOf: [only] }, value, context);
      const inner = readFlat(merged, value, context, depth + 1);
      return { ...inner, nullable: inner.nullable || nullable };
    }
    const alternatives = real.map((option, at) => ({
      label: alternativeLabel(option, at, context),
      schema: { ...without(shared, ['title', 'description', 'default']), allOf: [option] },
    }));
    return { ...base, kind: 'alternatives', nullable, alternatives: distinct(alternatives) };
  }
  if (own.length > 1) {
    const alternatives = own.map((type) => ({
      label: TYPE_WORDS[type] ?? type,
      schema: { ...without(schema, ['title', 'description', 'default']), type },
    }));
    return { ...base, kind: 'alternatives', nullable: own.length < types.length, alternatives };
  }
  const [type] = own;
  if (type === undefined) return { ...base, kind: types.length > 0 ? 'null' : 'any' };
  const nullable = own.length < types.length;
  return type === 'array'
    ? arrayNode(schema, context, { ...base, nullable })
    : { ...base, nullable, kind: KINDS[type] ?? 'any' };
}
