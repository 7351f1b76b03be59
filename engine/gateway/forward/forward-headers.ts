import {
  headerValue,
  headerValues,
  type HeaderList,
  type HeaderPair,
} from '../../../shared/model/headers.ts';

/**
 * Headers that belong to one connection only: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1. Everything that begins
 * with `proxy-` goes with them.
 */
/** What a Connection header may name without taking it away: a message needs it, or it names no header. */
const NOT_NAMED = new Set(['host', 'content-length', 'content-type', 'close']);

/**
 * The headers without those of the connection that they came on, in their order and case. `keepsChunks`: with
 * `Transfer-Encoding: chunked` in its place, since the other side gets it, too.
 */
function endToEnd(headers: HeaderList, keepsChunks: boolean): HeaderPair[] {
  const named = namedByConnection(headers);
  const onward: HeaderPair[] = [];
  for (const pair of headers) {
    const [name] = pair;
    if (named?.has(name.toLowerCase()) === true || isHopByHop(name)) continue;
    if (name.length !== 17 || name.toLowerCase() !== 'transfer-encoding') onward.push(pair);
    else if (keepsChunks) onward.push([name, 'chunked']);
  }
  return onward;
}

/** Transfer-Encoding is not told of: it has a place of its own. Most names differ in their length already. */
function isHopByHop(name: string): boolean {
  const first = name.charCodeAt(0) | 0x20;
  if (first === 0x70) return name.length > 6 && name.slice(0, 6).toLowerCase() === 'proxy-';
  switch (name.length) {
    case 2:
      return name.toLowerCase() === 'te';
    case 7:
      return name.toLowerCase() === 'trailer' || name.toLowerCase() === 'upgrade';
    case 10:
      return name.toLowerCase() === 'connection' || name.toLowerCase() === 'keep-alive';
    default:
      return false;
  }
}

function namedByConnection(headers: HeaderList): ReadonlySet<string> | undefined {
  let named: Set<string> | undefined;
  for (const [name, value] of headers) {
    if (name.length !== 10 || name.toLowerCase() !== 'connection') continue;
    named ??= new Set();
    for (const part of value.split(',')) {
      const key = part.trim().toLowerCase();
      if (!NOT_NAMED.has(key)) named.add(key);
    }
  }
  return named;
}

export interface Onward {
  /** Host and port of the server, for Host. */
  readonly host: string;
  /** The server's own origin, for Origin. */
  readonly origin: string;
  /** The instance's own headers: each is added where the client sends none of that name. */
  readonly own: HeaderList;
}

/**
 * A request's headers as they go on to a server: Host and Origin rewritten in place, the rest in its order and case. Which
 * pages may come in is the gateway's to decide, as it is the gateway that they talk to; a server that looks at Origin, as
 * it must, would refuse the pages that the gateway was told to let in. The body keeps its framing: a length stays one,
 * chunks stay chunks. Pure.
 */
export function requestHeaders(headers: HeaderList, { host, origin, own }: Onward): HeaderPair[] {
  const onward = endToEnd(headers, true);
  if (!replace(onward, 'host', headerValue(own, 'host') ?? host)) {
    onward.unshift(['Host', headerValue(own, 'host') ?? host]);
  }
  replace(onward, 'origin', headerValue(own, 'origin') ?? origin);
  for (const pair of own) {
    if (headerValue(onward, pair[0]) === undefined) onward.push(pair);
  }
  return onward;
}

/** Gives the header of this name, written in lower case, another value in its place; false where there is none. */
function replace(headers: HeaderPair[], name: string, value: string): boolean {
  const at = headers.findIndex(([key]) => key.length === name.length && key.toLowerCase() === name);
  const spelled = headers[at]?.[0];
  if (spelled === undefined) return false;
  headers[at] = [spelled, value];
  return true;
}

/** Whether anything comes after these headers: https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
export function announcesBody(headers: HeaderList): boolean {
  return headers.some(([name, value]) => {
    const key = name.toLowerCase();
    return key === 'transfer-encoding' || (key === 'content-length' && value.trim() !== '0');
  });
}

/** An answer's headers as they go back. Whoever speaks HTTP/1.0 knows no chunks. Pure. */
export function answerHeaders(headers: HeaderList, clientVersion: string): HeaderPair[] {
  return endToEnd(headers, clientVersion === '1.1' && headerValues(headers, 'content-length').length === 0);
}
