import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';

// JSON pointers (RFC 6901) that go on inside a text that holds JSON: `/result/content/0/text/basketId`.

/** Longer texts are not looked into, in UTF-16 code units. */
const LONGEST_JSON_TEXT = 1_000_000;
const OPENS = /^\s*[[{]/;
/** Deeper nesting is passed over. */
const DEEPEST = 64;

/** A number, a text or the name of a member. */
export interface Leaf {
  readonly value: string | number;
  /** The way to it; changes as the walk goes on: `pointerOf` at once, or never. */
  readonly path: readonly string[];
  /** It stands in a text that holds JSON. */
  readonly inText: boolean;
  /** One of the steps to it is the index of an array other than `content`. */
  readonly inArray: boolean;
}

/** The pointer to a walked leaf. */
export function pointerOf(path: readonly string[]): string {
  let pointer = '';
  for (const segment of path) pointer += `/${escaped(segment)}`;
  return pointer;
}

function escaped(segment: string): string {
  if (!segment.includes('/') && !segment.includes('~')) return segment;
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescaped(segment: string): string {
  return segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment;
}

/** The segments of a pointer. */
export function pathOf(pointer: string): string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map(unescaped);
}

/** The JSON that a text holds, an object or an array; undefined where it holds none. */
export function jsonIn(text: string): JsonObject | readonly JsonValue[] | undefined {
  if (text.length < 2 || text.length > LONGEST_JSON_TEXT || !OPENS.test(text)) return undefined;
  try {
    return JSON.parse(text) as JsonObject | readonly JsonValue[];
  } catch {
    return undefined;
  }
}

/**
 * Visits each number and each text below `value`, in document order; a text that holds JSON is gone into and not visited
 * itself. `path` leads to `value`. `skip` may leave out members by name.
 */
export function walkLeaves(
  value: JsonValue | undefined,
  path: readonly string[],
  visit: (leaf: Leaf) => void,
  skip?: (key: string, path: readonly string[]) => boolean,
): void {
  const way = [...path];
  const go = (node: JsonValue | undefined, inText: boolean, inArray: boolean, depth: number): void => {
    if (depth > DEEPEST || node === null || node === undefined || typeof node === 'boolean') return;
    if (typeof node === 'number') {
      visit({ value: node, path: way, inText, inArray });
    } else if (typeof node === 'string') {
      const json = jsonIn(node);
      if (json === undefined) visit({ value: node, path: way, inText, inArray });
      else go(json, true, inArray, depth + 1);
    } else if (Array.isArray(node)) {
      const isContent = way.at(-1) === 'content';
      const length = way.length;
      const items = node as readonly JsonValue[];
      for (let at = 0; at < items.length; at += 1) {
        way.length = length;
        way.push(String(at));
        go(items[at], inText, inArray || !isContent, depth + 1);
      }
      way.length = length;
    } else {
      const length = way.length;
      for (const key of Object.keys(node)) {
        way.length = length;
        if (skip?.(key, way) === true) continue;
        way.push(key);
        go((node as JsonObject)[key], inText, inArray, depth + 1);
      }
      way.length = length;
    }
  };
  go(value, false, false, 0);
}

/** The value at a pointer, inside texts as well; undefined where there is none. */
export function readAt(root: JsonValue | undefined, pointer: string): JsonValue | undefined {
  let node = root;
  for (const segment of pathOf(pointer)) {
    if (typeof node === 'string') node = jsonIn(node);
    node = memberOf(node, segment);
    if (node === undefined) return undefined;
  }
  return node;
}

function memberOf(node: JsonValue | undefined, segment: string): JsonValue | undefined {
  if (Array.isArray(node)) {
    return /^\d+$/.test(segment) ? (node as readonly JsonValue[])[Number(segment)] : undefined;
  }
  return isJsonObject(node) && Object.hasOwn(node, segment) ? node[segment] : undefined;
}

/**
 * A copy of `root` in which `change` has been applied to what stands at the pointer, inside texts as well; what is beside
 * the way is shared. `root` itself where nothing stands there.
 */
export function changedAt(
  root: JsonValue,
  pointer: string,
  change: (value: JsonValue) => JsonValue,
): JsonValue {
  return changed(root, pathOf(pointer), 0, change);
}

function changed(
  node: JsonValue,
  path: readonly string[],
  at: number,
  change: (value: JsonValue) => JsonValue,
): JsonValue {
  const segment = path[at];
  if (segment === undefined) return change(node);
  if (typeof node === 'string') {
    const json = jsonIn(node);
    if (json === undefined) return node;
    const next = changed(json, path, at, change);
    return next === json ? node : JSON.stringify(next);
  }
  const member = memberOf(node, segment);
  if (member === undefined) return node;
  const next = changed(member, path, at + 1, change);
  if (next === member) return node;
  if (Array.isArray(node)) return (node as readonly JsonValue[]).with(Number(segment), next);
  return { ...(node as JsonObject), [segment]: next };
}

/** A copy of `root` in which the member at the pointer has another name, in the same place among the others. */
export function renamedAt(root: JsonValue, pointer: string, name: string): JsonValue {
  const path = pathOf(pointer);
  const old = path.at(-1);
  if (old === undefined || old === name) return root;
  return changed(root, path.slice(0, -1), 0, (node) => {
    if (!isJsonObject(node) || !Object.hasOwn(node, old)) return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key === old ? name : key, value]));
  });
}
