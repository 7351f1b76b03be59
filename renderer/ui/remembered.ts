const PREFIX = 'hopscope.';

/**
 * What the user arranged, kept in the browser's localStorage under `hopscope.KEY`.
 * `check` turns what was stored into a value or `undefined`, where it is from another version or damaged:
 * then, and where storage is switched off, the fallback holds.
 */
export function readRemembered<T>(key: string, check: (stored: unknown) => T | undefined, fallback: T): T {
  try {
    const text = globalThis.localStorage.getItem(PREFIX + key);
    if (text === null) return fallback;
    return check(JSON.parse(text)) ?? fallback;
  } catch {
    return fallback;
  }
}

/** Keeps a JSON value for the next start. Where storage is switched off or full, nothing is kept and nothing breaks. */
export function remember(key: string, value: unknown): void {
  try {
    globalThis.localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // An arrangement that is not kept costs a drag at the next start: no reason to bother anybody.
  }
}
