import type { HeaderList } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { cookiesOf, keptCookies, keptLines, pairsOf, queryOf, setCookiesOf } from '../har-parts.ts';
import { listAt, objectAt, textAt } from './loose.ts';

// What a HAR says and a capture has no place for: kept when one is read, and written into the next. All of an entry is, but
// for what the capture holds and what follows from that. `write-har.ts` is the other end.

/** No more of an entry, or of what stands around the entries, is kept than this, in characters of JSON. */
const LONGEST_REST = 32 * 1024;
/** A page is kept with each of its entries, so that any of them can be written alone. */
const LONGEST_PAGE = 1_024;
/** Deeper structures are nobody's facts. */
const DEEPEST = 64;

/** What the capture has of an entry. */
export interface HeldOfEntry {
  readonly url: string;
  readonly startedAt: number;
  readonly headers: HeaderList;
  /** Which member of the request its body was read from; undefined where none is known. */
  readonly requestBody: 'text' | 'params' | 'content' | 'file' | undefined;
  readonly answer?: {
    readonly headers: HeaderList;
    /** The body was in the file, or in one beside it. */
    readonly hasBody: boolean;
  };
}

export interface KeptRest {
  readonly rest: JsonObject;
  /** Names of what was too long. */
  readonly leftOut: readonly string[];
}

export function restOfEntry(entry: JsonObject, held: HeldOfEntry, page: JsonObject | undefined): KeptRest {
  const { request: _request, response: _response, startedDateTime, _hopscope: _own, ...all } = entry;
  // Nothing that HAR has: the two names are used below.
  const { page: _page, log: _log, ...others } = all;
  const isIso = startedDateTime === new Date(held.startedAt).toISOString();
  const rest: Record<string, JsonValue> = {
    ...others,
    ...(!isIso && startedDateTime !== undefined && { startedDateTime }),
    request: restOfRequest(objectAt(entry, 'request'), held),
    response: { ...restOfResponse(objectAt(entry, 'response'), held.answer) },
  };
  if (page && sizeOf(page) <= LONGEST_PAGE) rest['page'] = page;
  return fitted(rest);
}

function restOfRequest(request: JsonObject, held: HeldOfEntry): JsonObject {
  const { method: _method, url, headers: _headers, postData, paramsOnly: _only, ...others } = request;
  const { requestBody: from } = held;
  const rest: Record<string, JsonValue> = {
    ...others,
    ...(url !== held.url && url !== undefined && { url }),
  };
  keepDerived(rest, request, held.headers, cookiesOf(held.headers));
  if (same(request['queryString'], queryOf(held.url))) delete rest['queryString'];
  if (from === 'content') {
    delete rest['_content'];
    delete rest['_requestBodyStatus'];
  }
  if (isJsonObject(postData)) {
    const { text, _file, _sha1, ...kept } = postData;
    rest['postData'] = {
      ...kept,
      ...(text !== undefined && (text === '' || from !== 'text') && { text }),
      ...(from !== 'file' && {
        ...(_file !== undefined && { _file }),
        ...(_sha1 !== undefined && { _sha1 }),
      }),
    };
    if (from === 'params') rest['paramsOnly'] = true;
  }
  return rest;
}

function restOfResponse(response: JsonObject, answer: HeldOfEntry['answer']): JsonObject {
  // A status that is none, and all that stands beside it.
  if (!answer) {
    const whole: Record<string, JsonValue> = { ...response };
    keepDerived(whole, response, [], []);
    return whole;
  }
  const { status: _status, statusText: _text, headers: _headers, content, ...others } = response;
  const rest: Record<string, JsonValue> = { ...others };
  keepDerived(rest, response, answer.headers, setCookiesOf(answer.headers));
  if (isJsonObject(content)) {
    const { text, _file, _sha1, ...kept } = content;
    rest['content'] = answer.hasBody ? kept : { ...kept, ...picked({ text, _file, _sha1 }) };
  }
  return rest;
}

/** Header lines and cookies where they are not those that follow from the headers that are held. */
function keepDerived(
  rest: Record<string, JsonValue>,
  from: JsonObject,
  headers: HeaderList,
  cookies: readonly JsonObject[],
): void {
  const told = listAt(from, 'headers');
  if (!same(told, pairsOf(headers))) rest['headers'] = keptLines(told);
  const toldCookies = listAt(from, 'cookies');
  if (same(toldCookies, cookies)) delete rest['cookies'];
  else rest['cookies'] = keptCookies(toldCookies);
}

function picked(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function same(one: JsonValue | undefined, other: readonly JsonObject[]): boolean {
  const list = one ?? [];
  if (!Array.isArray(list) || list.length !== other.length) return false;
  return (list as readonly JsonValue[]).every((item, index) => {
    const expected = other[index] ?? {};
    if (!isJsonObject(item)) return false;
    const keys = Object.keys(item);
    return keys.length === Object.keys(expected).length && keys.every((key) => item[key] === expected[key]);
  });
}

/** With the longest members left out until the rest is short enough: those of single programs first. */
function fitted(rest: Record<string, JsonValue>): KeptRest {
  const places = [
    ...placesIn(rest, ''),
    ...placesIn(rest['request'] as Record<string, JsonValue>, 'request.'),
    ...placesIn(rest['response'] as Record<string, JsonValue>, 'response.'),
  ];
  let size = places.reduce((sum, each) => sum + each.size, 0);
  const leftOut: string[] = [];
  if (size > LONGEST_REST) {
    places.sort((one, other) => Number(other.isCustom) - Number(one.isCustom) || other.size - one.size);
    for (const place of places) {
      if (size <= LONGEST_REST) break;
      place.remove();
      size -= place.size;
      leftOut.push(place.name);
    }
  }
  return { rest, leftOut };
}

interface Place {
  readonly name: string;
  readonly size: number;
  readonly isCustom: boolean;
  readonly remove: () => void;
}

function placesIn(rest: Record<string, JsonValue>, path: string): readonly Place[] {
  return Object.entries(rest)
    .filter(([key]) => path !== '' || (key !== 'request' && key !== 'response'))
    .map(([key, value]) => ({
      name: path + key,
      size: sizeOf(value) + key.length,
      isCustom: key.startsWith('_'),
      remove: () => Reflect.deleteProperty(rest, key),
    }));
}

/** About as many characters as its JSON has, without a stack that its depth could break; too deep is too long. */
function sizeOf(value: JsonValue): number {
  let size = 0;
  const open: [value: JsonValue, depth: number][] = [[value, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [each, depth] = next;
    if (depth > DEEPEST) return Number.MAX_SAFE_INTEGER / 1_024;
    if (Array.isArray(each)) for (const item of each as readonly JsonValue[]) open.push([item, depth + 1]);
    else if (isJsonObject(each)) {
      for (const [key, item] of Object.entries(each)) {
        size += key.length + 4;
        open.push([item, depth + 1]);
      }
    }
    size += typeof each === 'string' ? each.length + 3 : 3;
    if (size > LONGEST_REST) return size;
  }
  return size;
}

/**
 * What a HAR says around its entries. Its members come before and behind the entries: whoever keeps them takes what is new
 * with the first entry that is kept, and with the last.
 */
export class HarLog {
  readonly #leftOut: string[] = [];
  readonly #pages = new Map<string, JsonObject>();
  readonly #fresh = new Map<string, JsonValue>();
  #room = LONGEST_REST;

  /** A member of `log`; `value` is undefined where it was too long to be read. */
  hear(name: string, value: JsonValue | undefined): void {
    if (name === 'version' && value === '1.2') return;
    for (const page of name === 'pages' ? listAt({ pages: value ?? null }, 'pages') : []) {
      const id = textAt(page, 'id');
      if (id !== undefined && isJsonObject(page)) this.#pages.set(id, page);
    }
    const size = value === undefined ? Infinity : sizeOf(value);
    if (value !== undefined && size <= this.#room) {
      this.#fresh.set(name, value);
      this.#room -= size;
    } else this.#leftOut.push(name);
  }

  pageOf(entry: JsonObject): JsonObject | undefined {
    return this.#pages.get(textAt(entry, 'pageref') ?? '');
  }

  /** What was not taken so far. */
  take(): { readonly log?: JsonObject; readonly note?: string } {
    const log = Object.fromEntries(this.#fresh);
    const left = this.#leftOut.splice(0);
    this.#fresh.clear();
    return {
      ...(Object.keys(log).length > 0 && { log }),
      ...(left.length > 0 && { note: tooLongNote(left.map((name) => `log.${name}`)) }),
    };
  }
}

export function tooLongNote(names: readonly string[]): string {
  const list = names.slice(0, 8).map((name) => name.slice(0, 60));
  return `Too long to be kept for the next HAR: ${list.join(', ')}.`;
}
