import type { Difference } from '../../shared/model/difference.ts';
import { isJsonObject, jsonOf, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import type { StepAnswer } from '../../shared/model/replay-plan.ts';
import { SERIES_NOISE, type SeriesNoise } from '../../shared/model/series.ts';
import { diffAnswers } from '../replay/diff/diff-answers.ts';
import { diffJson } from '../replay/diff/diff-json.ts';
import type { LiveValues } from '../replay/plan/live-values.ts';
import { noiseOf, type NoiseContext } from './difference-noise.ts';
import type { RedactedNumbers } from './redacted-numbers.ts';

/** How much of an exchange is compared: of a notification there is no answer, of an early poll whether there is an error. */
export type Compared = 'whole' | 'error' | 'request';

/** All of an exchange that is compared. */
export interface ComparedExchange {
  readonly number: number;
  readonly method: string;
  readonly name: string;
  readonly params: JsonObject;
  readonly answer: StepAnswer;
  readonly compared: Compared;
}

/** What two exchanges disagree in. */
export interface PairResult {
  /** The first of them, their values shortened. */
  readonly differences: readonly Difference[];
  readonly total: number;
  readonly noise: readonly SeriesNoise[];
}

/** So many differences of one pair are kept, and so many characters of a value. */
const MOST_KEPT = 40;
const LONGEST_VALUE = 300;
/** What members of `_meta` begin with that the protocol names. */
export const PROTOCOL_META = 'io.modelcontextprotocol/';

/**
 * Holds the right exchange against the left one. `live` knows what the right series was given in place of the left one's values, and
 * learns what this answer gave, as `numbers` does which ones stand for secrets; pairs come in the order of the left side. Pure but
 * for these two.
 */
export function comparePair(
  left: ComparedExchange,
  right: ComparedExchange,
  {
    live,
    isCompared = () => true,
    ...noises
  }: {
    readonly live: LiveValues;
    readonly numbers: RedactedNumbers;
    /** Whether an exchange of the left side is compared at all; what came from others is taken as it is asked with. */
    readonly isCompared?: (number: number) => boolean;
  } & Pick<NoiseContext, 'known' | 'isPlaceholder'>,
): PairResult {
  live.adopt(left.number, right.params, isCompared);
  const back = putBack(left.number, right, live);
  const context = { method: left.method, name: left.name };
  const [params, otherParams] = comparableParams(left.params, back.params);
  const found = diffJson(params, otherParams, { root: '/params' });
  if (left.compared !== 'request' && right.compared !== 'request') {
    const isEarly = left.compared === 'error' || right.compared === 'error';
    const compare = isEarly ? 'error' : 'whole';
    found.push(...diffAnswers(left.answer, back.answer, { ...context, compare }));
  }
  for (const difference of found) noises.numbers.learn(difference);
  const differences: Difference[] = [];
  const noise = new Set<SeriesNoise>();
  let total = 0;
  for (const difference of found) {
    const why = noiseOf(difference, { ...context, ...noises });
    if (why) {
      noise.add(why);
      continue;
    }
    total += 1;
    if (differences.length < MOST_KEPT) differences.push(shortened(difference));
  }
  if (back.flowed) noise.add('flow');
  return { differences, total, noise: SERIES_NOISE.filter((each) => noise.has(each)) };
}

interface PutBack {
  readonly params: JsonObject;
  readonly answer: StepAnswer;
  /** Something in it is the left side's by its role. */
  readonly flowed: boolean;
}

function putBack(number: number, { params, answer }: ComparedExchange, live: LiveValues): PutBack {
  try {
    const recorded = live.putBackParams(params);
    live.learn(number, answer);
    const back = live.putBack(number, answer);
    return { params: recorded, answer: back, flowed: recorded !== params || back !== answer };
  } catch (error) {
    // What is nested too deeply to be walked is compared as it is.
    if (error instanceof RangeError) return { params, answer, flowed: false };
    throw error;
  }
}

/** Of `_meta` only what the protocol names, and both sides say: the rest names the request. */
function comparableParams(left: JsonObject, right: JsonObject): [JsonObject, JsonObject] {
  const [one, other] = [left, right].map(({ _meta }) => (isJsonObject(_meta) ? _meta : {}));
  const shared = Object.keys(one ?? {}).filter(
    (key) => key.startsWith(PROTOCOL_META) && Object.hasOwn(other ?? {}, key),
  );
  const withMeta = ({ _meta: _all, ...params }: JsonObject, meta: JsonObject): JsonObject =>
    shared.length === 0
      ? params
      : { ...params, _meta: Object.fromEntries(shared.map((key) => [key, meta[key] ?? null])) };
  return [withMeta(left, one ?? {}), withMeta(right, other ?? {})];
}

function shortened({ left, right, ...difference }: Difference): Difference {
  return {
    ...difference,
    ...(left !== undefined && { left: brief(left) }),
    ...(right !== undefined && { right: brief(right) }),
  };
}

function brief(value: JsonValue): JsonValue {
  const text = typeof value === 'string' ? value : jsonOf(value);
  if (text.length <= LONGEST_VALUE) return value;
  return `${text.slice(0, LONGEST_VALUE)}… (${String(text.length)} characters)`;
}
