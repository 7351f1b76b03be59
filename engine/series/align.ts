/** So many edits are looked through before the best way so far is taken: time grows with steps times this. */
const MOST_EDITS = 400;
/** Anchors are looked for in what lies between anchors, so often. */
const DEEPEST = 12;
/** How many steps that follow each other make an anchor, where they come once on each side: long runs say more than one step. */
const WIDTHS = [16, 4, 1] as const;
const NONE = -1;

/** Steps of both sides that lie between two anchors: from, and to without it. */
interface Range {
  readonly left: readonly [from: number, to: number];
  readonly right: readonly [from: number, to: number];
  readonly depth: number;
}

/**
 * A long common subsequence of two lists of keys: for each place on the left the place on the right that goes with it, or -1;
 * ascending. By the fewest edits (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986) where they are few;
 * where they are many, what comes once on both sides parts the lists first. Bounded: O((n + m) * 400) steps at each of at most
 * 12 depths. Pure.
 */
export function alignKeys(left: ArrayLike<number>, right: ArrayLike<number>): Int32Array {
  const ids = new Map<number, number>();
  const [one, other] = [interned(left, ids), interned(right, ids)];
  const match = new Int32Array(one.length).fill(NONE);
  const pending: Range[] = [{ left: [0, one.length], right: [0, other.length], depth: 0 }];
  for (let range = pending.pop(); range; range = pending.pop()) {
    const rest = trimmed(one, other, range, match);
    if (rest.left[0] === rest.left[1] || rest.right[0] === rest.right[1]) continue;
    if (isWithinReach(one, other, rest, match)) continue;
    const anchors = rest.depth < DEEPEST ? anchorsIn(one, other, rest) : [];
    if (anchors.length === 0) fewestEdits(one, other, rest, match);
    else pending.push(...between(anchors, rest, match));
  }
  return match;
}

function interned(keys: ArrayLike<number>, ids: Map<number, number>): Int32Array {
  return Int32Array.from(keys, (key) => {
    let id = ids.get(key);
    if (id === undefined) ids.set(key, (id = ids.size));
    return id;
  });
}

/** What the two have in common at both ends goes together. */
function trimmed(one: Int32Array, other: Int32Array, range: Range, match: Int32Array): Range {
  let [[from, to], [otherFrom, otherTo]] = [range.left, range.right];
  for (; from < to && otherFrom < otherTo && one[from] === other[otherFrom]; from += 1, otherFrom += 1) {
    match[from] = otherFrom;
  }
  for (; to > from && otherTo > otherFrom && one[to - 1] === other[otherTo - 1]; to -= 1, otherTo -= 1) {
    match[to - 1] = otherTo - 1;
  }
  return { left: [from, to], right: [otherFrom, otherTo], depth: range.depth };
}

/** Two places that go together. */
export type Anchor = readonly [left: number, right: number];

/** What comes once on both sides, in an order that both have. */
function anchorsIn(one: Int32Array, other: Int32Array, { left, right }: Range): Anchor[] {
  for (const width of WIDTHS) {
    if (left[1] - left[0] < width || right[1] - right[0] < width) continue;
    const seen = new Map<number, { left: number; right: number }>();
    for (const [place, at] of runs(one, left, width)) {
      const known = seen.get(place);
      if (known) known.left = NONE;
      else seen.set(place, { left: at, right: NONE - 1 });
    }
    for (const [place, at] of runs(other, right, width)) {
      const known = seen.get(place);
      if (known) known.right = known.right === NONE - 1 ? at : NONE;
    }
    const once: Anchor[] = [];
    for (const { left: at, right: otherAt } of seen.values()) {
      if (at >= 0 && otherAt >= 0 && one[at] === other[otherAt]) once.push([at, otherAt]);
    }
    if (once.length > 0) return longestAscending(once);
  }
  return [];
}

/** A number for each run of so many steps, and where it begins. Equal runs have equal numbers. */
function* runs(
  keys: Int32Array,
  [from, to]: readonly [number, number],
  width: number,
): Generator<readonly [number, number]> {
  for (let at = from; at + width <= to; at += 1) {
    let [low, high] = [keys[at] ?? 0, 0];
    for (let next = at + 1; next < at + width; next += 1) {
      low = Math.imul(low ^ (keys[next] ?? 0), 2654435761);
      high = Math.imul(high ^ (keys[next] ?? 0) ^ (low >>> 13), 1597334677);
    }
    yield [width === 1 ? low : (high & 0x1fffff) * 4294967296 + (low >>> 0), at];
  }
}

/** The longest part of these, ascending on the left, that ascends on the right. Pure. */
export function longestAscending(anchors: readonly Anchor[]): Anchor[] {
  const ends: number[] = [];
  const before = new Int32Array(anchors.length).fill(NONE);
  const rightOf = (index: number | undefined): number => anchors[index ?? NONE]?.[1] ?? NONE;
  for (const [index, [, right]] of anchors.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rightOf(ends[middle]) < right) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? NONE : (ends[low - 1] ?? NONE);
    ends[low] = index;
  }
  const longest: Anchor[] = [];
  for (let index = ends.at(-1) ?? NONE; index !== NONE; index = before[index] ?? NONE) {
    const anchor = anchors[index];
    if (anchor) longest.push(anchor);
  }
  return longest.reverse();
}

/** What lies between anchors, which go together. */
function between(anchors: readonly Anchor[], { left, right, depth }: Range, match: Int32Array): Range[] {
  const ranges: Range[] = [];
  let [from, otherFrom] = [left[0], right[0]];
  for (const [at, otherAt] of [...anchors, [left[1], right[1]] as const]) {
    if (at > from && otherAt > otherFrom) {
      ranges.push({ left: [from, at], right: [otherFrom, otherAt], depth: depth + 1 });
    }
    if (at < left[1]) match[at] = otherAt;
    [from, otherFrom] = [at + 1, otherAt + 1];
  }
  return ranges;
}

/** Matches all of a range where that takes few edits. */
function isWithinReach(one: Int32Array, other: Int32Array, range: Range, match: Int32Array): boolean {
  return someEdits(one, other, range, match, true) !== undefined;
}

/** Myers' greedy way through the edit graph; where it takes too many edits, the way that has come furthest is taken so far. */
function fewestEdits(one: Int32Array, other: Int32Array, { left, right }: Range, match: Int32Array): void {
  let [from, otherFrom] = [left[0], right[0]];
  while (from < left[1] && otherFrom < right[1]) {
    const piece = { left: [from, left[1]], right: [otherFrom, right[1]] } as const;
    [from, otherFrom] = someEdits(one, other, piece, match) ?? [left[1], right[1]];
  }
}

/** @returns How far it has come; undefined where it ought to have come to the end, and has not: then nothing is matched. */
function someEdits(
  one: Int32Array,
  other: Int32Array,
  { left: [from, to], right: [otherFrom, otherTo] }: Omit<Range, 'depth'>,
  match: Int32Array,
  whole = false,
): Anchor | undefined {
  const [width, height] = [to - from, otherTo - otherFrom];
  const most = Math.min(MOST_EDITS, width + height);
  const furthest = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const [below, above] = [furthest[middle + diagonal - 1] ?? 0, furthest[middle + diagonal + 1] ?? 0];
      const isDown = diagonal === -edits || (diagonal !== edits && below < above);
      let x = isDown ? above : below + 1;
      let y = x - diagonal;
      while (x < width && y < height && one[from + x] === other[otherFrom + y]) [x, y] = [x + 1, y + 1];
      furthest[middle + diagonal] = x;
      if (x >= width && y >= height) {
        takeWay({ trace, middle, from, otherFrom }, [width, height], match);
        return [to, otherTo];
      }
    }
    trace.push(furthest.slice(middle - edits - 1, middle + edits + 2));
  }
  if (whole) return undefined;
  const end = furthestPoint(furthest, middle, most, [width, height]);
  takeWay({ trace: trace.slice(0, -1), middle, from, otherFrom }, end, match);
  return [from + end[0], otherFrom + end[1]];
}

function furthestPoint(furthest: Int32Array, middle: number, edits: number, [width, height]: Anchor): Anchor {
  let best: Anchor = [0, 0];
  for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
    const x = furthest[middle + diagonal] ?? 0;
    const y = x - diagonal;
    if (x <= width && y <= height && y >= 0 && x + y > best[0] + best[1]) best = [x, y];
  }
  return best;
}

interface Way {
  /** After each number of edits: how far each diagonal had come, from the lowest. */
  readonly trace: readonly Int32Array[];
  readonly middle: number;
  readonly from: number;
  readonly otherFrom: number;
}

/** Walks back from a point, and lets go together what the way went through diagonally. */
function takeWay({ trace, from, otherFrom }: Way, [endX, endY]: Anchor, match: Int32Array): void {
  let [x, y] = [endX, endY];
  const diagonalStep = (): void => {
    x -= 1;
    y -= 1;
    match[from + x] = otherFrom + y;
  };
  for (let edits = trace.length; edits > 0; edits -= 1) {
    const before = trace[edits - 1];
    if (!before) break;
    // Of `edits - 1` edits: diagonal d stands at d + edits.
    const at = (diagonal: number): number => before[diagonal + edits] ?? 0;
    const diagonal = x - y;
    const isDown = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1));
    const beforeX = isDown ? at(diagonal + 1) : at(diagonal - 1);
    const beforeY = beforeX - (isDown ? diagonal + 1 : diagonal - 1);
    while (x > beforeX && y > beforeY) diagonalStep();
    [x, y] = [beforeX, beforeY];
  }
  while (x > 0 && y > 0) diagonalStep();
}
