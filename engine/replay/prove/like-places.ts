import type { JsonValue } from '../../../shared/model/json.ts';

const QUARTER_HOUR_MS = 900_000;
/** Two answers that come one after the other may tell of times that are so far apart. */
const TOLERANCE_MS = 30_000;

/**
 * How two values are one and the same, told by another clock or in the way of another place; undefined where they are not.
 * `zone`: the same moment or day, written for another time zone or in another order. `clock`: moments too far apart for answers that
 * were given one after the other. `format`: the same number, written otherwise. Pure.
 */
export function samePlaceOtherwise(
  one: JsonValue | undefined,
  other: JsonValue | undefined,
): 'zone' | 'clock' | 'format' | undefined {
  if (typeof one !== 'string' || typeof other !== 'string' || one === other) return undefined;
  if (isSameNumber(one, other)) return 'format';
  if (isSameDay(one, other)) return 'zone';
  const [left, right] = [momentOf(one), momentOf(other)];
  if (left === undefined || right === undefined) return undefined;
  const apart = Math.abs(left - right);
  if (apart <= TOLERANCE_MS) return writtenZone(one) === writtenZone(other) ? undefined : 'zone';
  const offQuarter = apart % QUARTER_HOUR_MS;
  const isZone =
    apart <= 14 * 4 * QUARTER_HOUR_MS && Math.min(offQuarter, QUARTER_HOUR_MS - offQuarter) <= TOLERANCE_MS;
  return isZone ? 'zone' : 'clock';
}

const NUMBER = /^[^\d\-+]*([-+]?\d[\d.,'’   ]*)[^\d]*$/u;

/** Digits that are alike, and group and decimal marks that are not. */
function isSameNumber(one: string, other: string): boolean {
  const [left, right] = [NUMBER.exec(one)?.[1], NUMBER.exec(other)?.[1]];
  if (left === undefined || right === undefined || !/[.,'’   ]/u.test(left + right)) return false;
  return left.trim() !== right.trim() && left.replace(/[^\d\-+]/g, '') === right.replace(/[^\d\-+]/g, '');
}

const DAY = /^\s*(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(.*)$/;

/** The same day, month and year in another order. */
function isSameDay(one: string, other: string): boolean {
  const [left, right] = [DAY.exec(one), DAY.exec(other)];
  if (!left || !right || left[4] !== right[4]) return false;
  const parts = (match: RegExpExecArray): string =>
    match
      .slice(1, 4)
      .map((part) => part.padStart(4, '0'))
      .sort()
      .join();
  return left[0] !== right[0] && parts(left) === parts(right);
}

function momentOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}

function writtenZone(text: string): string {
  return /(Z|[+-]\d{2}:?\d{2})$/.exec(text)?.[1] ?? '';
}
