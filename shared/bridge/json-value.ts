/** What a JSON value may take: characters of its text at the least, and levels of lists and objects. */
export interface JsonLimits {
  readonly characters: number;
  readonly depth: number;
}

/**
 * Whether this is a JSON value within the limits. Characters are counted low (a number or a literal is one, escapes
 * and spaces none), so that no text within the limit is refused. A list that cannot fit is refused by its length,
 * before its entries are looked at. Takes no memory that grows with the value: the depth bounds the recursion.
 */
export function isJsonWithin(root: unknown, limits: JsonLimits): boolean {
  let left = limits.characters;

  const fits = (value: unknown, levels: number): boolean => {
    left -= typeof value === 'string' ? value.length + 2 : 1;
    if (left < 0) return false;
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
    if (typeof value === 'number') return Number.isFinite(value);
    if (typeof value !== 'object' || levels === 0) return false;
    if (Array.isArray(value)) return listFits(value, levels - 1);
    return isPlain(value) && objectFits(value, levels - 1);
  };
  const listFits = (list: readonly unknown[], levels: number): boolean => {
    // A comma or the bracket behind each entry, and at least one character for the entry.
    if (list.length * 2 > left) return false;
    left -= list.length;
    for (const entry of list) if (!fits(entry, levels)) return false;
    return true;
  };
  const objectFits = (object: object, levels: number): boolean => {
    const values = object as Readonly<Record<string, unknown>>;
    // Not Object.entries, which would make a list of lists as long as the object.
    for (const key in values) {
      if (!Object.hasOwn(values, key)) continue;
      // Two quotes, the colon, and a comma or the brace.
      left -= key.length + 4;
      if (left < 0 || !fits(values[key], levels)) return false;
    }
    return true;
  };
  return fits(root, limits.depth);
}

/** Electron's structured clone also carries Map, Date and typed arrays; those are not JSON. */
function isPlain(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object Object]';
}
