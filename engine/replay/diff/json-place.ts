import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';

/** The way to a value, from the inside out: pointers are written only for what differs. */
export interface Place {
  readonly parent: Place | undefined;
  readonly segment: string;
  /** Of an item that stands at another index on the right side. */
  readonly rightSegment?: string;
}

/** Segments of the way to a place, from the outside in. Pure. */
export function segmentsOf(place: Place | undefined): string[] {
  const segments: string[] = [];
  for (let here = place; here; here = here.parent) segments.push(here.segment);
  return segments.reverse();
}

/** JSON pointer of segments, https://www.rfc-editor.org/rfc/rfc6901. Pure. */
export function pointerOf(segments: readonly string[], root = ''): string {
  return [root, ...segments.map((each) => each.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}

/** Segments of a JSON pointer. Pure. */
export function pointerSegments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Text content often carries JSON: an object or array written as text. Undefined where it is none. Pure. */
export function parsedJson(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** A member that is the object's own, whatever its name. Pure. */
export function ownMember(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** What stands at a pointer, also within JSON inside a text; undefined where there is nothing. Pure. */
export function valueAt(value: JsonValue, pointer: string): JsonValue | undefined {
  let here: JsonValue | undefined = value;
  for (const segment of pointerSegments(pointer)) {
    if (typeof here === 'string') here = parsedJson(here);
    if (Array.isArray(here)) here = (here as readonly JsonValue[])[indexOf(segment)];
    else if (isJsonObject(here)) here = ownMember(here, segment);
    else return undefined;
  }
  return here;
}

function indexOf(segment: string): number {
  return /^\d+$/.test(segment) ? Number(segment) : -1;
}
