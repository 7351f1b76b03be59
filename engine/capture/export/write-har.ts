import { headerValue, type HeaderList } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { Timing } from '../../../shared/model/exchange.ts';
import { HAR_RESPONSE_REST } from '../har-response-rest.ts';
import { bodyParts, type BodyPart } from './body-parts.ts';
import type { Portable } from './portable.ts';
import type { CreateWriter } from './writer.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** HTTP Archive 1.2: http://www.softwareishard.com/blog/har-12-spec/ */
export const createHarWriter: CreateWriter = ({ program, capture }) => {
  const [, name = program, version = ''] = /^(.*?)(?:\s+([\d][\w.+-]*))?$/.exec(program) ?? [];
  let count = 0;
  let withoutHttp = 0;
  return {
    head: `{"log":{"version":"1.2","creator":${JSON.stringify({ name, version })},"comment":${JSON.stringify(`Written from ${capture}`)},"entries":[`,
    write(exchange) {
      // There is nothing that HAR could say of a process's pipes.
      if (exchange.request.httpMethod === '') {
        withoutHttp += 1;
        return undefined;
      }
      count += 1;
      return `${count === 1 ? '\n' : ',\n'}${JSON.stringify(harEntry(exchange))}`;
    },
    tail: () => '\n]}}\n',
    notes: () =>
      withoutHttp > 0
        ? [
            `${String(withoutHttp)} exchanges did not go over HTTP, which is all that HAR can hold: JSON Lines can.`,
          ]
        : [],
  };
};

/** One entry; fields of Hopscope's own begin with `_`. */
function harEntry(exchange: Portable): JsonObject {
  const { row, request, end, failure } = exchange;
  const rest = request.imported?.rest ?? {};
  const timings = timingsOf(end.timing);
  const parts = bodyParts(exchange);
  const [address, port] = splitAddress(end.remoteAddress);
  return {
    startedDateTime: new Date(row.startedAt).toISOString(),
    time: end.timing.endMs ?? sum(timings),
    request: harRequest(exchange, objectOf(rest['request'])),
    response: harResponse(exchange, objectOf(rest['response'])),
    cache: rest['cache'] ?? {},
    timings: rest['timings'] ?? timings,
    ...(address !== undefined && { serverIPAddress: address }),
    ...kept(rest, ['time', 'connection', 'serverIPAddress', 'comment']),
    ...(port !== undefined && { _serverPort: port }),
    ...(failure && { _error: failure.message }),
    _hopscope: {
      number: row.number,
      instance: row.instanceName,
      ...(failure && { failure: { ...failure } }),
      ...(row.missing && { missing: row.missing }),
      ...(isTimed(parts, end.timing) && {
        parts: parts.map(({ atMs, bytes }): JsonValue => [atMs, bytes.length]),
      }),
    },
  };
}

/** HAR has one time for all of a body: its end. */
function isTimed(parts: readonly BodyPart[], { endMs }: Timing): boolean {
  return parts.length > 1 || (parts[0] !== undefined && parts[0].atMs !== endMs);
}

function harRequest({ row, request, requestBody, answer }: Portable, rest: JsonObject): JsonObject {
  const { headers } = request;
  const isMissing = row.missing?.includes('request-body') === true;
  const text = textOf(requestBody);
  const mimeType =
    typeof rest['postType'] === 'string' ? rest['postType'] : (headerValue(headers, 'content-type') ?? '');
  const posted =
    requestBody.length === 0
      ? {}
      : text === undefined
        ? binaryPost(requestBody)
        : { postData: { mimeType, text } };
  return {
    method: request.httpMethod,
    url: request.url,
    httpVersion: `HTTP/${answer?.httpVersion || '1.1'}`,
    cookies: cookiesOf(headers),
    headers: pairs(headers),
    queryString: queryOf(request.url),
    ...posted,
    headersSize: -1,
    bodySize: isMissing ? -1 : requestBody.length,
    ...kept(rest, ['url', 'httpVersion', 'headersSize', 'bodySize', 'comment']),
  };
}

/** HAR's postData is text; HTTP Toolkit's way for what is none. */
function binaryPost(bytes: Uint8Array): JsonObject {
  return {
    _requestBodyStatus: 'discarded:not-representable',
    _content: { text: base64(bytes), size: bytes.length, encoding: 'base64' },
  };
}

function harResponse(exchange: Portable, rest: JsonObject): JsonObject {
  const { row, answer, body } = exchange;
  if (!answer) {
    return {
      status: 0,
      statusText: '',
      httpVersion: '',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      ...(exchange.failure && { _error: exchange.failure.message }),
      ...kept(rest, HAR_RESPONSE_REST),
    };
  }
  const { headers } = answer;
  const mimeType = headerValue(headers, 'content-type') ?? 'x-unknown';
  const isMissing = row.missing?.includes('response-body') === true;
  const text = textOf(body);
  const content = objectOf(rest['content']);
  return {
    status: answer.status,
    statusText: answer.statusText,
    httpVersion: /^\d/.test(answer.httpVersion) ? `HTTP/${answer.httpVersion}` : answer.httpVersion,
    cookies: setCookiesOf(headers),
    headers: pairs(headers),
    content: {
      size: isMissing ? -1 : body.length,
      mimeType,
      ...(isMissing
        ? { comment: 'The body is not known.' }
        : text === undefined
          ? { text: base64(body), encoding: 'base64' }
          : { text }),
      ...kept(content, ['size', 'compression', 'mimeType', 'comment']),
    },
    redirectURL: headerValue(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: isMissing ? -1 : Math.max(row.responseBytes, 0),
    ...(exchange.failure && { _error: exchange.failure.message }),
    ...kept(rest, HAR_RESPONSE_REST),
  };
}

/** Lengths of the phases, of their ends on one clock; -1 where there was none. */
function timingsOf({
  dnsMs,
  connectMs,
  tlsMs,
  requestSentMs,
  firstByteMs,
  endMs,
}: Timing): Record<string, number> {
  let at = 0;
  const until = (end: number | undefined): number => {
    if (end === undefined) return -1;
    const length = Math.max(0, end - at);
    at = Math.max(at, end);
    return length;
  };
  const dns = until(dnsMs);
  const connected = until(connectMs);
  const ssl = until(tlsMs);
  const connect = connected < 0 ? -1 : connected + Math.max(0, ssl);
  return {
    blocked: -1,
    dns,
    connect,
    ssl,
    send: Math.max(0, until(requestSentMs)),
    wait: Math.max(0, until(firstByteMs)),
    receive: Math.max(0, until(endMs)),
  };
}

function sum(timings: Readonly<Record<string, number>>): number {
  const { ssl: _inConnect, ...others } = timings;
  return Object.values(others).reduce((all, one) => all + Math.max(0, one), 0);
}

function pairs(headers: HeaderList): readonly JsonObject[] {
  return headers.map(([name, value]) => ({ name, value }));
}

function queryOf(url: string): readonly JsonObject[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}

function cookiesOf(headers: HeaderList): readonly JsonObject[] {
  return (headerValue(headers, 'cookie') ?? '')
    .split(/;\s*/)
    .flatMap((pair) => (pair === '' ? [] : [cookie(pair)]));
}

function setCookiesOf(headers: HeaderList): readonly JsonObject[] {
  return headers.flatMap(([name, value]) => (name.toLowerCase() === 'set-cookie' ? [setCookie(value)] : []));
}

function cookie(pair: string): { readonly name: string; readonly value: string } {
  const at = pair.indexOf('=');
  return at === -1
    ? { name: '', value: pair.trim() }
    : { name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim() };
}

/** A Set-Cookie line: https://www.rfc-editor.org/rfc/rfc6265#section-4.1 */
function setCookie(line: string): JsonObject {
  const [pair = '', ...attributes] = line.split(';');
  const told: Record<string, JsonValue> = { ...cookie(pair) };
  for (const attribute of attributes) {
    const { name, value } = cookie(attribute);
    const key = (name === '' ? value : name).toLowerCase();
    if (key === 'path' || key === 'domain') told[key] = value;
    else if (key === 'samesite') told['sameSite'] = value;
    else if (key === 'httponly') told['httpOnly'] = true;
    else if (key === 'secure') told['secure'] = true;
    else if (key === 'expires') {
      const at = new Date(value);
      if (!Number.isNaN(at.getTime())) told['expires'] = at.toISOString();
    }
  }
  return told;
}

function splitAddress(address: string | undefined): [string | undefined, number | undefined] {
  if (address === undefined) return [undefined, undefined];
  // Without brackets the colons of an IPv6 address are its own.
  const [, inside, other, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(address) ?? [];
  const host = inside ?? other ?? address;
  return [host, port === undefined ? undefined : Number(port)];
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** What an earlier HAR said of it stays as it was. */
function kept(rest: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.flatMap((key) => (rest[key] === undefined ? [] : [[key, rest[key]]])));
}
