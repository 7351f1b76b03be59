import type { JsonObject, JsonValue } from '../../../shared/model/json.ts';
import { jsonIn } from './json-place.ts';
import { tokensOf } from './minted-look.ts';
import { replacePart } from './text-parts.ts';

/** What a server mints and a client hands back. */
export type MintedText = string | number;

/** Shorter texts stand in many places by chance: they are swapped only in members of the same name. */
const SHORTEST = 4;

/**
 * Values that stand for others, in whatever JSON: as a whole text, as a part of one, in JSON within a text, as a member's name;
 * numbers and short texts only in members of certain names. Pure but for what it was told.
 */
export class SwappedValues {
  readonly #texts = new Map<string, MintedText>();
  readonly #numbers = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#texts.size === 0 && this.#numbers.size === 0;
  }

  /** Of texts that are long enough the first one counts; `names` are those of members that hold it. */
  add(from: MintedText, to: MintedText, names: Iterable<string>): void {
    if (typeof from === 'string' && from.length >= SHORTEST && !this.#texts.has(from))
      this.#texts.set(from, to);
    for (const name of names) {
      if (typeof to === 'number') this.#numbers.set(namedKey(name, from), to);
      else if (String(from).length < SHORTEST) this.#texts.set(namedKey(name, from), to);
    }
  }

  /** A copy with all of them swapped; the very same where there is nothing to swap. */
  swap(node: JsonValue, options: SwapOptions = {}): JsonValue {
    return this.#swap(node, '', options);
  }

  /** `name` is that of the member that it stands in. */
  #swap(node: JsonValue, name: string, options: SwapOptions): JsonValue {
    if (typeof node === 'string') return this.#swapText(node, name, options);
    if (typeof node === 'number') return find(this.#numbers, namedKey(name, node), options) ?? node;
    if (node === null || typeof node === 'boolean') return node;
    if (Array.isArray(node)) return sameUnless(node, (item) => this.#swap(item, name, options));
    const members = Object.entries(node as JsonObject);
    const next = members.map(([key, member]) => {
      const known = find(this.#texts, key, options);
      return [typeof known === 'string' ? known : key, this.#swap(member, key, options)] as const;
    });
    const isSame = next.every(([key, member], at) => key === members[at]?.[0] && member === members[at][1]);
    return isSame ? node : Object.fromEntries(next);
  }

  #swapText(text: string, name: string, options: SwapOptions): JsonValue {
    const whole = find(this.#texts, text, options) ?? find(this.#texts, namedKey(name, text), options);
    if (whole !== undefined) return whole;
    const json = jsonIn(text);
    if (json !== undefined) {
      const next = this.#swap(json, name, options);
      return next === json ? text : JSON.stringify(next);
    }
    let swapped = text;
    for (const token of new Set(tokensOf(text).map((part) => part.text))) {
      const other = find(this.#texts, token, options);
      if (other !== undefined) swapped = replacePart(swapped, token, String(other));
    }
    return options.alsoIn?.(swapped) ?? swapped;
  }
}

export interface SwapOptions {
  /** Has the last word about texts that hold no JSON. */
  readonly alsoIn?: (text: string) => string;
  /** Hears the key (see keysOf) of each value that is found. */
  readonly onFound?: (key: string) => void;
}

function find<T>(known: ReadonlyMap<string, T>, key: string, { onFound }: SwapOptions): T | undefined {
  const found = known.get(key);
  if (found !== undefined) onFound?.(key);
  return found;
}

/** The keys under which `onFound` tells of a value that stands in members of these names. */
export function keysOf(value: MintedText, names: Iterable<string>): string[] {
  if (typeof value === 'string' && value.length >= SHORTEST) return [value];
  return [...names].map((name) => namedKey(name, value));
}

function namedKey(name: string, value: MintedText): string {
  return `${name}\u0000${String(value)}`;
}

function sameUnless(
  items: readonly JsonValue[],
  change: (item: JsonValue) => JsonValue,
): readonly JsonValue[] {
  const next = items.map(change);
  return next.every((item, at) => item === items[at]) ? items : next;
}
