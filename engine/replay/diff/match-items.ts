import { isJsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { hashJson } from '../../lint/hash-json.ts';

type Items = readonly JsonValue[];

/** Which items of two arrays belong together, by index. */
export interface Matching {
  readonly pairs: readonly (readonly [left: number, right: number])[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
  /** The names of the members that both have, as they follow each other on each side: only where that differs. */
  readonly order?: { readonly left: readonly string[]; readonly right: readonly string[] };
}

/** What items are called by, the surest first: the first three are chosen by a server's author, an id may be minted anew. */
const NAMES = ['name', 'uri', 'uriTemplate', 'id', 'key'] as const;
const MINTED: ReadonlySet<string> = new Set(['id', 'key']);

/** More cells than this are not compared with each other: by index instead. */
const MOST_CELLS = 250_000;

/**
 * Matches the items of two arrays: by their names where all have one, else by the longest sequence that both hold, what is
 * left over between by its place. Of a `set` the order says nothing. Pure.
 */
export function matchItems(left: Items, right: Items, set: boolean): Matching {
  return byName(left, right, set) ?? (set ? asSets(left, right) : bySequence(left, right));
}

function byName(left: Items, right: Items, set: boolean): Matching | undefined {
  for (const key of NAMES) {
    const leftNames = namesOf(left, key);
    const rightNames = leftNames && namesOf(right, key);
    if (!leftNames || !rightNames) continue;
    const common = [...leftNames.keys()].filter((name) => rightNames.has(name));
    // Ids that are all others say nothing of which belongs to which.
    if (MINTED.has(key) && common.length === 0 && left.length > 0 && right.length > 0) continue;
    return matchNamed(leftNames, rightNames, common, set, MINTED.has(key));
  }
  return undefined;
}

/** The index of each name; undefined where an item has none or two share one. */
function namesOf(items: Items, key: string): Map<string, number> | undefined {
  const names = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const name = isJsonObject(item) ? item[key] : undefined;
    if (typeof name !== 'string' && typeof name !== 'number') return undefined;
    names.set(String(name), index);
  }
  return names.size === items.length ? names : undefined;
}

function matchNamed(
  left: ReadonlyMap<string, number>,
  right: ReadonlyMap<string, number>,
  common: readonly string[],
  set: boolean,
  minted: boolean,
): Matching {
  const rightOrder = [...right.keys()].filter((name) => left.has(name));
  const pairs = common.map((name) => [left.get(name) ?? 0, right.get(name) ?? 0] as const);
  const moved = !set && common.some((name, index) => name !== rightOrder[index]);
  const gone = [...left].filter(([name]) => !right.has(name)).map(([, index]) => index);
  const come = [...right].filter(([name]) => !left.has(name)).map(([, index]) => index);
  // As many ids gone as new ones came: the same items with ids minted anew.
  const renewed = minted && gone.length === come.length;
  return {
    pairs: renewed ? [...pairs, ...gone.map((index, at) => [index, come[at] ?? 0] as const)] : pairs,
    removed: renewed ? [] : gone,
    added: renewed ? [] : come,
    ...(moved && { order: { left: common, right: rightOrder } }),
  };
}

/** Equal items belong together wherever they stand. */
function asSets(left: Items, right: Items): Matching {
  const free = new Map<number, number[]>();
  for (const [index, item] of right.entries()) {
    const hash = hashJson(item);
    const own = free.get(hash);
    if (own) own.push(index);
    else free.set(hash, [index]);
  }
  const pairs: [number, number][] = [];
  const removed: number[] = [];
  for (const [index, item] of left.entries()) {
    const other = free.get(hashJson(item))?.shift();
    if (other === undefined) removed.push(index);
    else pairs.push([index, other]);
  }
  return { pairs, removed, added: [...free.values()].flat().sort((one, other) => one - other) };
}

/** Equal items in the same order belong together; between them, as many as there are on both sides. */
function bySequence(left: Items, right: Items): Matching {
  const pairs: [number, number][] = [];
  const removed: number[] = [];
  const added: number[] = [];
  let [leftDone, rightDone] = [0, 0];
  for (const [leftAt, rightAt] of [...anchors(left, right), [left.length, right.length] as const]) {
    for (; leftDone < leftAt && rightDone < rightAt; leftDone += 1, rightDone += 1) {
      pairs.push([leftDone, rightDone]);
    }
    for (; leftDone < leftAt; leftDone += 1) removed.push(leftDone);
    for (; rightDone < rightAt; rightDone += 1) added.push(rightDone);
    if (leftAt < left.length && rightAt < right.length) pairs.push([leftAt, rightAt]);
    [leftDone, rightDone] = [leftAt + 1, rightAt + 1];
  }
  return { pairs, removed, added };
}

/** Index pairs of equal items, ascending on both sides. None where both are long: then places decide. */
function anchors(left: Items, right: Items): readonly (readonly [number, number])[] {
  if (left.length === right.length && left.length <= 1) return [];
  const one = left.map((item) => hashJson(item));
  const other = right.map((item) => hashJson(item));
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1;
  let [oneEnd, otherEnd] = [one.length, other.length];
  while (oneEnd > start && otherEnd > start && one[oneEnd - 1] === other[otherEnd - 1]) {
    oneEnd -= 1;
    otherEnd -= 1;
  }
  const before = Array.from({ length: start }, (_, index) => [index, index] as const);
  const after = Array.from(
    { length: one.length - oneEnd },
    (_, index) => [oneEnd + index, otherEnd + index] as const,
  );
  const between = longestCommon(one.slice(start, oneEnd), other.slice(start, otherEnd));
  return [...before, ...between.map(([a, b]) => [a + start, b + start] as const), ...after];
}

/** Index pairs of a longest common subsequence; none where it would take too long. */
function longestCommon(one: readonly number[], other: readonly number[]): [number, number][] {
  const width = other.length + 1;
  if (one.length === 0 || other.length === 0 || one.length * other.length > MOST_CELLS) return [];
  const lengths = new Uint32Array((one.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < one.length && column < other.length;) {
    if (one[row] === other[column]) {
      pairs.push([row, column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}
