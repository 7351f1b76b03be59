import type { Difference } from '../../../shared/model/difference.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { ownMember, parsedJson, pointerOf, segmentsOf, type Place } from './json-place.ts';
import { matchItems } from './match-items.ts';

/** More differences than this help nobody; the walk stops there. */
const MAX_DIFFERENCES = 2_000;

/** How two values are held against each other. */
export interface DiffOptions {
  /** Put before each pointer. */
  readonly root?: string;
  /** Whether the order of the array at these segments says nothing. */
  readonly isSet?: (segments: readonly string[]) => boolean;
}

/** Two values that stand at the same place; undefined where there is none. */
interface Pair {
  readonly left: JsonValue | undefined;
  readonly right: JsonValue | undefined;
  readonly place: Place | undefined;
}

/** What is inside two values of the same shape, and whether the order of their items differs. */
interface Inside {
  readonly pairs: Pair[];
  readonly order?: Difference;
}

/**
 * Where two JSON values disagree, by JSON pointer, in document order; at most 2,000 differences.
 * A string that holds JSON on both sides is compared by its parsed value; pointers then go on inside it. Items of arrays are
 * matched (match-items.ts): one item more is one difference, another order of named items is one of its own. Pure.
 */
export function diffJson(left: JsonValue, right: JsonValue, options: DiffOptions = {}): Difference[] {
  const found: Difference[] = [];
  // A stack of its own: an answer that is nested 20,000 deep must not exhaust the call stack.
  const pending: Pair[] = [{ left, right, place: undefined }];
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    if (pair.left === pair.right) continue;
    const inner = inside(pair, options);
    if (inner?.order) found.push(inner.order);
    if (inner) for (const next of inner.pairs.reverse()) pending.push(next);
    else found.push(differenceOf(pair, options));
    if (found.length >= MAX_DIFFERENCES) break;
  }
  return found;
}

/** Undefined where two values have to be compared as a whole. */
function inside({ left, right, place }: Pair, options: DiffOptions): Inside | undefined {
  if (Array.isArray(left) && Array.isArray(right)) return insideArrays(left, right, place, options);
  if (isJsonObject(left) && isJsonObject(right)) return { pairs: insideObjects(left, right, place) };
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  const leftJson = parsedJson(left);
  const rightJson = parsedJson(right);
  if (leftJson === undefined || rightJson === undefined) return undefined;
  return { pairs: [{ left: leftJson, right: rightJson, place }] };
}

/** Only what is not the very same: this is done for each answer of each run. */
function insideObjects(left: JsonObject, right: JsonObject, parent: Place | undefined): Pair[] {
  const pairs: Pair[] = [];
  for (const key of Object.keys(left)) {
    const [one, other] = [left[key], ownMember(right, key)];
    if (one !== other) pairs.push({ left: one, right: other, place: { parent, segment: key } });
  }
  for (const key of Object.keys(right)) {
    if (Object.hasOwn(left, key)) continue;
    pairs.push({ left: undefined, right: right[key], place: { parent, segment: key } });
  }
  return pairs;
}

function insideArrays(
  left: readonly JsonValue[],
  right: readonly JsonValue[],
  parent: Place | undefined,
  options: DiffOptions,
): Inside {
  const matching = matchItems(left, right, options.isSet?.(segmentsOf(parent)) ?? false);
  const pairs: Pair[] = [
    ...matching.pairs.map(([one, other]) => ({
      left: left[one],
      right: right[other],
      place: {
        parent,
        segment: String(one),
        ...(one !== other && { rightSegment: String(other) }),
      },
    })),
    ...matching.removed.map((index) => ({
      left: left[index],
      right: undefined,
      place: { parent, segment: String(index) },
    })),
  ].sort((one, other) => Number(one.place.segment) - Number(other.place.segment));
  const added = matching.added.map((index) => ({
    left: undefined,
    right: right[index],
    place: { parent, segment: String(index) },
  }));
  const { order } = matching;
  return {
    pairs: [...pairs, ...added],
    ...(order && {
      order: {
        ...differenceOf({ left: order.left, right: order.right, place: parent }, options),
        kind: 'order',
      },
    }),
  };
}

function differenceOf({ left, right, place }: Pair, { root = '' }: DiffOptions): Difference {
  const pointer = pointerOf(segmentsOf(place), root);
  if (left === undefined) return { pointer, kind: 'added', ...(right !== undefined && { right }) };
  if (right === undefined) return { pointer, kind: 'removed', left };
  const rightPointer = pointerOf(rightSegmentsOf(place), root);
  return { pointer, kind: 'changed', left, right, ...(rightPointer !== pointer && { rightPointer }) };
}

function rightSegmentsOf(place: Place | undefined): string[] {
  const segments: string[] = [];
  for (let here = place; here; here = here.parent) segments.push(here.rightSegment ?? here.segment);
  return segments.reverse();
}
