import type { OutputUnit } from '@cfworker/json-schema';
import type { JsonObject, JsonValue } from './draft.ts';
import { isJsonObject } from './json.ts';
import { findRef } from './schema-ref.ts';

/** One thing that is wrong with a value. */
export interface Problem {
  /** JSON Pointer to the place in the value; a property that is missing is named, too. */
  readonly pointer: string;
  /** A sentence. */
  readonly message: string;
}

/** Errors that only say that there are errors further in. */
const WRAPPERS = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
  'allOf',
  '$ref',
  '$recursiveRef',
  'if',
  'dependentSchemas',
]);

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
  object: 'an object {…}',
  array: 'a list […]',
};

function steps(location: string): readonly string[] {
  return location
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function pointerFrom(location: string): string {
  return steps(location)
    .map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** The keyword's own value: its location goes through the references that were followed. */
function keywordAt(root: JsonObject, location: string): JsonValue | undefined {
  let current: JsonValue | undefined = root;
  for (const step of steps(location)) {
    if (Array.isArray(current)) current = (current as readonly JsonValue[])[Number(step)];
    else if (!isJsonObject(current)) return undefined;
    else if (step === '$ref') {
      current = typeof current['$ref'] === 'string' ? findRef(current['$ref'], root) : undefined;
    } else current = current[step];
  }
  return current;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function listed(values: readonly JsonValue[]): string {
  const shown = values.slice(0, 6).map((value) => JSON.stringify(value));
  return values.length > shown.length ? `${shown.join(', ')}, …` : shown.join(', ');
}

function typeSentence(value: JsonValue | undefined): string {
  const types = Array.isArray(value) ? (value as readonly JsonValue[]) : [value ?? ''];
  const words = types.map((type) => TYPE_WORDS[textOf(type)] ?? textOf(type));
  return `Must be ${words.join(' or ')}.`;
}

function plural(count: JsonValue | undefined, noun: string): string {
  return `${textOf(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const LIMITS: Readonly<Record<string, (value: JsonValue | undefined) => string>> = {
  minimum: (value) => `Must be ${textOf(value)} or more.`,
  maximum: (value) => `Must be ${textOf(value)} or less.`,
  exclusiveMinimum: (value) => `Must be more than ${textOf(value)}.`,
  exclusiveMaximum: (value) => `Must be less than ${textOf(value)}.`,
  multipleOf: (value) => `Must be a multiple of ${textOf(value)}.`,
  minLength: (value) =>
    value === 1 ? 'Must not be empty.' : `Must have ${plural(value, 'character')} or more.`,
  maxLength: (value) => `Must have ${plural(value, 'character')} or fewer.`,
  minItems: (value) => `Must have ${plural(value, 'entry').replace('entrys', 'entries')} or more.`,
  maxItems: (value) => `Must have ${plural(value, 'entry').replace('entrys', 'entries')} or fewer.`,
  minProperties: (value) => `Must have ${plural(value, 'member')} or more.`,
  maxProperties: (value) => `Must have ${plural(value, 'member')} or fewer.`,
  uniqueItems: () => 'Must not have the same entry twice.',
  pattern: (value) => `Must match the pattern ${textOf(value)}.`,
  format: (value) => `Must be a valid ${textOf(value)}.`,
  const: (value) => `Must be ${JSON.stringify(value)}.`,
  enum: (value) => `Must be one of ${listed(Array.isArray(value) ? (value as readonly JsonValue[]) : [])}.`,
  type: typeSentence,
  not: () => 'Must not be this: the schema excludes it.',
  false: () => 'The schema allows nothing here.',
  anyOf: () => 'Fits none of the alternatives.',
  propertyNames: () => 'Has a member whose name the schema does not allow.',
  contains: () => 'Lacks an entry that the schema asks for.',
  minContains: () => 'Has too few entries of the kind that the schema asks for.',
  maxContains: () => 'Has too many entries of the kind that the schema limits.',
};

function quotedName(error: string): string | undefined {
  return /(?:property|not have) "(.*)"\.$/s.exec(error)?.[1];
}

function problemOf(unit: OutputUnit, root: JsonObject): Problem {
  const pointer = pointerFrom(unit.instanceLocation);
  const { keyword, error } = unit;
  if (['required', 'dependentRequired', 'dependencies'].includes(keyword)) {
    const name = quotedName(error);
    if (name !== undefined) {
      const own = name.replaceAll('~', '~0').replaceAll('/', '~1');
      return { pointer: `${pointer}/${own}`, message: 'Required.' };
    }
  }
  if (keyword === 'oneOf') {
    const none = error.includes('(0 matches)');
    return { pointer, message: none ? 'Fits none of the alternatives.' : 'Fits more than one alternative.' };
  }
  const words = LIMITS[keyword];
  return { pointer, message: words ? words(keywordAt(root, unit.keywordLocation)) : error };
}

function isWithin(unit: OutputUnit, head: OutputUnit): boolean {
  return unit !== head && unit.keywordLocation.startsWith(`${head.keywordLocation}/`);
}

function mismatches(unit: OutputUnit, head: OutputUnit): boolean {
  const { keyword, instanceLocation } = unit;
  if (instanceLocation === head.instanceLocation) return ['type', 'const', 'enum', 'false'].includes(keyword);
  // A member that tells the alternatives apart: {"kind": "circle"}.
  const inner = instanceLocation.slice(head.instanceLocation.length + 1);
  return keyword === 'const' && !inner.includes('/');
}

/** What is said about alternatives: what is wrong with the only one that was meant, or that none fits. */
function ofAlternatives(
  head: OutputUnit,
  inner: readonly OutputUnit[],
  root: JsonObject,
): readonly Problem[] {
  const branches = new Map<string, OutputUnit[]>();
  for (const unit of inner) {
    const branch = unit.keywordLocation.slice(head.keywordLocation.length + 1).split('/')[0] ?? '';
    branches.set(branch, [...(branches.get(branch) ?? []), unit]);
  }
  const meant = [...branches.values()].filter((units) => !units.some((unit) => mismatches(unit, head)));
  const [only] = meant;
  return meant.length === 1 && only ? problemsFrom(only, root) : [problemOf(head, root)];
}

/**
 * The validator's output as sentences, one for each thing that a person can put right. `root` is the schema that was
 * checked against.
 */
export function problemsFrom(units: readonly OutputUnit[], root: JsonObject): readonly Problem[] {
  const heads = units.filter((unit) =>
    ['anyOf', 'oneOf', 'contains', 'propertyNames'].includes(unit.keyword),
  );
  const found: Problem[] = [];
  for (const unit of units) {
    const outer = heads.find(
      (head) => isWithin(unit, head) && unit.instanceLocation.startsWith(head.instanceLocation),
    );
    if (outer || WRAPPERS.has(unit.keyword)) continue;
    if (unit.keyword === 'anyOf' || unit.keyword === 'oneOf') {
      const inner = units.filter(
        (own) => isWithin(own, unit) && own.instanceLocation.startsWith(unit.instanceLocation),
      );
      found.push(...ofAlternatives(unit, inner, root));
    } else found.push(problemOf(unit, root));
  }
  const seen = new Set<string>();
  return found.filter(({ pointer, message }) => {
    const key = `${pointer} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
