import type { Difference } from '../../shared/model/difference.ts';
import {
  SERIES_CLASSES,
  SERIES_NOISE,
  type SeriesClass,
  type SeriesNoise,
  type SeriesPlace,
  type SeriesRow,
  type SeriesStep,
} from '../../shared/model/series.ts';
import { jsonOf } from '../../shared/model/json.ts';
import { patternOf } from '../replay/diff/pointer-pattern.ts';
import type { PairResult } from './compare-pair.ts';
import { INTERLEAVED, MOVED, type MatchedSeries } from './match-series.ts';

/** Characters of differences that are kept for people to see; beyond it only how many there are. */
const MOST_SHOWN = 64_000_000;
const MOST_PLACES = 200;
/** Places that are counted; what comes later is counted in its step only. */
const MOST_COUNTED = 20_000;
const NONE = -1;

/** A side of the comparison, as far as rows show it. */
export interface ShownSide {
  /** By place in the series. */
  step(at: number): SeriesStep;
  /** A poll before its task was over. */
  isEarly(at: number): boolean;
}

/** A page of rows. */
export interface SeriesPage {
  readonly rows: readonly SeriesRow[];
  /** Rows of these classes. */
  readonly total: number;
}

/** What came of comparing two series, compactly: some 10 bytes a row, and the texts of what differs. */
export class SeriesResult {
  readonly #matched: MatchedSeries;
  readonly #sides: readonly [ShownSide, ShownSide];
  /** A bit a class, then a bit a kind of noise. */
  readonly #classes: Uint8Array;
  readonly #noise: Uint8Array;
  readonly #totals: Uint16Array;
  readonly #differences = new Map<number, string>();
  readonly #places = new Map<string, { place: Omit<SeriesPlace, 'steps'>; steps: number }>();
  #shown = 0;

  constructor(matched: MatchedSeries, left: ShownSide, right: ShownSide) {
    const { length } = matched.left;
    this.#matched = matched;
    this.#sides = [left, right];
    this.#classes = new Uint8Array(length);
    this.#noise = new Uint8Array(length);
    this.#totals = new Uint16Array(length);
    for (let row = 0; row < length; row += 1) this.#begin(row);
  }

  get length(): number {
    return this.#matched.left.length;
  }

  /** Places of a row's steps in their series; undefined where a side has none. */
  pairAt(row: number): readonly [left: number, right: number] | undefined {
    const [left, right] = this.#at(row);
    return left === NONE || right === NONE ? undefined : [left, right];
  }

  /** What comparing the two steps of a row has shown. Called once a row, where they did not say the same. */
  compared(row: number, { differences, total, noise }: PairResult): void {
    this.#addNoise(row, noise);
    if (total === 0) return;
    this.#addClass(row, 'changed');
    this.#totals[row] = Math.min(total, 0xffff);
    this.#count(row, differences);
    const text = jsonOf(differences);
    if (this.#shown + text.length > MOST_SHOWN) return;
    this.#shown += text.length;
    this.#differences.set(row, text);
  }

  counts(): Record<SeriesClass, number> {
    const counts = Object.fromEntries(SERIES_CLASSES.map((each) => [each, 0])) as Record<SeriesClass, number>;
    for (let row = 0; row < this.length; row += 1) {
      for (const each of this.#classesOf(row)) counts[each] += 1;
    }
    return counts;
  }

  noise(): Partial<Record<SeriesNoise, number>> {
    const counts: Partial<Record<SeriesNoise, number>> = {};
    for (let row = 0; row < this.length; row += 1) {
      for (const each of this.#noiseOf(row)) counts[each] = (counts[each] ?? 0) + 1;
    }
    return counts;
  }

  places(): SeriesPlace[] {
    return [...this.#places.values()]
      .map(({ place, steps }) => ({ ...place, steps }))
      .sort((one, other) => other.steps - one.steps || one.first - other.first)
      .slice(0, MOST_PLACES);
  }

  page(from: number, limit: number, classes: readonly SeriesClass[]): SeriesPage {
    const wanted = classes.reduce((bits, each) => bits | bitOf(each), 0);
    const rows: SeriesRow[] = [];
    let total = 0;
    for (let row = 0; row < this.length; row += 1) {
      if (!this.#isOf(row, wanted)) continue;
      if (total >= from && rows.length < limit) rows.push(this.row(row));
      total += 1;
    }
    return { rows, total };
  }

  row(row: number): SeriesRow {
    const [left, right] = this.#at(row);
    const [one, other] = this.#sides;
    return {
      index: row,
      classes: this.#classesOf(row),
      ...(left !== NONE && { left: one.step(left) }),
      ...(right !== NONE && { right: other.step(right) }),
      differences: JSON.parse(this.#differences.get(row) ?? '[]') as readonly Difference[],
      total: this.#totals[row] ?? 0,
      noise: this.#noiseOf(row),
    };
  }

  #begin(row: number): void {
    const [left, right] = this.#at(row);
    const flags = this.#matched.flags[row] ?? 0;
    const [one, other] = this.#sides;
    if (left === NONE || right === NONE) {
      // How often a task was asked for depends on the time.
      const isPoll = left === NONE ? other.isEarly(right) : one.isEarly(left);
      if (isPoll) this.#addNoise(row, ['polls']);
      else this.#addClass(row, left === NONE ? 'added' : 'missing');
      return;
    }
    if (flags === MOVED) this.#addClass(row, 'reordered');
    if (flags === INTERLEAVED) this.#addNoise(row, ['interleaved']);
  }

  #at(row: number): [left: number, right: number] {
    return [this.#matched.left[row] ?? NONE, this.#matched.right[row] ?? NONE];
  }

  #addClass(row: number, added: SeriesClass): void {
    this.#classes[row] = (this.#classes[row] ?? 0) | bitOf(added);
  }

  #addNoise(row: number, noise: readonly SeriesNoise[]): void {
    const bits = noise.reduce((sum, each) => sum | (1 << SERIES_NOISE.indexOf(each)), 0);
    this.#noise[row] = (this.#noise[row] ?? 0) | bits;
  }

  #classesOf(row: number): readonly SeriesClass[] {
    const bits = this.#classes[row] ?? 0;
    if (bits === 0) return [this.#noise[row] === 0 ? 'same' : 'noise'];
    return SERIES_CLASSES.filter((each) => (bits & bitOf(each)) !== 0);
  }

  #isOf(row: number, wanted: number): boolean {
    const bits = this.#classes[row] ?? 0;
    const own = bits === 0 ? bitOf(this.#noise[row] === 0 ? 'same' : 'noise') : bits;
    return (own & wanted) !== 0;
  }

  #noiseOf(row: number): readonly SeriesNoise[] {
    const bits = this.#noise[row] ?? 0;
    return bits === 0 ? [] : SERIES_NOISE.filter((_, index) => (bits & (1 << index)) !== 0);
  }

  #count(row: number, differences: readonly Difference[]): void {
    const [left] = this.#at(row);
    const { method, name } = this.#sides[0].step(left);
    // Of what is read by its uri there are too many names to tell apart.
    const tool = method === 'tools/call' || method === 'prompts/get' ? name : '';
    const own = new Set<string>();
    for (const { pointer, kind } of differences) {
      const pattern = patternOf(pointer);
      const key = [method, tool, kind, pattern].join('\n');
      if (own.has(key)) continue;
      own.add(key);
      const known = this.#places.get(key);
      if (known) known.steps += 1;
      else if (this.#places.size < MOST_COUNTED) {
        const place = { method, name: tool, pointer: pattern, kind, first: row };
        this.#places.set(key, { place, steps: 1 });
      }
    }
  }
}

function bitOf(each: SeriesClass): number {
  return 1 << SERIES_CLASSES.indexOf(each);
}
