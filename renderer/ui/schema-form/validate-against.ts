import { dereference, validate, type Schema, type SchemaDraft } from '@cfworker/json-schema';
import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { checkableSchema } from '../../../shared/model/checkable-schema.ts';
import { problemsFrom, type Problem } from '../../../shared/model/problem-words.ts';

export type { Problem } from '../../../shared/model/problem-words.ts';

export interface Validation {
  /** What is wrong with the value, in the order of the schema. */
  readonly problems: readonly Problem[];
  /** Sentences: parts of the schema that could not be checked. */
  readonly unchecked: readonly string[];
}

/** A schema made ready; one for many values. */
export interface SchemaCheck {
  readonly validate: (value: JsonValue | undefined) => Validation;
  /** Whether a value fits a subschema of this schema. */
  readonly fits: (subschema: JsonValue, value: JsonValue) => boolean;
}

/** Where the copies of a schema live for the validator; nothing is fetched from there or from anywhere. */
const BASE = new URL('https://schema.invalid/');
/** Compiled subschemas that are kept for `fits`. */
const MAX_PARTS = 500;

function draftOf(schema: JsonObject): SchemaDraft {
  const { $schema: named } = schema;
  if (typeof named !== 'string') return '2020-12';
  if (named.includes('draft-04')) return '4';
  if (named.includes('draft-06') || named.includes('draft-07')) return '7';
  return named.includes('2019-09') ? '2019-09' : '2020-12';
}

type Lookup = ReturnType<typeof dereference>;

function newLookup(): Lookup {
  return Object.create(null) as Lookup;
}

function whyNot(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The schema could not be used for checking (${reason}).`;
}

function usable(schema: JsonValue | undefined): JsonObject {
  return isJsonObject(schema) ? schema : schema === false ? { not: {} } : {};
}

/** Makes `schema` ready. Never throws, whatever the server sent: what cannot be checked is named instead. */
export function compileSchema(schema: JsonValue | undefined): SchemaCheck {
  const { schema: own, unchecked } = checkableSchema(usable(schema));
  const draft = draftOf(own);
  let lookup: Lookup | undefined;
  let failure: string | undefined;
  try {
    lookup = dereference(own, newLookup(), BASE);
  } catch (error) {
    failure = whyNot(error);
  }
  const parts = new Map<string, (value: JsonValue) => boolean>();

  function compilePart(subschema: JsonValue): (value: JsonValue) => boolean {
    if (typeof subschema === 'boolean') return () => subschema;
    if (!isJsonObject(subschema) || Object.keys(subschema).length === 0) return () => true;
    // Its references point into the whole schema, so it stands inside of a copy of it.
    const copy = checkableSchema({
      ...own,
      $defs: { ...(isJsonObject(own['$defs']) ? own['$defs'] : {}), 'hopscope/part': subschema },
    }).schema;
    const part = isJsonObject(copy['$defs']) ? (copy['$defs']['hopscope/part'] as Schema) : {};
    const found = dereference(copy, newLookup(), BASE);
    return (value) => validate(value, part, draft, found).valid;
  }

  return {
    validate(value) {
      if (failure !== undefined || !lookup) return { problems: [], unchecked: [...unchecked, failure ?? ''] };
      // Nothing at all is checked as the empty object that is sent instead.
      try {
        const { errors } = validate(value === undefined ? {} : value, own, draft, lookup, false);
        return { problems: problemsFrom(errors, own), unchecked };
      } catch (error) {
        return { problems: [], unchecked: [...unchecked, whyNot(error)] };
      }
    },
    fits(subschema, value) {
      try {
        const key = JSON.stringify(subschema);
        const known = parts.get(key) ?? compilePart(subschema);
        if (parts.size >= MAX_PARTS) parts.clear();
        parts.set(key, known);
        return known(value);
      } catch {
        return false;
      }
    },
  };
}

const compiled = new WeakMap<JsonObject, SchemaCheck>();

/** `compileSchema`, once for each schema object. */
export function checkOf(schema: JsonValue | undefined): SchemaCheck {
  if (!isJsonObject(schema)) return compileSchema(schema);
  const known = compiled.get(schema) ?? compileSchema(schema);
  compiled.set(schema, known);
  return known;
}

/** Checks a value against a JSON Schema 2020-12 (or an older draft that `$schema` names). */
export function validateAgainst(schema: JsonValue | undefined, value: JsonValue | undefined): Validation {
  return checkOf(schema).validate(value);
}
