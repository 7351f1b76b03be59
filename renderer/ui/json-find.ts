import { SCAN_SLICE } from './json-scan.ts';

/** Where a text stands in another one. */
export interface Found {
  /** Offsets, ascending, in UTF-16 units. */
  readonly offsets: readonly number[] | Int32Array;
  /** There are more than these. */
  readonly more: boolean;
}

export const NOTHING_FOUND: Found = { offsets: [], more: false };

/** No more places than these are told. */
export const MOST_FOUND = 100_000;

/**
 * Where `wanted` stands in a JSON text, whatever its case, as it is or as JSON writes it (a quote in a string, a new line).
 * Gives control back after every `SCAN_SLICE` characters, with the offset reached.
 */
export function* findInJson(text: string, wanted: string): Generator<number, Found, unknown> {
  if (wanted === '') return NOTHING_FOUND;
  const written = JSON.stringify(wanted).slice(1, -1);
  const forms = [...new Set([wanted, written])].map((form) => form.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(forms.join('|'), 'gi');
  const offsets: number[] = [];
  const reach = Math.max(wanted.length, written.length) - 1;
  let next = 0;
  for (let from = 0; from < text.length; from += SCAN_SLICE) {
    if (from > 0) yield from;
    const end = from + SCAN_SLICE;
    const slice = text.slice(from, end + reach);
    pattern.lastIndex = Math.max(next - from, 0);
    for (let match = pattern.exec(slice); match; match = pattern.exec(slice)) {
      const at = from + match.index;
      if (at >= end) break;
      if (offsets.length === MOST_FOUND) return { offsets, more: true };
      offsets.push(at);
      next = at + match[0].length;
    }
  }
  return { offsets, more: false };
}

/** One of the places. */
export interface FoundPlace {
  /** Offset in the text. */
  readonly at: number;
  readonly length: number;
}

/** Characters shown before and after what was found: it is to be in view. */
const BEFORE = 24;
const AFTER = 200;

/** What was found in a value that stands from `start` to `end`, and what is around it. Pure. */
export function excerpt(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  { at, length }: FoundPlace,
): readonly [before: string, found: string, after: string] {
  const from = at - start > BEFORE * 2 ? at - BEFORE : start;
  const to = Math.min(end, at + length + AFTER);
  const last = Math.min(at + length, end);
  return [
    (from > start ? '…' : '') + text.slice(from, at),
    text.slice(at, last),
    text.slice(last, to) + (to < end ? '…' : ''),
  ];
}
