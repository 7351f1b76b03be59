import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import { placeIn } from '../../shared/model/place.ts';
import type { SeenMessage } from './seen-exchange.ts';

/** One `_meta` of a message. */
export interface MetaObject {
  readonly meta: JsonObject;
  readonly place: string;
}

/** Members that hold things with a `_meta` of their own: entries of lists, content, messages, roots. */
const HOLDERS: readonly string[] = [
  ...[
    'tools',
    'prompts',
    'resources',
    'resourceTemplates',
    'contents',
    'content',
    'resource',
    'messages',
    'roots',
  ],
];
/** Of longer lists the rest is not looked at. */
const MOST_ENTRIES = 500;

/** All `_meta` of a message that the specification knows: of params or result, of list entries and of content. */
export function metaObjects(message: SeenMessage): readonly MetaObject[] {
  let found = known.get(message);
  if (!found) {
    found = findMeta(message);
    known.set(message, found);
  }
  return found;
}

/** Several rules ask: of one message they are looked for once. */
const known = new WeakMap<SeenMessage, readonly MetaObject[]>();

function findMeta({ value, place }: SeenMessage): readonly MetaObject[] {
  const found: MetaObject[] = [];
  if (!isJsonObject(value)) return found;
  for (const part of ['params', 'result'] as const) {
    const holder = value[part];
    // Arguments and structured content are the server's own business: nothing below them is looked at.
    if (isJsonObject(holder)) collect(holder, place, [part], found);
  }
  return found;
}

function collect(
  holder: JsonObject,
  root: string,
  path: readonly (string | number)[],
  into: MetaObject[],
): void {
  const meta = holder['_meta'];
  if (isJsonObject(meta)) into.push({ meta, place: placeIn(root, ...path, '_meta') });
  if (path.length > 7) return;
  for (const key of HOLDERS) {
    const held = holder[key];
    if (Array.isArray(held)) {
      const entries = held as readonly JsonValue[];
      for (let at = 0; at < entries.length && at < MOST_ENTRIES; at += 1) {
        const entry = entries[at];
        if (isJsonObject(entry)) collect(entry, root, [...path, key, at], into);
      }
    } else if (isJsonObject(held)) collect(held, root, [...path, key], into);
  }
}
