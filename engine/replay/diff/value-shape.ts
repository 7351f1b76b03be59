import type { JsonValue } from '../../../shared/model/json.ts';

/** Longer texts are not looked at: they are prose or data, and no time or id makes them vary alone. */
const LONGEST = 20_000;

/** Times first, then ids, then tokens, then numbers: what an earlier one takes is gone for the later ones. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s?(?:Z|UTC|[+-]\d\d:?\d\d))?)?/g, '‹time›'],
  [
    /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d(?: GMT| UTC)?/g,
    '‹time›',
  ],
  [/\b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\b/g, '‹time›'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '‹id›'],
  // Long words of letters and digits: hashes, base64, ULIDs, JWTs. A word without any digit is a word.
  [/[A-Za-z0-9_~+/=.-]*\d[A-Za-z0-9_~+/=.-]{19,}|[A-Za-z0-9_~+/=.-]{19,}\d[A-Za-z0-9_~+/=.-]*/g, '‹token›'],
  [/\b(?=[0-9a-z]*\d)(?=[0-9a-z]*[a-z])[0-9a-z]{6,}\b/gi, '‹id›'],
  [/-?\d+(?:\.\d+)?/g, '‹number›'],
];

/**
 * A value with signs in place of the times, ids, tokens and numbers in it: two values with the same shape differ in nothing
 * else. Undefined where there is none of these in it, and for what is neither text nor number. Pure.
 */
export function shapeOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return '‹number›';
  if (typeof value !== 'string' || value.length > LONGEST || !/\d/.test(value)) return undefined;
  let shape = value;
  for (const [pattern, sign] of SHAPES) shape = shape.replaceAll(pattern, sign);
  return shape === value ? undefined : shape;
}
