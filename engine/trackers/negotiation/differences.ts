import { isJsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { SettingDifference } from '../../../shared/model/negotiation.ts';

const MOST_LEAVES = 300;
const MOST_DIFFERENCES = 50;

/** Values of a settings object by JSON pointer; arrays count as values. */
type Leaves = ReadonlyMap<string, JsonValue>;

/** Pointers at which two settings differ, at most 50. Pure. */
export function changedPointers(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): readonly string[] {
  const [one, other] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((pointer) => textOf(one.get(pointer)) !== textOf(other.get(pointer)))
    .slice(0, MOST_DIFFERENCES);
}

/**
 * Where the settings of those that declare the same thing differ, at most 50 places. Pure.
 *
 * @param apart names at the top of the settings that have rows of their own
 */
export function differencesOf(
  declared: readonly { readonly party: string; readonly settings: JsonValue }[],
  apart: readonly string[],
): readonly SettingDifference[] {
  if (declared.length < 2) return [];
  const all = declared.map(({ party, settings }) => ({ party, leaves: leavesOf(settings) }));
  const pointers = new Set(all.flatMap(({ leaves }) => [...leaves.keys()]));
  const differences: SettingDifference[] = [];
  for (const pointer of pointers) {
    if (apart.some((name) => pointer === `/${escaped(name)}` || pointer.startsWith(`/${escaped(name)}/`)))
      continue;
    const texts = new Set(all.map(({ leaves }) => textOf(leaves.get(pointer))));
    if (texts.size < 2) continue;
    differences.push({
      pointer,
      values: all.map(({ party, leaves }) => {
        const value = leaves.get(pointer);
        return { party, ...(value !== undefined && { value }) };
      }),
    });
    if (differences.length >= MOST_DIFFERENCES) break;
  }
  return differences;
}

function leavesOf(settings: JsonValue | undefined): Leaves {
  const leaves = new Map<string, JsonValue>();
  const pending: (readonly [string, JsonValue])[] = settings === undefined ? [] : [['', settings]];
  while (pending.length > 0 && leaves.size < MOST_LEAVES) {
    const [pointer, value] = pending.pop() ?? ['', null];
    const entries = isJsonObject(value) ? Object.entries(value) : [];
    // An empty object at the top only says that there are no settings.
    if (!isJsonObject(value) || (entries.length === 0 && pointer !== '')) leaves.set(pointer, value);
    else for (const [key, inner] of entries) pending.push([`${pointer}/${escaped(key)}`, inner]);
  }
  return leaves;
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined ? '' : JSON.stringify(value);
}
