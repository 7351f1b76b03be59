import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { findRef } from '../../../shared/model/schema-ref.ts';

/** What checking against a schema can cost. */
export interface Effort {
  /** Subschemas that one value may meet, references counted as often as they are followed. */
  readonly effort: number;
  /** It refers to itself. */
  readonly recursive: boolean;
}

/**
 * How much a schema asks of a validator: a few lines of references can stand for millions of subschemas. Throws a
 * RangeError where references are chained beyond all measure.
 */
export function effortOf(root: JsonObject): Effort {
  const known = new Map<object, number>();
  const open = new Set<object>();
  let recursive = false;
  const visit = (value: JsonValue | undefined): number => {
    if (typeof value !== 'object' || value === null) return 0;
    const before = known.get(value);
    if (before !== undefined) return before;
    if (open.has(value)) {
      recursive = true;
      return 1;
    }
    open.add(value);
    let sum = 1;
    if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        sum += key === '$ref' && typeof member === 'string' ? visit(findRef(member, root)) : visit(member);
      }
    } else for (const member of value) sum += visit(member);
    open.delete(value);
    known.set(value, sum);
    return sum;
  };
  return { effort: visit(root), recursive };
}

/** How large a value is. */
export interface Size {
  /** Itself and everything in it. */
  readonly values: number;
  readonly levels: number;
  /** Characters of its longest text. */
  readonly longest: number;
}

/** Measures a value without recursion; what has more than `most` values is not measured to its end. */
export function sizeOf(value: JsonValue, most: number): Size {
  let values = 0;
  let levels = 0;
  let longest = 0;
  let level: readonly JsonValue[] = [value];
  while (level.length > 0 && values <= most) {
    const next: JsonValue[] = [];
    for (const member of level) {
      values += 1;
      if (typeof member === 'string') longest = Math.max(longest, member.length);
      else if (typeof member === 'object' && member !== null) {
        for (const inner of Object.values(member) as readonly JsonValue[]) next.push(inner);
      }
    }
    levels += 1;
    level = next;
  }
  return { values, levels, longest };
}
