import type { Difference } from '../../shared/model/difference.ts';
import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import { isJsonObject } from '../../shared/model/json.ts';

/** More differences than this help nobody; the walk stops there. */
const MAX_DIFFERENCES = 2_000;

function step(pointer: string, segment: string): string {
  return `${pointer}/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Text content often carries JSON: two such texts are compared by what they mean. */
function parsedJson(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

class Walk {
  readonly found: Difference[] = [];

  compare(left: JsonValue, right: JsonValue, pointer: string): void {
    if (this.found.length >= MAX_DIFFERENCES || left === right) return;
    if (Array.isArray(left) && Array.isArray(right)) {
      this.compareArrays(left, right, pointer);
    } else if (isJsonObject(left) && isJsonObject(right)) {
      this.compareObjects(left, right, pointer);
    } else if (!this.compareTexts(left, right, pointer)) {
      this.found.push({ pointer, kind: 'changed', left, right });
    }
  }

  private compareArrays(left: readonly JsonValue[], right: readonly JsonValue[], pointer: string): void {
    const longest = Math.max(left.length, right.length);
    for (let index = 0; index < longest; index += 1) {
      this.compareMembers(left[index], right[index], step(pointer, String(index)));
    }
  }

  private compareObjects(left: JsonObject, right: JsonObject, pointer: string): void {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const own = Object.hasOwn(left, key) ? left[key] : undefined;
      const other = Object.hasOwn(right, key) ? right[key] : undefined;
      this.compareMembers(own, other, step(pointer, key));
    }
  }

  private compareMembers(left: JsonValue | undefined, right: JsonValue | undefined, pointer: string): void {
    if (this.found.length >= MAX_DIFFERENCES) return;
    if (left === undefined && right !== undefined) this.found.push({ pointer, kind: 'added', right });
    else if (left !== undefined && right === undefined) this.found.push({ pointer, kind: 'removed', left });
    else if (left !== undefined && right !== undefined) this.compare(left, right, pointer);
  }

  private compareTexts(left: JsonValue, right: JsonValue, pointer: string): boolean {
    if (typeof left !== 'string' || typeof right !== 'string') return false;
    const leftJson = parsedJson(left);
    const rightJson = parsedJson(right);
    if (leftJson === undefined || rightJson === undefined) return false;
    this.compare(leftJson, rightJson, pointer);
    return true;
  }
}

/**
 * Where two JSON values disagree, by JSON pointer, in document order; at most 2,000 differences.
 * A string that holds JSON on both sides is compared by its parsed value; pointers then go on inside it.
 */
export function diffJson(left: JsonValue, right: JsonValue, pointer = ''): Difference[] {
  const walk = new Walk();
  walk.compare(left, right, pointer);
  return walk.found;
}
