import { MISSING_PARTS, type MissingPart, type Timing } from '../../../shared/model/exchange.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { EntryFault, type ForeignExchange, type ForeignItem, type ForeignPart } from './foreign.ts';
import { pseudoNote, readHarAnswer, readHarFailure, type HarAnswer, type ReadBeside } from './har-answer.ts';
import { restOfEntry, tooLongNote, type HarLog, type HeldOfEntry } from './har-rest.ts';
import { instanceOf, readHeaders, readUrl, targetOf } from './http-parts.ts';
import { amountAt, bytesOf, listAt, objectAt, textAt, timeOf, valueAt } from './loose.ts';

export interface HarContext {
  /** The program that wrote the file. */
  readonly by?: string | undefined;
  readonly beside: ReadBeside;
  readonly log: HarLog;
}

/**
 * One entry of a HAR, as browsers and proxies write it. Throws EntryFault.
 * http://www.softwareishard.com/blog/har-12-spec/#entries
 */
export function readHarEntry(entry: unknown, place: number, context: HarContext): ForeignItem {
  if (!isJsonObject(entry)) throw new EntryFault('is no object');
  const request = objectAt(entry, 'request');
  const read = readUrl(textAt(request, 'url'));
  if (read === 'other') return { kind: 'skipped' };
  const { url } = read;
  const said = timeOf(textAt(entry, 'startedDateTime'));
  const startedAt = said ?? 0;
  const httpMethod = textAt(request, 'method') ?? 'GET';
  const { headers, pseudo } = readHeaders(listAt(request, 'headers'));
  const { body, from: bodyFrom } = requestBody(request, context.beside);
  const answer = readHarAnswer(entry, { httpMethod, startedAt, beside: context.beside });
  const timing = timingOf(entry);
  const failure = readHarFailure(entry, answer !== undefined, startedAt + (timing.endMs ?? 0));
  const missing: MissingPart[] = [...(body ? [] : ['request-body' as const]), ...(answer?.missing ?? [])];
  if (said === undefined || timing.endMs === undefined) missing.push('timing');
  const own = objectAt(entry, '_hopscope');
  // A HAR that Hopscope wrote has values also for what was not known when it did.
  const unknown = listAt(own, 'missing');
  missing.push(...MISSING_PARTS.filter((part) => unknown.includes(part) && !missing.includes(part)));
  const parts = answer ? partsOf(entry, answer, timing) : [];
  const isTimeless = isStream(answer) && !answer?.parts && parts.length === 1;
  const { rest, leftOut } = restOfEntry(
    entry,
    {
      ...{ url: url.href, startedAt, headers, requestBody: bodyFrom },
      ...(answer && { answer: { headers: answer.head.headers, hasBody: answer.hasBody } }),
    },
    context.log.pageOf(entry),
  );
  const notes = [
    ...(pseudo.length > 0 ? [pseudoNote(pseudo)] : []),
    ...(answer?.notes ?? []),
    ...(isTimeless
      ? ['The file does not say when each event came: all of them have the time of the end.']
      : []),
    ...(leftOut.length > 0 ? [tooLongNote(leftOut)] : []),
  ];
  const requestBytes = bytesOfRequest(request, body);
  const exchange: ForeignExchange = {
    startedAt,
    url: url.href,
    httpMethod,
    target: targetOf(url),
    headers,
    body: body ?? Buffer.alloc(0),
    ...instanceOf(url),
    ...(textAt(own, 'instance') !== undefined && { instanceName: textAt(own, 'instance') ?? '' }),
    ...(answer && { answer: { head: answer.head, parts } }),
    end: {
      timing,
      ...(failure && { failure }),
      ...(answer?.decodedFrom !== undefined && { decodedFrom: answer.decodedFrom }),
      ...addressOf(entry),
    },
    imported: {
      format: 'har',
      ...(context.by !== undefined && { by: context.by }),
      place,
      ...(notes.length > 0 && { notes }),
      ...(requestBytes !== undefined && { requestBytes }),
      ...(answer?.bytes !== undefined && { responseBytes: answer.bytes }),
      rest,
    },
    missing,
    log: context.log,
  };
  return { kind: 'exchange', exchange };
}

/** No body: there was one, but it is not in the file. */
function requestBody(
  request: JsonObject,
  beside: ReadBeside,
): { readonly body?: Buffer | undefined; readonly from: HeldOfEntry['requestBody'] } {
  // HTTP Toolkit puts what is no text there.
  const content = objectAt(request, '_content');
  const other = textAt(content, 'text');
  if (other !== undefined) return { body: bytesOf(other, textAt(content, 'encoding')), from: 'content' };
  const none = { body: Buffer.alloc(0), from: undefined };
  const unknown = { from: undefined };
  if (textAt(request, '_requestBodyStatus') !== undefined) return unknown;
  const posted = valueAt(request, 'postData');
  const size = amountAt(request, 'bodySize') ?? 0;
  if (!isJsonObject(posted)) return size > 0 ? unknown : none;
  const text = textAt(posted, 'text');
  if (text !== undefined && (text !== '' || size === 0)) {
    return { body: bytesOf(text, textAt(posted, 'encoding')), from: 'text' };
  }
  const file = textAt(posted, '_file') ?? textAt(posted, '_sha1');
  if (file !== undefined) {
    const body = beside(file);
    return { body, from: body && 'file' };
  }
  const params = listAt(posted, 'params');
  if (
    params.length > 0 &&
    textAt(posted, 'mimeType')?.startsWith('application/x-www-form-urlencoded') === true
  ) {
    const pairs = params.map((param): [string, string] => [
      textAt(param, 'name') ?? '',
      textAt(param, 'value') ?? '',
    ]);
    return { body: Buffer.from(new URLSearchParams(pairs).toString()), from: 'params' };
  }
  return size > 0 || textAt(posted, 'comment') !== undefined ? unknown : none;
}

function bytesOfRequest(request: JsonObject, body: Buffer | undefined): number | undefined {
  const bodySize = amountAt(request, 'bodySize') ?? body?.length;
  return bodySize === undefined ? undefined : bodySize + (amountAt(request, 'headersSize') ?? 0);
}

/** Phases as ends on one clock, of lengths; -1 and absent say that there was no such phase. */
function timingOf(entry: JsonObject): Timing {
  const timings = objectAt(entry, 'timings');
  const of = (name: string): number => amountAt(timings, name) ?? 0;
  const dns = amountAt(timings, 'dns');
  const connect = amountAt(timings, 'connect');
  const ssl = amountAt(timings, 'ssl');
  const afterDns = of('blocked') + (dns ?? 0);
  const afterConnect = afterDns + (connect ?? 0);
  const afterSend = afterConnect + of('send');
  const afterWait = afterSend + of('wait');
  const end =
    amountAt(entry, 'time') ?? (Object.keys(timings).length > 0 ? afterWait + of('receive') : undefined);
  return {
    ...(dns !== undefined && { dnsMs: afterDns }),
    ...(connect !== undefined && { connectMs: afterConnect - Math.min(ssl ?? 0, connect) }),
    ...(connect !== undefined && ssl !== undefined && { tlsMs: afterConnect }),
    ...(amountAt(timings, 'send') !== undefined && { requestSentMs: afterSend }),
    ...(amountAt(timings, 'wait') !== undefined && { firstByteMs: afterWait }),
    ...(end !== undefined && { endMs: end }),
  };
}

function isStream(answer: HarAnswer | undefined): boolean {
  return (
    answer?.head.headers.some(
      ([name, value]) => name.toLowerCase() === 'content-type' && /^text\/event-stream\b/i.test(value),
    ) ?? false
  );
}

/** The body in the pieces of which it is known when they came. */
function partsOf(entry: JsonObject, answer: HarAnswer, timing: Timing): readonly ForeignPart[] {
  if (answer.parts) return answer.parts;
  const end = timing.endMs ?? timing.firstByteMs ?? 0;
  if (answer.body.length === 0) return [];
  // Hopscope's own: pairs of time and length.
  const times = listAt(objectAt(entry, '_hopscope'), 'parts');
  const parts: ForeignPart[] = [];
  let from = 0;
  for (const pair of times) {
    const [atMs, length] = Array.isArray(pair) ? (pair as readonly JsonValue[]) : [];
    if (typeof atMs !== 'number' || typeof length !== 'number' || atMs < 0 || length <= 0) break;
    parts.push({ bytes: answer.body.subarray(from, from + length), atMs });
    from += length;
    if (from >= answer.body.length) break;
  }
  if (from < answer.body.length)
    parts.push({ bytes: answer.body.subarray(from), atMs: parts.at(-1)?.atMs ?? end });
  return parts;
}

function addressOf(entry: JsonObject): { readonly remoteAddress?: string } {
  const address = textAt(entry, 'serverIPAddress');
  if (address === undefined || address === '') return {};
  const port = amountAt(entry, '_serverPort');
  const host = address.includes(':') && !address.startsWith('[') ? `[${address}]` : address;
  return { remoteAddress: port === undefined ? host : `${host}:${String(port)}` };
}
