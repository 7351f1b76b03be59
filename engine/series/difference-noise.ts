import type { Difference } from '../../shared/model/difference.ts';
import { jsonOf, type JsonValue } from '../../shared/model/json.ts';
import type { SeriesNoise } from '../../shared/model/series.ts';
import { isBeside } from '../replay/diff/beside.ts';
import { pointerSegments } from '../replay/diff/json-place.ts';
import { appliesTo, matchesPointer, type PlacePattern } from '../replay/diff/pointer-pattern.ts';
import { isRandom, tokensOf } from '../replay/plan/minted-look.ts';
import { memberOf, type RedactedNumbers } from './redacted-numbers.ts';

/** Longer texts are compared as they are. */
const LONGEST = 20_000;
/** Times as people and programs write them. Dates alone are none: they say what was asked for. */
const TIMES = [
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s?(?:Z|UTC|[+-]\d\d:?\d\d))?/g,
  /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d(?: GMT| UTC)?/g,
  /\b\d{1,2}:\d\d:\d\d(?:\.\d+)?\b/g,
] as const;
/** Members that hold a moment as a number. */
const MOMENT_NAME =
  /(?:^|[^a-z]|[a-z](?=A))(?:at|time|timestamp|date|since|until|expires|created|updated|now)$|At$/i;
/** Members that hold how long something took. */
const SPAN_NAME = /elapsed|took|duration|latency|uptime|response_?time/i;
/** Between 2001 and 2096: in milliseconds, and in seconds. */
const MS = [1e12, 4e12] as const;
const SECONDS = [1e9, 4e9] as const;

/** What is known beside the two values. */
export interface NoiseContext {
  readonly method: string;
  readonly name: string;
  /** Places that a person knows for noise. */
  readonly known: readonly PlacePattern[];
  /** Whether a whole text stands for a secret. */
  readonly isPlaceholder: (text: string) => boolean;
  /** Has learnt from the differences of this pair. */
  readonly numbers: Pick<RedactedNumbers, 'putBack'>;
}

/** Why a difference is no change, if it is none. Pure. */
export function noiseOf(difference: Difference, context: NoiseContext): SeriesNoise | undefined {
  const { pointer, kind, left, right } = difference;
  if (isBeside(pointer)) return 'beside';
  const segments = pointerSegments(pointer);
  if (context.known.some((place) => appliesTo(place, context) && matchesPointer(place.pointer, segments))) {
    return 'known';
  }
  if (kind !== 'changed' || left === undefined || right === undefined) return undefined;
  if (isRedacted(left, right, context)) return 'redacted';
  if (isTiming(left, right, memberOf(pointer))) return 'time';
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  if (left.length > LONGEST || right.length > LONGEST) return undefined;
  const [one, other] = [timeless(left), timeless(right)];
  if (one === other) return 'time';
  // Which thing is asked for is what a request says; only an answer makes ids up.
  if (pointer.startsWith('/params')) return undefined;
  return withoutChance(one) === withoutChance(other) ? 'id' : undefined;
}

/** Numbers that are a moment, or a span of time, on both sides. */
function isTiming(left: JsonValue, right: JsonValue, name: string): boolean {
  if (typeof left !== 'number' || typeof right !== 'number') return false;
  const within = ([from, to]: readonly [number, number]): boolean =>
    [left, right].every((value) => value >= from && value < to);
  return within(MS) || SPAN_NAME.test(name) || (MOMENT_NAME.test(name) && within(SECONDS));
}

function timeless(text: string): string {
  return TIMES.reduce((rest, time) => rest.replaceAll(time, '‹time›'), text);
}

function withoutChance(text: string): string {
  let rest = text;
  for (const { text: token } of tokensOf(text)) if (isRandom(token)) rest = rest.replaceAll(token, '‹id›');
  return rest;
}

/** Placeholders as they stand in a longer text. */
const PLACEHOLDERS = /redacted-(?:[a-z]+-)?\d+(?:-x*)?/;

/** Whether one value is the other with placeholders in place of secrets. */
function isRedacted(left: JsonValue, right: JsonValue, context: NoiseContext): boolean {
  if (standsFor(left, right, context) || standsFor(right, left, context)) return true;
  const [one, other] = [left, right].map((value) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : undefined,
  );
  if (one === undefined || other === undefined || one.length > LONGEST || other.length > LONGEST)
    return false;
  const [whole, otherWhole] = [context.numbers.putBack('left', one), context.numbers.putBack('right', other)];
  if (whole === other || one === otherWhole) return true;
  return standsFor(whole, otherWhole, context) || standsFor(otherWhole, whole, context);
}

function standsFor(redacted: JsonValue, plain: JsonValue, { isPlaceholder }: NoiseContext): boolean {
  if (typeof redacted !== 'string') return false;
  if (isPlaceholder(redacted)) return true;
  if (!redacted.includes('redacted-') || redacted.length > LONGEST) return false;
  const text = typeof plain === 'string' ? plain : jsonOf(plain);
  const parts = redacted.split(PLACEHOLDERS);
  if (parts.length < 2) return false;
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (index === 0 && !text.startsWith(part)) return false;
    const found = index === parts.length - 1 ? text.length - part.length : text.indexOf(part, at);
    if (found < at || !text.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return true;
}
