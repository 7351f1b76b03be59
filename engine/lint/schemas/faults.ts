import type { z } from 'zod';
import { isJsonObject } from '../../../shared/model/json.ts';
import { brief } from '../rule.ts';

type Issue = z.core.$ZodIssue;

/** One place that does not fit. */
export interface Fault {
  /** From the value that was held against the schema. */
  readonly path: readonly (string | number)[];
  /** Goes on after the place's name: "should be text, is a number". */
  readonly says: string;
  readonly expected?: string;
  readonly found?: string;
  /** A kind that the schema does not know, which an extension may have brought. */
  readonly unknownKind?: true;
}

/** Says what a schema's issues mean, one fault a place, at most `most`. Pure. */
export function faultsOf(issues: readonly Issue[], value: unknown, most: number): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const issue of issues) {
    const fault = faultOf(issue, value, []);
    const place = JSON.stringify(fault.path);
    if (!faults.has(place)) faults.set(place, fault);
    if (faults.size >= most) break;
  }
  return [...faults.values()];
}

function faultOf(issue: Issue, root: unknown, before: readonly (string | number)[]): Fault {
  const path = [...before, ...issue.path.filter((part) => typeof part !== 'symbol')];
  const found = valueAt(root, path);
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const likeliest = issue.errors.toSorted(
      (a, b) => unlikeliness(a, found) - unlikeliness(b, found),
    )[0]?.[0];
    if (likeliest) return faultOf(likeliest, root, path);
  }
  if (issue.code === 'invalid_union') {
    const kinds =
      'options' in issue && Array.isArray(issue.options)
        ? issue.options.filter((one) => one !== undefined)
        : [];
    const expected = kinds.length > 0 ? oneOf(kinds) : 'another value';
    return { ...wrong(path, expected, found), ...(typeof found === 'string' && { unknownKind: true }) };
  }
  if (issue.code === 'invalid_value') return wrong(path, oneOf(issue.values), found);
  if (issue.code === 'invalid_type') return wrong(path, named(issue.expected), found);
  if (issue.code === 'too_big') return { path, says: `has more than ${String(issue.maximum)} entries` };
  // Of the Tasks extension's schemas only the sentence is left.
  const [, expected] = /^Invalid input: expected (\w+)/.exec(issue.message) ?? [];
  if (expected !== undefined) return wrong(path, named(expected), found);
  if (/^(is|has|should) /.test(issue.message)) {
    return { path, says: issue.message, ...(found !== undefined && { found: brief(found) }) };
  }
  return { path, says: found === undefined ? 'is missing' : 'does not fit', found: brief(found) };
}

/** Among the forms that a value may have: how far it is from this one. What is there counts more than what is missing. */
function unlikeliness(issues: readonly Issue[], value: unknown): number {
  let sum = 0;
  for (const { path, code } of issues) {
    if (path.length === 0) sum += 100;
    else if (path.length === 1 && path[0] === 'type' && code === 'invalid_value') sum += 10;
    else sum += valueAt(value, path) === undefined ? 1.5 : 1;
  }
  return sum;
}

function wrong(path: Fault['path'], expected: string, found: unknown): Fault {
  return found === undefined
    ? { path, says: 'is missing', expected, found: 'absent' }
    : { path, says: `should be ${expected}, is ${kindOf(found)}`, expected, found: brief(found) };
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'an integer',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

function named(type: string): string {
  return NAMES[type] ?? type;
}

function oneOf(values: readonly unknown[]): string {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.length > 1 ? `${texts.slice(0, -1).join(', ')} or ${texts.at(-1) ?? ''}` : (texts[0] ?? '');
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return value.length > 40 ? 'another text' : JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : `the number ${String(value)}`;
  return Array.isArray(value) ? 'a list' : 'an object';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const part of path) {
    if (Array.isArray(at)) at = (at as readonly unknown[])[Number(part)];
    else if (isJsonObject(at) && Object.hasOwn(at, part)) at = at[String(part)];
    else return undefined;
  }
  return at;
}
