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

/** Any of its values, wherever it stands. */
function replaceOne(root: unknown, next: () => number): void {
  const places: [holder: Record<string, unknown>, key: string][] = [];
  const open = [root];
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    if (typeof holder !== 'object' || holder === null) continue;
    const members = holder as Record<string, unknown>;
    for (const key of Object.keys(members)) {
      places.push([members, key]);
      open.push(members[key]);
    }
  }
  const [holder, key] = places[Math.floor(next() * places.length)] ?? [];
  if (!holder || key === undefined) return;
  const other = VALUES[Math.floor(next() * VALUES.length)];
  holder[key] = other === 'nested' ? nested(2_000) : structuredClone(other);
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { a: value };
  return value;
}
