// Values of other kinds than they should be, in JSON that stays JSON.

const VALUES = [
  null,
  true,
  -1,
  1e308,
  '',
  'x',
  '\ud800',
  [],
  {},
  [null, [], {}],
  { name: 1, value: [] },
  { __proto__x: 1 },
  'nested',
] as const;

/** JSON, one of whose values is replaced; undefined where the text is none. */
export function mutateJson(text: string, next: () => number): string | undefined {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return undefined;
  }
  for (let times = 1 + Math.floor(next() * 3); times > 0; times -= 1) replaceOne(root, next);
  return JSON.stringify(root).replaceAll('"__proto__x"', '"__proto__"');
}

/** Goes down at random, and replaces what it comes to. */
function replaceOne(root: unknown, next: () => number): void {
  let holder = root;
  for (;;) {
    if (typeof holder !== 'object' || holder === null) return;
    const keys = Object.keys(holder);
    const key = keys[Math.floor(next() * keys.length)];
    if (key === undefined) return;
    const members = holder as Record<string, unknown>;
    const value = members[key];
    if (typeof value !== 'object' || value === null || next() < 0.15) {
      const other = VALUES[Math.floor(next() * VALUES.length)];
      members[key] = other === 'nested' ? nested(2_000) : structuredClone(other);
      return;
    }
    holder = value;
  }
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { a: value };
  return value;
}
