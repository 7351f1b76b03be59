import type { TaskLife } from '../../shared/model/task.ts';

/** A stretch of the time axis, epoch ms. `to` is later than `from`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** No closer than this: exchanges are told apart by then. */
const LEAST_MS = 20;
/** Room at both ends, as a share of the whole. */
const MARGIN = 0.02;

/** All that is known of these lives, with a little room at both ends. `now`: some of them go on. Pure. */
export function wholeSpan(
  lives: readonly Pick<TaskLife, 'firstAt' | 'lastAt'>[],
  now: number | undefined,
): Span | undefined {
  if (lives.length === 0) return undefined;
  let from = Infinity;
  let to = now ?? -Infinity;
  for (const { firstAt, lastAt } of lives) {
    from = Math.min(from, firstAt);
    to = Math.max(to, lastAt);
  }
  const room = Math.max((to - from) * MARGIN, LEAST_MS / 2);
  return { from: from - room, to: to + room };
}

/** The span within the whole, as long as before where that is possible. Pure. */
function within(span: Span, whole: Span): Span {
  const length = Math.min(span.to - span.from, whole.to - whole.from);
  const from = Math.min(Math.max(span.from, whole.from), whole.to - length);
  return { from, to: from + length };
}

/** Nearer (factor below 1) or further, with the moment `at` staying where it is on the screen. Pure. */
export function zoomed(span: Span, at: number, factor: number, whole: Span): Span {
  const length = span.to - span.from;
  const next = Math.max(length * factor, LEAST_MS);
  const share = (at - span.from) / length;
  return within({ from: at - share * next, to: at + (1 - share) * next }, whole);
}

/** Moved by so many ms, as far as the whole reaches. Pure. */
export function moved(span: Span, by: number, whole: Span): Span {
  return within({ from: span.from + by, to: span.to + by }, whole);
}

/** Between two moments, in whichever order; undefined where they are too close to be meant. Pure. */
export function between(one: number, other: number, whole: Span): Span | undefined {
  const span = { from: Math.min(one, other), to: Math.max(one, other) };
  return span.to - span.from < LEAST_MS ? undefined : within(span, whole);
}

/** Where a moment stands on an axis of `width` px. Pure. */
export function xOf(at: number, span: Span, width: number): number {
  return ((at - span.from) / (span.to - span.from)) * width;
}

/** Which moment stands there. Pure. */
export function momentAt(x: number, span: Span, width: number): number {
  return span.from + (x / width) * (span.to - span.from);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map((count) => count * HOUR),
];
const LEAST_PX = 96;

/** The moments that are named below the brush: round ones, at least 96 px apart. Pure. */
export function axisMoments(span: Span, width: number): readonly number[] {
  const least = ((span.to - span.from) / Math.max(width, 1)) * LEAST_PX;
  const step = STEPS.find((one) => one >= least) ?? Math.ceil(least / (24 * HOUR)) * 24 * HOUR;
  const moments: number[] = [];
  for (let at = Math.ceil(span.from / step) * step; at <= span.to; at += step) moments.push(at);
  return moments;
}
