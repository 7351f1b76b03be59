import type { JsonObject, JsonValue, Tamper } from '../../shared/model/draft.ts';
import type { ValueOrigin } from '../../shared/model/exchange.ts';
import type { HeaderList, HeaderPair } from '../../shared/model/headers.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import { tamperHeaders } from './modern/tamper-headers.ts';

/** What a request needs besides its draft. */
export interface RequestTarget {
  readonly url: string;
  /** The instance's own headers, `${NAME}` already filled. */
  readonly headers: HeaderList;
  /** JSON-RPC id where the draft brings none. */
  readonly requestId: string | number;
}

/** A value with the place that it came from; the places become the trace beside the preview. */
export interface Traced {
  readonly pairs: HeaderPair[];
  readonly origins: ValueOrigin[];
  readonly problems: string[];
}

/** One key of `_meta`, and where its value came from. */
export type MetaEntry = readonly [key: string, value: JsonValue, from: string, kind: ValueOrigin['kind']];

/** The body before tampering, and what a person does to body and headers. */
export interface BuiltBody {
  readonly body: string;
  readonly origins: readonly ValueOrigin[];
  readonly tamper: Pick<Tamper, 'headers' | 'body'>;
}

export function origin(target: string, text: string, kind: ValueOrigin['kind']): ValueOrigin {
  return { target, origin: text, kind };
}

/** A JSON pointer (RFC 6901). */
export function pointer(...segments: readonly string[]): string {
  return segments.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** `_meta` in the order of its entries, after tampering, with the origin of each key. */
export function traceMeta(
  entries: readonly MetaEntry[],
  tamper: Pick<Tamper, 'meta' | 'dropMeta'>,
): { meta: JsonObject; origins: ValueOrigin[] } {
  const meta = new Map<string, JsonValue>();
  const origins = new Map<string, ValueOrigin>();
  for (const [key, value, from, kind] of entries) {
    meta.set(key, value);
    origins.set(key, origin(pointer('params', '_meta', key), from, kind));
  }
  for (const key of tamper.dropMeta) {
    meta.delete(key);
    origins.set(key, origin(pointer('params', '_meta', key), 'you dropped it', 'tampered'));
  }
  for (const [key, value] of Object.entries(tamper.meta)) {
    meta.set(key, value);
    origins.set(key, origin(pointer('params', '_meta', key), 'you changed it', 'tampered'));
  }
  return { meta: Object.fromEntries(meta), origins: [...origins.values()] };
}

/** Header lines of the transport, in front of and behind the others. */
interface TransportLines {
  readonly front: readonly TransportLine[];
  readonly back: readonly TransportLine[];
}
export type TransportLine = readonly [name: string, value: string, from: string];

/**
 * Puts a POST together that has this body: the transport's headers, the protocol's own, the instance's, and what
 * tampering does to them. Pure.
 */
export function assembleRequest(
  target: Omit<RequestTarget, 'requestId'>,
  own: Traced,
  { body: built, origins, tamper }: BuiltBody,
): Omit<RequestPreview, 'httpMethod' | 'routing'> {
  const body = tamper.body ?? built;
  return {
    ...assembleHeaders(target, own, tamper.headers, postLines(new URL(target.url), Buffer.byteLength(body)), [
      ...origins,
      ...(tamper.body === undefined ? [] : [origin('', 'you replaced the body', 'tampered')]),
    ]),
    body,
  };
}

/** The same for a request without a body, such as the GET that opens a stream. `accept`: of which media type. */
export function assembleBodiless(
  target: Omit<RequestTarget, 'requestId'>,
  own: Traced,
  accept: string,
  tampers: Tamper['headers'] = [],
): Omit<RequestPreview, 'httpMethod' | 'routing'> {
  const lines: TransportLines = {
    front: [
      ['Host', new URL(target.url).host, "the instance's address"],
      ['Accept', accept, 'the only answer form'],
    ],
    back: [['Connection', 'keep-alive', 'the connection is kept for the next request']],
  };
  return { ...assembleHeaders(target, own, tampers, lines, []), body: '' };
}

function assembleHeaders(
  target: Omit<RequestTarget, 'requestId'>,
  own: Traced,
  tampers: Tamper['headers'],
  { front, back }: TransportLines,
  bodyOrigins: readonly ValueOrigin[],
): Omit<RequestPreview, 'httpMethod' | 'routing' | 'body'> {
  const instance = target.headers.map(([name]) =>
    origin(`header:${name}`, 'a header of this instance', 'instance'),
  );
  const pairsOf = (lines: readonly TransportLine[]): HeaderPair[] =>
    lines.map(([name, value]) => [name, value]);
  // Instance headers come after the protocol's own; one with the same name replaces it, as a user would expect.
  const built = [
    ...replaceByInstance([...pairsOf(front), ...own.pairs], target.headers),
    ...target.headers,
    ...replaceByInstance(pairsOf(back), target.headers),
  ];
  const tampered = tamperHeaders(built, tampers);
  const known = new Set(target.headers.map(([name]) => name.toLowerCase()));
  const headerOrigins = [
    ...[...front, ...back].map(([name, , from]) => origin(`header:${name}`, from, 'transport')),
    ...own.origins,
  ].filter((entry) => !known.has(entry.target.slice('header:'.length).toLowerCase()));
  return {
    url: new URL(target.url).href,
    headers: tampered.headers,
    origins: mergeOrigins([...headerOrigins, ...instance], tampered.origins, bodyOrigins),
    problems: [...own.problems, ...tampered.problems],
  };
}

function replaceByInstance(pairs: HeaderPair[], headers: HeaderList): HeaderPair[] {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  return pairs.filter(([name]) => !names.has(name.toLowerCase()));
}

/** Of every POST, whatever its target and body. */
export const POST_LINES: readonly TransportLine[] = [
  ['Content-Type', 'application/json', 'every message is JSON'],
  ['Accept', 'application/json, text/event-stream', 'both answer forms, as every request must'],
  ['Accept-Encoding', 'gzip, deflate, br', 'what Hopscope can decode'],
];

function postLines(url: URL, bodyBytes: number): TransportLines {
  return {
    front: [['Host', url.host, "the instance's address"], ...POST_LINES],
    back: [
      ['Content-Length', String(bodyBytes), "the body's length in bytes"],
      ['Connection', 'keep-alive', 'the connection is kept for the next request'],
    ],
  };
}

/** What tampering says of a header replaces what was said of it before. */
function mergeOrigins(
  built: readonly ValueOrigin[],
  tampered: readonly ValueOrigin[],
  body: readonly ValueOrigin[],
): ValueOrigin[] {
  const touched = new Set(tampered.map((entry) => entry.target.toLowerCase()));
  return [...built.filter((entry) => !touched.has(entry.target.toLowerCase())), ...tampered, ...body];
}
