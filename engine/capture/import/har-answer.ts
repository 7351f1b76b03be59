import {
  FAILURE_KINDS,
  type Failure,
  type FailureKind,
  type MissingPart,
} from '../../../shared/model/exchange.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { headerValue } from '../../../shared/model/headers.ts';
import type { ResponseHead } from '../../transport/exchange-sink.ts';
import type { ForeignPart } from './foreign.ts';
import { readHeaders } from './http-parts.ts';
import { amountAt, bytesOf, listAt, numberAt, objectAt, textAt, valueAt } from './loose.ts';

/** The answer of a HAR entry. */
export interface HarAnswer {
  readonly head: ResponseHead;
  readonly body: Buffer;
  readonly missing: readonly MissingPart[];
  readonly notes: readonly string[];
  /** Content-Encoding that whoever wrote the file has undone. */
  readonly decodedFrom?: string;
  readonly bytes?: number;
  /** The file has it as text, or in a file beside it. */
  readonly hasBody: boolean;
  /** Where the file tells when which part came. */
  readonly parts?: readonly ForeignPart[];
}

/** Reads a file that stands beside the HAR; undefined where there is none. */
export type ReadBeside = (name: string) => Buffer | undefined;

const BODILESS = new Set([204, 205, 304]);

/** Undefined where nothing came. `startedAt` in epoch ms. */
export function readHarAnswer(
  entry: JsonObject,
  { httpMethod, startedAt, beside }: { httpMethod: string; startedAt: number; beside: ReadBeside },
): HarAnswer | undefined {
  const response = objectAt(entry, 'response');
  const status = statusOf(response);
  if (status === undefined) return undefined;
  const { headers, pseudo } = readHeaders(listAt(response, 'headers'));
  const head = {
    status,
    statusText: textAt(response, 'statusText') ?? '',
    httpVersion: (textAt(response, 'httpVersion') ?? '').replace(/^HTTP\//i, ''),
    headers,
  };
  const notes = pseudo.length > 0 ? [pseudoNote(pseudo)] : [];
  const content = objectAt(response, 'content');
  const body = bodyOf(content, beside);
  const encoding = headerValue(headers, 'content-encoding');
  const decodedFrom =
    encoding !== undefined && encoding !== '' && encoding !== 'identity' ? encoding : undefined;
  const bytes = wireBytes(response, body);
  const common = {
    head,
    hasBody: body !== undefined,
    ...(bytes !== undefined && { bytes }),
    ...(decodedFrom !== undefined && { decodedFrom }),
  };
  if (body) return { ...common, body, missing: [], notes };
  const parts = partsOf(entry, startedAt);
  if (parts.length > 0) {
    const rebuilt =
      'The stream was put together from the events that the file lists; its exact bytes are not known.';
    return {
      ...common,
      body: Buffer.concat(parts.map((part) => part.bytes)),
      parts,
      missing: [],
      notes: [...notes, rebuilt],
    };
  }
  const none = httpMethod === 'HEAD' || BODILESS.has(status) || isEmpty(response, content);
  return { ...common, body: Buffer.alloc(0), missing: none ? [] : ['response-body'], notes };
}

export function pseudoNote(names: readonly string[]): string {
  return `HTTP/2's pseudo-headers were left out: ${names.slice(0, 8).join(', ')}.`;
}

function statusOf(response: JsonObject): number | undefined {
  const status = numberAt(response, 'status') ?? Number.parseInt(textAt(response, 'status') ?? '', 10);
  return Number.isInteger(status) && status >= 100 && status <= 999 ? status : undefined;
}

function bodyOf(content: JsonObject, beside: ReadBeside): Buffer | undefined {
  const text = textAt(content, 'text');
  if (text !== undefined) {
    // Chrome writes an empty text where it has let go of what it had.
    if (text === '' && (amountAt(content, 'size') ?? 0) > 0) return undefined;
    return bytesOf(text, textAt(content, 'encoding'));
  }
  // Playwright puts bodies into files of their own: recordHar with content "attach".
  const file = textAt(content, '_file') ?? textAt(content, '_sha1');
  return file === undefined ? undefined : beside(file);
}

/** Whether the file says that there was no body. */
function isEmpty(response: JsonObject, content: JsonObject): boolean {
  if (textAt(content, 'comment') !== undefined || valueAt(response, '_responseBodyStatus') !== undefined)
    return false;
  const size = numberAt(content, 'size');
  if (size === 0) return true;
  return size === undefined || size < 0 ? numberAt(response, 'bodySize') === 0 : false;
}

function wireBytes(response: JsonObject, body: Buffer | undefined): number | undefined {
  const transferred = amountAt(response, '_transferSize');
  if (transferred !== undefined && transferred > 0) return transferred;
  const bodySize = amountAt(response, 'bodySize') ?? body?.length;
  return bodySize === undefined ? undefined : bodySize + (amountAt(response, 'headersSize') ?? 0);
}

/** The events that Chrome lists for an EventSource, whose body it does not keep. Times are epoch seconds. */
function partsOf(entry: JsonObject, startedAt: number): readonly ForeignPart[] {
  return listAt(entry, '_eventSourceMessages').flatMap((message) => {
    const data = textAt(message, 'data');
    if (data === undefined) return [];
    const name = textAt(message, 'eventName') ?? '';
    const eventId = textAt(message, 'eventId') ?? '';
    const lines = [
      ...(name === '' || name === 'message' ? [] : [`event: ${name}`]),
      ...(eventId === '' ? [] : [`id: ${eventId}`]),
      ...data.split('\n').map((line) => `data: ${line}`),
    ];
    const at = numberAt(message, 'time');
    const atMs = at === undefined ? 0 : Math.max(0, at * 1_000 - startedAt);
    return [{ bytes: Buffer.from(`${lines.join('\n')}\n\n`), atMs }];
  });
}

/** As Hopscope recorded it. */
function ownFailure(own: JsonObject): Failure | undefined {
  const failure = objectAt(own, 'failure');
  const kind = FAILURE_KINDS.find((known) => known === textAt(failure, 'kind'));
  const message = textAt(failure, 'message');
  const at = numberAt(failure, 'at');
  const code = textAt(failure, 'code');
  if (kind === undefined || message === undefined || at === undefined) return undefined;
  return { kind, message, at, ...(code !== undefined && { code }) };
}

const FAILURES: readonly (readonly [RegExp, FailureKind])[] = [
  [/REFUSED/i, 'refused'],
  [/NAME_NOT_RESOLVED|UNREACHABLE|INTERNET_DISCONNECTED|PROXY|ENOTFOUND|unknown host/i, 'unreachable'],
  [/CERT|SSL|TLS/i, 'tls'],
  [/TIMED_OUT|timeout/i, 'timeout'],
  [/ABORTED|cancel/i, 'cancelled'],
];

/** Why there is no answer, or none that is whole, as the file says it. `at` in epoch ms. */
export function readHarFailure(entry: JsonObject, answered: boolean, at: number): Failure | undefined {
  const response = objectAt(entry, 'response');
  if (valueAt(entry, '_hopscope') !== undefined) return ownFailure(objectAt(entry, '_hopscope'));
  const said =
    textAt(response, '_error') ??
    textAt(response, '_failureText') ??
    textAt(entry, '_error') ??
    (answered ? undefined : textAt(response, 'comment'));
  if (said === undefined || said === '') {
    if (answered) return undefined;
    return { kind: 'cut', message: 'The file has no answer to this request, and does not say why.', at };
  }
  const kind = FAILURES.find(([pattern]) => pattern.test(said))?.[1] ?? 'cut';
  const code = /\b(?:net::)?(ERR_[A-Z_]+|NS_[A-Z_]+|E[A-Z]{4,})\b/.exec(said)?.[1];
  return { kind, message: `The file says: ${said.slice(0, 500)}`, at, ...(code !== undefined && { code }) };
}
