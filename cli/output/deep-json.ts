import type { JsonValue } from '../../shared/model/draft.ts';

/** Levels that a document may have. JSON.stringify works by recursion and ends at some thousands of them. */
export const MOST_LEVELS = 2_000;

/** Levels that are laid out for a person: each one indents all that is in it. */
const READABLE_LEVELS = 200;

/** Characters that are shown of what is nested more deeply than that. */
const LONGEST_EXCERPT = 500;

/** Whether arrays and objects stand in each other more than `levels` deep. Takes no stack, however deep they are. */
export function isDeeperThan(value: JsonValue, levels: number): boolean {
  const waiting: { readonly value: JsonValue; readonly level: number }[] = [{ value, level: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.level > levels) return true;
    for (const child of Object.values(next.value) as readonly JsonValue[]) {
      if (typeof child === 'object' && child !== null) waiting.push({ value: child, level: next.level + 1 });
    }
  }
  return false;
}

/** What JSON.stringify writes without indentation, for any depth. */
export function flatJson(value: JsonValue): string {
  const written: string[] = [];
  // Text that is to be written as it is, or a value that is to be taken apart; the last one comes first.
  const waiting: ({ readonly text: string } | { readonly value: JsonValue })[] = [{ value }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ('text' in next) written.push(next.text);
    else if (typeof next.value !== 'object' || next.value === null) written.push(JSON.stringify(next.value));
    else {
      const isArray = Array.isArray(next.value);
      const children = Object.entries<JsonValue>(next.value);
      waiting.push({ text: isArray ? ']' : '}' });
      for (let index = children.length - 1; index >= 0; index -= 1) {
        const [key, child] = children[index] ?? ['', null];
        const comma = index === 0 ? '' : ',';
        waiting.push({ value: child }, { text: isArray ? comma : `${comma}${JSON.stringify(key)}:` });
      }
      written.push(isArray ? '[' : '{');
    }
  }
  return written.join('');
}

/** For a person: indented, and of what is nested too deeply for that the beginning. */
export function readableJson(value: JsonValue): string {
  if (isDeeperThan(value, READABLE_LEVELS)) return excerpt(value);
  try {
    return JSON.stringify(value, undefined, 2);
  } catch (error) {
    // Wide and deep at once: the indentation alone is longer than a string can be.
    if (error instanceof RangeError) return excerpt(value);
    throw error;
  }
}

function excerpt(value: JsonValue): string {
  const text = flatJson(value);
  const cut = text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}…` : text;
  return `${cut}\n(${String(text.length)} characters, nested too deeply to be laid out; --json has all of them)`;
}
