import type { Difference } from '../../shared/model/difference.ts';
import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import { isJsonObject } from '../../shared/model/json.ts';

/** More differences than this help nobody; the walk stops there. */
const MAX_DIFFERENCES = 2_000;

/** The way to a value, from the inside out: pointers are written only for what differs. */
interface Place {
  readonly parent: Place | undefined;
  readonly segment: string;
}

function pointerTo(place: Place | undefined, root: string): string {
  const segments: string[] = [];
  for (let here = place; here; here = here.parent) {
    segments.push(here.segment.replaceAll('~', '~0').replaceAll('/', '~1'));
  }
  return [root, ...segments.reverse()].join('/');
}

/** Two values that stand at the same place; undefined where there is none. */
interface Pair {
  readonly left: JsonValue | undefined;
  readonly right: JsonValue | undefined;
  readonly place: Place | undefined;
}

/** Text content often carries JSON: two such texts are compared by what they mean. */
function parsedJson(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The pairs inside two values of the same shape; undefined where they have to be compared as a whole. */
function inside({ left, right, place }: Pair): Pair[] | undefined {
  if (Array.isArray(left) && Array.isArray(right)) {
    const [one, other] = [left as readonly JsonValue[], right as readonly JsonValue[]];
    return Array.from({ length: Math.max(one.length, other.length) }, (_, index) => ({
      left: one[index],
      right: other[index],
      place: { parent: place, segment: String(index) },
    }));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].map((key) => ({
      left: ownMember(left, key),
      right: ownMember(right, key),
      place: { parent: place, segment: key },
    }));
  }
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  const leftJson = parsedJson(left);
  const rightJson = parsedJson(right);
  if (leftJson === undefined || rightJson === undefined) return undefined;
  return [{ left: leftJson, right: rightJson, place }];
}

function ownMember(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function differenceOf({ left, right, place }: Pair, root: string): Difference {
  const pointer = pointerTo(place, root);
  if (left === undefined) return { pointer, kind: 'added', ...(right !== undefined && { right }) };
  if (right === undefined) return { pointer, kind: 'removed', left };
  return { pointer, kind: 'changed', left, right };
}

/**
 * Where two JSON values disagree, by JSON pointer, in document order; at most 2,000 differences.
 * A string that holds JSON on both sides is compared by its parsed value; pointers then go on inside it.
 */
export function diffJson(left: JsonValue, right: JsonValue, pointer = ''): Difference[] {
  const found: Difference[] = [];
  // A stack of its own: an answer that is nested 20,000 deep must not exhaust the call stack.
  const pending: Pair[] = [{ left, right, place: undefined }];
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    if (pair.left === pair.right) continue;
    const pairs = inside(pair);
    if (pairs) for (const next of pairs.reverse()) pending.push(next);
    else found.push(differenceOf(pair, pointer));
    if (found.length >= MAX_DIFFERENCES) break;
  }
  return found;
}
