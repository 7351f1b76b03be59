import type { FoundSecret, RedactionReport, SecretKind } from '../../../shared/model/redaction.ts';
import { KnownValues } from './known-values.ts';
import {
  isNumberText,
  isPlaceholder,
  numberPlaceholderOf,
  placeholderNumber,
  placeholderOf,
} from './placeholder.ts';

import { namedSecret } from './secret-names.ts';

/** From here on a value is looked for within other texts, where it is varied enough to be no word. */
const LEAST_WITHIN = 8;
const MOST_PLACES = 5;
const MOST_REPORTED = 1_000;
/** A capture may come from anywhere: beyond so many secrets only those at their places are replaced. */
const MOST_SPREAD = 200_000;

/**
 * Where else a value is replaced: nowhere; as a whole value, and within texts where it is no word; within any text.
 */
export type Spread = 'never' | 'apart' | 'anywhere';
const SPREADS: readonly Spread[] = ['never', 'apart', 'anywhere'];

export interface LearnedSecret {
  readonly value: string;
  readonly kind: SecretKind;
  readonly spread: Spread;
}

interface Secret {
  readonly kind: SecretKind;
  number: number;
  /** Of a number: its place among those of this many digits. */
  numberOfLength: number;
  readonly spread: Spread;
  readonly places: Set<string>;
  times: number;
  first: number;
}

/** The secrets of one capture and what stands for each. Values are UTF-8, one byte a character. */
export class SecretBook {
  readonly #secrets = new Map<string, Secret>();
  #reserved = 0;
  #known: KnownValues | undefined;
  #longestWhole = 0;
  readonly #exchanges = new Set<number>();
  #times = 0;
  blanked = 0;
  readonly problems = new Set<string>();

  get size(): number {
    return this.#secrets.size;
  }

  /**
   * A placeholder is no secret, and keeps its number for itself.
   */
  learn(value: string, kind: SecretKind, spread: Spread): void {
    if (value === '') return;
    if (isPlaceholder(value)) {
      this.#reserved = Math.max(this.#reserved, placeholderNumber(value));
      return;
    }
    const known = this.#secrets.get(value);
    if (known && SPREADS.indexOf(known.spread) >= SPREADS.indexOf(spread)) return;
    const secret = known ?? {
      number: 0,
      numberOfLength: 0,
      places: new Set<string>(),
      times: 0,
      first: 0,
      kind,
    };
    if (!known) this.#unnumbered.push(value);
    const spreads = this.#secrets.size < MOST_SPREAD ? spread : 'never';
    this.#secrets.set(value, { ...secret, spread: spreads });
    // What was looked for already is looked for once.
    if (isLookedFor(value, spreads) && !(known && isLookedFor(value, known.spread))) this.#known?.add(value);
    if (standsWhole(value, spreads)) this.#longestWhole = Math.max(this.#longestWhole, value.length);
  }

  /** All that was learned, in that order: for a book elsewhere that learns the same. Secrets: they go no further. */
  entries(): LearnedSecret[] {
    return Array.from(this.#secrets, ([value, { kind, spread }]) => ({ value, kind, spread }));
  }

  /** What stands for this value; undefined where it is no known secret. Numbers are given out in the order of learning. */
  placeholder(value: string): string | undefined {
    const secret = this.#secrets.get(value);
    if (!secret) return undefined;
    this.#giveNumbers();
    return isNumberText(value)
      ? numberPlaceholderOf(secret.numberOfLength, value.length)
      : placeholderOf(secret.kind, secret.number, value.length);
  }

  /** What has a number keeps it: so a recording can go on learning while it is written. */
  #nextNumber = 1;
  readonly #nextOfLength = new Map<number, number>();
  #unnumbered: string[] = [];

  #giveNumbers(): void {
    if (this.#unnumbered.length === 0) return;
    this.#nextNumber = Math.max(this.#nextNumber, this.#reserved + 1);
    for (const value of this.#unnumbered.splice(0)) {
      const secret = this.#secrets.get(value);
      if (!secret) continue;
      if (isNumberText(value)) {
        const next = this.#nextOfLength.get(value.length) ?? 1;
        secret.numberOfLength = next;
        this.#nextOfLength.set(value.length, next + 1);
        secret.number = next;
      } else {
        secret.number = this.#nextNumber;
        this.#nextNumber += 1;
      }
    }
  }

  /** Long enough to be looked for within texts. */
  get known(): KnownValues {
    if (!this.#known) {
      this.#known = new KnownValues([]);
      for (const [value, { spread }] of this.#secrets) if (isLookedFor(value, spread)) this.#known.add(value);
    }
    return this.#known;
  }

  /** The placeholder of a value that is short, or a word, where it stands for itself: a whole JSON value, a whole header. */
  whole(value: string): string | undefined {
    if (value.length > this.#longestWhole) return undefined;
    const secret = this.#secrets.get(value);
    return secret && standsWhole(value, secret.spread) ? this.placeholder(value) : undefined;
  }

  /** Whether there are any that `whole` knows. */
  get hasWhole(): boolean {
    return this.#longestWhole > 0;
  }

  /** It was replaced there. */
  count(value: string, place: string, exchange: number): void {
    const secret = this.#secrets.get(value);
    if (!secret) return;
    if (secret.times === 0) secret.first = exchange;
    secret.times += 1;
    this.#times += 1;
    this.#exchanges.add(exchange);
    if (secret.places.size < MOST_PLACES) secret.places.add(place);
  }

  report(): RedactionReport {
    const secrets: FoundSecret[] = [];
    let total = 0;
    for (const [value, { kind, places, times, first }] of this.#secrets) {
      if (times === 0) continue;
      total += 1;
      if (secrets.length === MOST_REPORTED) continue;
      secrets.push({ kind, placeholder: this.placeholder(value) ?? '', places: [...places], times, first });
    }
    secrets.sort((one, other) => one.first - other.first);
    return {
      secrets,
      total,
      times: this.#times,
      exchanges: this.#exchanges.size,
      blanked: this.blanked,
      problems: [...this.problems],
    };
  }
}

/** Within texts. */
function isLookedFor(value: string, spread: Spread): boolean {
  return spread === 'anywhere' || (spread === 'apart' && isVaried(value));
}

/** Only where it is all that is there. */
function standsWhole(value: string, spread: Spread): boolean {
  return spread === 'apart' && !isVaried(value) && isTelling(value);
}

/** Whether a value is no word and no everyday number, so that it means the secret wherever it stands. */
function isVaried(value: string): boolean {
  if (value.length < LEAST_WITHIN || new Set(value).size < 5) return false;
  if (value.length >= 20) return true;
  return /\d/.test(value) || (/[a-z]/.test(value) && /[A-Z]/.test(value)) || /[^A-Za-z]/.test(value);
}

/** Short values that mean the secret where they are all that is there; `password` as a password is a word elsewhere. */
function isTelling(value: string): boolean {
  if (value.length < 4 || namedSecret(value) !== undefined) return false;
  if (/^\d+$/.test(value)) return value.length >= 5;
  return value.length >= LEAST_WITHIN || /[^A-Za-z]/.test(value);
}
