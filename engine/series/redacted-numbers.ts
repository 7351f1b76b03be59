import type { Difference } from '../../shared/model/difference.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import { pointerSegments } from '../replay/diff/json-place.ts';

const DIGITS = /^\d{3,16}$/;
type Side = 'left' | 'right';

/**
 * Numbers that stand for secrets. A number's placeholder is a number of as many digits, a one and the place among those (see
 * numberPlaceholderOf), so that it looks like any other: it is one under a secret's name, and from then on wherever it stands
 * for the same number. Pure but for what it remembers: one a comparison.
 */
export class RedactedNumbers {
  /** By side: placeholder to number. */
  readonly #known: Readonly<Record<Side, Map<string, string>>> = { left: new Map(), right: new Map() };
  readonly #isSecret: (name: string, value: string) => boolean;

  /** `isSecret`: whether redaction replaces this value under this name. */
  constructor(isSecret: (name: string, value: string) => boolean) {
    this.#isSecret = isSecret;
  }

  /** Takes from a difference which number stands for which. The first that is told counts. */
  learn({ pointer, kind, left, right }: Difference): void {
    if (kind !== 'changed') return;
    const [one, other] = [digitsOf(left), digitsOf(right)];
    if (one === undefined || other?.length !== one.length) return;
    const name = memberOf(pointer);
    if (this.#isSecret(name, other) && looksLikePlaceholder(one)) this.#remember('left', one, other);
    if (this.#isSecret(name, one) && looksLikePlaceholder(other)) this.#remember('right', other, one);
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

function digitsOf(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  return DIGITS.test(text) ? text : undefined;
}

/** Few captures have more secret numbers of one length than that: most numbers that begin with a one are no placeholders. */
function looksLikePlaceholder(digits: string): boolean {
  const place = Number(digits.slice(1));
  return digits.startsWith('1') && place >= 1 && place < 10 ** Math.ceil((digits.length - 1) / 2);
}
