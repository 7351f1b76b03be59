import type { JsonObject, JsonValue, Tamper } from '../../shared/model/draft.ts';
import type { RoutingLine, ValueOrigin } from '../../shared/model/exchange.ts';
import { pointerStep } from '../ui/json-pointer.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import type { TamperMark } from './tamper.ts';

/** Objects and arrays up to this many characters stay on one line. */
const INLINE_LIMIT = 56;
const META_POINTER = '/params/_meta';

/** One line of the body as it is drawn. */
export interface BodyLine {
  readonly pointer: string;
  readonly depth: number;
  /** Member name; absent for array items and closing brackets. */
  readonly name?: string;
  /** JSON text of a value that fits the line, or an opening or closing bracket. */
  readonly text: string;
  readonly comma: boolean;
  /** Set on the line of a `_meta` key: the handle for tampering. */
  readonly metaKey?: string;
  readonly mark?: TamperMark;
  /** A closing bracket: says nothing of its own. */
  readonly closing?: boolean;
}

function metaMark(tamper: Tamper, key: string, builtMeta: JsonObject): TamperMark | undefined {
  if (!Object.hasOwn(tamper.meta, key)) return undefined;
  return Object.hasOwn(builtMeta, key) ? 'changed' : 'added';
}

interface Walk {
  readonly lines: BodyLine[];
  readonly tamper: Tamper;
  readonly builtMeta: JsonObject;
}

interface Place {
  readonly pointer: string;
  readonly depth: number;
  readonly name?: string;
  readonly comma: boolean;
}

/** `params` and `_meta` always open, so that each of their members has a line of its own. */
function fitsLine(value: JsonValue, pointer: string): string | undefined {
  const text = JSON.stringify(value);
  const opened = pointer === '' || pointer === '/params' || pointer === META_POINTER;
  const isContainer = typeof value === 'object' && value !== null;
  if (!isContainer || text.length <= 2) return text;
  return !opened && text.length <= INLINE_LIMIT ? text : undefined;
}

function walk(value: JsonValue, place: Place, out: Walk): void {
  const { pointer, depth, name, comma } = place;
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  const metaKey = parent === META_POINTER ? name : undefined;
  const mark = metaKey === undefined ? undefined : metaMark(out.tamper, metaKey, out.builtMeta);
  const own = {
    pointer,
    depth,
    ...(name !== undefined && { name }),
    ...(metaKey !== undefined && { metaKey }),
    ...(mark && { mark }),
  };
  const inline = fitsLine(value, pointer);
  if (inline !== undefined) {
    out.lines.push({ ...own, text: inline, comma });
    return;
  }
  const isArray = Array.isArray(value);
  const members: [string, JsonValue][] = Object.entries(value as JsonObject);
  out.lines.push({ ...own, text: isArray ? '[' : '{', comma: false });
  members.forEach(([key, member], index) => {
    const last = index === members.length - 1;
    const step = { pointer: pointerStep(pointer, key), depth: depth + 1, comma: !last };
    walk(member, isArray ? step : { ...step, name: key }, out);
  });
  if (pointer === META_POINTER) pushDropped(depth + 1, out);
  out.lines.push({ pointer, depth, text: isArray ? ']' : '}', comma, closing: true });
}

function pushDropped(depth: number, out: Walk): void {
  for (const key of out.tamper.dropMeta) {
    if (!Object.hasOwn(out.builtMeta, key)) continue;
    out.lines.push({
      pointer: pointerStep(META_POINTER, key),
      depth,
      name: key,
      text: JSON.stringify(out.builtMeta[key]),
      comma: false,
      metaKey: key,
      mark: 'dropped',
    });
  }
}

function metaOf(body: string): JsonObject {
  try {
    const message = JSON.parse(body) as JsonValue;
    const params = isJsonObject(message) ? message['params'] : undefined;
    const meta = isJsonObject(params) ? params['_meta'] : undefined;
    return isJsonObject(meta) ? meta : {};
  } catch {
    return {};
  }
}

/**
 * The body line by line, each with its JSON pointer and what was done to it; undefined where it is no JSON.
 * `built` is the body that would leave without tampering.
 */
export function bodyLines(body: string, built: string, tamper: Tamper): BodyLine[] | undefined {
  let value: JsonValue;
  try {
    value = JSON.parse(body) as JsonValue;
  } catch {
    return undefined;
  }
  const out: Walk = { lines: [], tamper, builtMeta: metaOf(built) };
  walk(value, { pointer: '', depth: 0, comma: false }, out);
  return out.lines;
}

/** What the pointer or the focus is on: a header by name, or a place in the body. */
export type Pointed = { readonly header: string } | { readonly pointer: string };

/** Where a header's value came from. */
export function headerOrigin(origins: readonly ValueOrigin[], name: string): ValueOrigin | undefined {
  const target = `header:${name}`.toLowerCase();
  return origins.find((entry) => entry.target.toLowerCase() === target);
}

/** Where the value at a pointer came from: its own origin, or that of the nearest value around it. */
export function bodyOrigin(origins: readonly ValueOrigin[], pointer: string): ValueOrigin | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = origins.find((entry) => entry.target === at);
    if (found) return found;
  }
  return origins.find((entry) => entry.target === '');
}

/** JSON pointer of a dotted path such as `params.name` or `params._meta["a.b/c"]`. */
export function pointerOfField(field: string): string {
  const segments = [...field.matchAll(/\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)];
  return segments.map((match) => pointerStep('', match[1] ?? match[2] ?? '')).join('');
}

/** The routing verdict of a header line. */
export function verdictOf(routing: readonly RoutingLine[], name: string): RoutingLine | undefined {
  return routing.find((line) => line.header.toLowerCase() === name.toLowerCase());
}
