import { dereference, validate, type Schema, type SchemaDraft } from '@cfworker/json-schema';
import { checkableSchema } from '../../../shared/model/checkable-schema.ts';
import { jsonOf, isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { problemsFrom, type Problem } from '../../../shared/model/problem-words.ts';
import { dialectOf, type Dialect } from './dialect.ts';
import { readings } from './readings.ts';
import { effortOf, sizeOf } from './effort.ts';
import { schemaFault } from './validity.ts';

/** A schema made ready; absent parts are made when they are needed. */
interface Ready {
  readonly schema: JsonObject;
  readonly draft: SchemaDraft;
  /** Without `format`, which is only told unless a validator is set to assert it. */
  readonly bare: Prepared;
  withFormats?: Prepared;
  /** Subschemas that one value may meet. */
  readonly effort: number;
  readonly recursive: boolean;
  readonly patterns: boolean;
}

interface Prepared {
  readonly schema: JsonObject;
  readonly lookup: Record<string, Schema | boolean>;
}

const DRAFTS: Readonly<Record<Dialect, SchemaDraft>> = {
  '2020-12': '2020-12',
  '2019-09': '2019-09',
  'draft-07': '7',
  'draft-06': '7',
  'draft-04': '4',
};

/** Where a schema lives for the validator. Nothing is fetched from there or from anywhere. */
const BASE = new URL('https://schema.invalid/');
/** Schemas that are kept, by their text. */
const MOST_KEPT = 200;
/** Characters of a schema beyond which it is not checked against. */
const MOST_TEXT = 200_000;
/** Subschemas times values that one check may visit: the worst takes about half a second. */
const MOST_STEPS = 300_000;
/** Where a schema refers to itself, each level of a value can double the work. */
const MOST_LEVELS = 12;
/** A pattern may take the cube of a text's length. */
const LONGEST_MATCHED = 1000;
/** Validators differ on what these mean, and ours is not the last word. */
const DISPUTED = /"(?:unevaluatedItems|unevaluatedProperties|\$recursiveRef|\$dynamicRef)":/;
/** A repeated group can make a pattern run for years. */
const RISKY_PATTERN = /"pattern(?:Properties)?":(?:[^\n])*?\)(?:[*+]|\{)/;

const byObject = new WeakMap<JsonObject, Ready | null>();
const byText = new Map<string, Ready | null>();

/**
 * Why a value does not fit a schema of a tool or a form: the first problem. Undefined where it fits, and wherever that
 * cannot be said with certainty: an invalid schema, a dialect that we do not know, a reference that leads out of the
 * schema (nothing is fetched), or more work than a linter may do. `format` is never held against a value.
 */
export function misfitOf(schema: JsonValue | undefined, value: JsonValue): Problem | undefined {
  if (!isJsonObject(schema)) return undefined;
  const ready = readyFor(schema);
  return ready ? misfit(ready, value) : undefined;
}

/**
 * The same for values that a server took: it may have read "5" as a number, a null as absent, left out members that it
 * does not know or filled in defaults, all of which is to validate, too. Undefined where one such reading fits.
 */
export function misfitHoweverRead(schema: JsonValue | undefined, value: JsonValue): Problem | undefined {
  if (!isJsonObject(schema) || !misfitOf(schema, value)) return undefined;
  const problems = readings(schema, value).map((reading) => misfitOf(schema, reading));
  // What is still wrong then is what the server should have seen.
  return problems.includes(undefined) ? undefined : problems[0];
}

/** Where a problem is shown: a member that is missing, in what should have it. `place` is the value's. Pure. */
export function problemPlace(place: string, { pointer, message }: Problem): string {
  return `${place}${message === 'Required.' ? pointer.replace(/\/[^/]*$/, '') : pointer}`;
}

function misfit(ready: Ready, value: JsonValue): Problem | undefined {
  const { effort, recursive, patterns, draft, bare } = ready;
  const most = MOST_STEPS / effort;
  const size = sizeOf(value, most);
  if (size.values > most) return undefined;
  if (recursive && size.levels > MOST_LEVELS) return undefined;
  if (patterns && size.longest > LONGEST_MATCHED) return undefined;
  try {
    if (validate(value, bare.schema, draft, bare.lookup).valid) return undefined;
    // Two alternatives may differ by their format alone.
    ready.withFormats ??= prepare(ready.schema);
    const { schema, lookup } = ready.withFormats;
    if (validate(value, schema, draft, lookup).valid) return undefined;
    const { errors } = validate(value, bare.schema, draft, bare.lookup, false);
    return problemsFrom(errors, bare.schema)[0];
  } catch {
    return undefined;
  }
}

function readyFor(schema: JsonObject): Ready | null {
  const known = byObject.get(schema);
  if (known !== undefined) return known;
  const text = jsonOf(schema);
  let ready = byText.get(text);
  if (ready === undefined) ready = makeReady(schema, text);
  // What was used last stands at the end.
  byText.delete(text);
  byText.set(text, ready);
  const [oldest] = byText.keys();
  if (byText.size > MOST_KEPT && oldest !== undefined) byText.delete(oldest);
  byObject.set(schema, ready);
  return ready;
}

function makeReady(schema: JsonObject, text: string): Ready | null {
  const dialect = dialectOf(schema);
  // Also what is nested too deep to be written as text.
  if (
    !dialect ||
    !text.startsWith('{') ||
    text.length > MOST_TEXT ||
    DISPUTED.test(text) ||
    RISKY_PATTERN.test(text)
  )
    return null;
  if (schemaFault(schema, dialect)) return null;
  try {
    const { schema: own, unchecked } = checkableSchema(schema);
    if (unchecked.length > 0) return null;
    return {
      schema: own,
      draft: DRAFTS[dialect],
      bare: prepare(withoutFormats(own) as JsonObject),
      ...effortOf(own),
      patterns: text.includes('"pattern'),
    };
  } catch {
    return null;
  }
}

function prepare(schema: JsonObject): Prepared {
  const lookup = Object.create(null) as Record<string, Schema | boolean>;
  // The validator writes addresses into what it is given.
  const own = structuredClone(schema);
  return { schema: own, lookup: dereference(own, lookup, BASE) };
}

const VALUES = new Set(['default', 'const', 'enum', 'examples']);

function withoutFormats(schema: JsonValue): JsonValue {
  if (Array.isArray(schema)) return (schema as readonly JsonValue[]).map(withoutFormats);
  if (!isJsonObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => {
      // A property that is called so has a schema, not a text.
      if (key === 'format' && typeof value === 'string') return [];
      return [[key, VALUES.has(key) ? value : withoutFormats(value)] as const];
    }),
  );
}
