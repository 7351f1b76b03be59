/**
 * Keys that the object at `path` has more than once in the text of a JSON value, each named once. Empty where there is no
 * object at that place. `text` has to be valid JSON: only the objects on the way are read, the rest is skipped. Pure.
 */
export function duplicateKeysAt(text: string, path: readonly string[]): readonly string[] {
  let at: number | undefined = skipSpace(text, 0);
  for (const segment of path) {
    // As JSON.parse does: the last one of a name counts.
    at = membersAt(text, at).findLast(({ key }) => key === segment)?.valueAt;
    if (at === undefined) return [];
  }
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { key } of membersAt(text, at)) {
    if (seen.has(key)) twice.add(key);
    seen.add(key);
  }
  return [...twice];
}

interface Member {
  readonly key: string;
  readonly valueAt: number;
}

function membersAt(text: string, start: number): readonly Member[] {
  const members: Member[] = [];
  if (text[start] !== '{') return members;
  let at = skipSpace(text, start + 1);
  while (text[at] === '"') {
    const end = skipString(text, at);
    const key = JSON.parse(text.slice(at, end)) as string;
    // Past the colon.
    const valueAt = skipSpace(text, skipSpace(text, end) + 1);
    members.push({ key, valueAt });
    at = skipSpace(text, skipValue(text, valueAt));
    if (text[at] !== ',') break;
    at = skipSpace(text, at + 1);
  }
  return members;
}

/** The index behind a value. Counts brackets instead of calling itself: nothing is too deep. */
function skipValue(text: string, start: number): number {
  let at = start;
  let depth = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === '"') at = skipString(text, at) - 1;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    // A bare number or word ends before what follows it.
    if (depth < 0 || (depth === 0 && char === ',')) return at;
    at += 1;
    if (depth === 0 && (char === '"' || char === '}' || char === ']')) return at;
  }
  return at;
}

function skipString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\t' || text[at] === '\r') at += 1;
  return at;
}
