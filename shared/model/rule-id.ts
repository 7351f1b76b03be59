/** What no rule took: the key of its counters, and what the filter of the traffic calls it. */
export const OTHERWISE = 'otherwise';

const MOST_CHARACTERS = 60;

/** The letters and digits of a text, in lower case, with single hyphens between: "Tool calls!" is "tool-calls". Pure. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/**
 * An id for something new, made of its name so that it can be read in filters and counters; numbered where it is taken.
 * It stays when the name changes. Pure.
 */
export function idForName(name: string, taken: readonly string[], fallback: string): string {
  const base = slugOf(name).slice(0, MOST_CHARACTERS).replace(/-$/, '') || fallback;
  const used = new Set([...taken, OTHERWISE]);
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${String(number)}`;
    if (!used.has(id)) return id;
  }
}
