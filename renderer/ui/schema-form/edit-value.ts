import type { JsonValue } from '../../../shared/model/draft.ts';
import { isJsonObject } from '../../../shared/model/json.ts';

/** The steps from a value's root: property names, and positions in lists. */
export type ValuePath = readonly (string | number)[];

/** A JSON Pointer. Source: https://www.rfc-editor.org/rfc/rfc6901 */
export function pointerOf(path: ValuePath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/**
 * `value` with `next` at `path`; undefined takes it away, in a list it becomes null so that the others keep their
 * place. Everything else stays the very same. What is on the way and is no container is replaced by one.
 */
export function withValueAt(
  value: JsonValue | undefined,
  path: ValuePath,
  next: JsonValue | undefined,
): JsonValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  if (typeof step === 'number') {
    const items = Array.isArray(value) ? [...(value as readonly JsonValue[])] : [];
    while (items.length < step) items.push(null);
    items[step] = withValueAt(items[step], rest, next) ?? null;
    return items;
  }
  const own = isJsonObject(value) ? value : {};
  const inner = withValueAt(Object.hasOwn(own, step) ? own[step] : undefined, rest, next);
  const members = new Map(Object.entries(own));
  if (inner === undefined) members.delete(step);
  else members.set(step, inner);
  return Object.fromEntries(members);
}
