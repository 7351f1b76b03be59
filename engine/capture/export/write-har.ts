import { headerValue } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { Timing } from '../../../shared/model/exchange.ts';
import { cookiesFrom, cookiesOf, linesOf, pairsOf, queryOf, setCookiesOf } from '../har-parts.ts';
import { AroundEntries } from './around-entries.ts';
import { bodyParts, type BodyPart } from './body-parts.ts';
import type { Portable } from './portable.ts';
import type { CreateWriter } from './writer.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * HTTP Archive 1.2: http://www.softwareishard.com/blog/har-12-spec/. What an earlier HAR said of an exchange, and around it,
 * stays as it was: see `har-rest.ts`.
 */
export const createHarWriter: CreateWriter = ({ program, capture }) => {
  const [, name = program, version = ''] = /^(.*?)(?:\s+([\d][\w.+-]*))?$/.exec(program) ?? [];
  const around = new AroundEntries(name);
  let count = 0;
  let withoutHttp = 0;
  return {
    head: `{"log":{"version":"1.2","creator":${JSON.stringify({ name, version })},"entries":[`,
    write(exchange) {
      // There is nothing that HAR could say of a process's pipes.
      if (exchange.request.httpMethod === '') {
        withoutHttp += 1;
        return undefined;
      }
      count += 1;
      const rest = exchange.request.imported?.rest ?? {};
      return `${count === 1 ? '\n' : ',\n'}${JSON.stringify(harEntry(exchange, around.hear(rest)))}`;
    },
    tail: () => `\n]${around.tail(capture)}}}\n`,
    notes: () =>
      withoutHttp > 0
        ? [
            `${String(withoutHttp)} exchanges did not go over HTTP, which is all that HAR can hold: JSON Lines can.`,
          ]
        : [],
  };
};

/** One entry; fields of Hopscope's own begin with `_`. */
function harEntry(exchange: Portable, rest: JsonObject): JsonObject {
  const { row, end, failure } = exchange;
  const { request, response, page: _page, log: _log, ...kept } = rest;
  const timings = timingsOf(end.timing);
  const parts = bodyParts(exchange);
  const [address, port] = splitAddress(end.remoteAddress);
  return {
    startedDateTime: new Date(row.startedAt).toISOString(),
    time: end.timing.endMs ?? sum(timings),
    request: harRequest(exchange, objectOf(request)),
    response: harResponse(exchange, objectOf(response)),
    cache: {},
    timings,
    ...(address !== undefined && { serverIPAddress: address }),
    ...(port !== undefined && { _serverPort: port }),
    ...(failure && { _error: failure.message }),
    ...kept,
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
  const { headers: lines, cookies, postData, postType, paramsOnly, ...kept } = rest;
  const isMissing = row.missing?.includes('request-body') === true;
  return {
    method: request.httpMethod,
    url: request.url,
    httpVersion: `HTTP/${answer?.httpVersion || '1.1'}`,
    cookies: cookiesFrom(cookies) ?? cookiesOf(headers),
    headers: linesOf(lines) ?? pairsOf(headers),
    queryString: queryOf(request.url),
    headersSize: -1,
    bodySize: isMissing ? -1 : requestBody.length,
    ...postedOf(requestBody, {
      mimeType: postType ?? headerValue(headers, 'content-type') ?? '',
      rest: isJsonObject(postData) ? postData : undefined,
      paramsOnly: paramsOnly === true,
    }),
    ...kept,
  };
}

interface Posted {
  readonly mimeType: JsonValue;
  readonly rest: JsonObject | undefined;
  /** The form stood in `params`, without a text. */
  readonly paramsOnly: boolean;
}

function postedOf(body: Uint8Array, { mimeType, rest, paramsOnly }: Posted): JsonObject {
  if (body.length === 0) return rest ? { postData: { mimeType, ...rest } } : {};
  const isBase64 = rest?.['encoding'] === 'base64';
  const text = isBase64 ? base64(body) : textOf(body);
  if (text === undefined) return { ...(rest && { postData: { mimeType, ...rest } }), ...binaryPost(body) };
  return { postData: { mimeType, ...(!paramsOnly && { text }), ...rest } };
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
  const error = exchange.failure && { _error: exchange.failure.message };
  const { headers: lines, cookies, content, ...kept } = rest;
  if (!answer) {
    return {
      status: 0,
      statusText: '',
      httpVersion: '',
      cookies: cookiesFrom(cookies) ?? [],
      headers: linesOf(lines) ?? [],
      content: { size: 0, mimeType: 'x-unknown', ...objectOf(content) },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      ...error,
      ...kept,
    };
  }
  const { headers } = answer;
  const isMissing = row.missing?.includes('response-body') === true;
  return {
    status: answer.status,
    statusText: answer.statusText,
    httpVersion: /^\d/.test(answer.httpVersion) ? `HTTP/${answer.httpVersion}` : answer.httpVersion,
    cookies: cookiesFrom(cookies) ?? setCookiesOf(headers),
    headers: linesOf(lines) ?? pairsOf(headers),
    content: {
      size: isMissing ? -1 : body.length,
      mimeType: headerValue(headers, 'content-type') ?? 'x-unknown',
      ...(isMissing ? { comment: 'The body is not known.' } : contentOf(body, objectOf(content))),
      ...objectOf(content),
    },
    redirectURL: headerValue(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: isMissing ? -1 : Math.max(row.responseBytes, 0),
    ...error,
    ...kept,
  };
}

function contentOf(body: Uint8Array, rest: JsonObject): JsonObject {
  const text = rest['encoding'] === 'base64' ? undefined : textOf(body);
  return text === undefined ? { text: base64(body), encoding: 'base64' } : { text };
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
