import type { Difference } from '../../shared/model/difference.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import { pointerSegments } from '../replay/diff/json-place.ts';

const DIGITS = /\d{3,16}/g;
/** Longer texts are not looked through. */
const LONGEST = 20_000;
type Side = 'left' | 'right';

/** Digits in a value, which is a number or a text. */
export interface NumberAt {
  readonly pointer: string;
  /** All of the value. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Numbers that stand for secrets. A number's placeholder is a number of as many digits, a one and the place among those (see
 * numberPlaceholderOf), so that it looks like any other: it is one where redaction replaces what is there, and from then on
 * wherever it stands for the same number. Pure but for what it remembers: one a comparison.
 */
export class RedactedNumbers {
  /** By side: placeholder to number. */
  readonly #known: Readonly<Record<Side, Map<string, string>>> = { left: new Map(), right: new Map() };
  readonly #isSecret: (number: NumberAt) => boolean;

  /** `isSecret`: whether redaction replaces these digits. */
  constructor(isSecret: (number: NumberAt) => boolean) {
    this.#isSecret = isSecret;
  }

  /** Takes from a difference which number stands for which. The first that is told counts. */
  learn({ pointer, kind, left, right }: Difference): void {
    if (kind !== 'changed') return;
    const [one, other] = [textOf(left), textOf(right)];
    if (one === undefined || other?.length !== one.length || withoutDigits(one) !== withoutDigits(other))
      return;
    for (const { 0: digits, index: from } of one.matchAll(DIGITS)) {
      const to = from + digits.length;
      const others = other.slice(from, to);
      if (digits === others) continue;
      const isSecret = (text: string): boolean => this.#isSecret({ pointer, text, from, to });
      if (looksLikePlaceholder(digits) && isSecret(other)) this.#remember('left', digits, others);
      if (looksLikePlaceholder(others) && isSecret(one)) this.#remember('right', others, digits);
    }
  }

  /** A text of one side with the numbers for which placeholders stand in it. */
  putBack(side: Side, text: string): string {
    const known = this.#known[side];
    return known.size === 0 ? text : text.replace(/\d{3,16}/g, (digits) => known.get(digits) ?? digits);
  }

  #remember(side: Side, placeholder: string, value: string): void {
    const known = this.#known[side];
    if (!known.has(placeholder)) known.set(placeholder, value);
  }
}

/** The last member of a pointer that is no index. */
export function memberOf(pointer: string): string {
  return pointerSegments(pointer).findLast((segment) => !/^\d+$/.test(segment)) ?? '';
}

function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  return text.length <= LONGEST ? text : undefined;
}

function withoutDigits(text: string): string {
  return text.replace(/\d/g, '0');
}

/** Few captures have more secret numbers of one length than that: most numbers that begin with a one are no placeholders. */
function looksLikePlaceholder(digits: string): boolean {
  const place = Number(digits.slice(1));
  return digits.startsWith('1') && place >= 1 && place < 10 ** Math.ceil((digits.length - 1) / 2);
}
