// Names that Windows keeps for devices, with or without an extension.
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;
// `demo` and `demo-…` are the ids of the demo fleet and its instances, which are in no file.
const RESERVED = /^demo(?:-|$)/;

const MAX_LENGTH = 60;

/**
 * An id and file name made from a name: lower case a-z, 0-9 and `-`, free of what `taken` holds. Two branches of
 * a repository that add the same name get the same id, so that git shows the conflict.
 */
export function slugFor(name: string, taken: (slug: string) => boolean, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, '');
  const base = plain === '' ? fallback : plain;
  const safe = DEVICE.test(base) || RESERVED.test(base) ? `my-${base}` : base;
  if (!taken(safe)) return safe;
  for (let count = 2; ; count += 1) {
    const numbered = `${safe}-${String(count)}`;
    if (!taken(numbered)) return numbered;
  }
}

/** Whether an id from a file has the form that `slugFor` gives. */
export function isSlug(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/.test(text) && !DEVICE.test(text) && !RESERVED.test(text);
}
