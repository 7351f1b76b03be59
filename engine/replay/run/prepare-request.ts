import type { Draft, JsonValue } from '../../../shared/model/draft.ts';
import type { HeaderList, HeaderPair } from '../../../shared/model/headers.ts';
import type { RequestPreview } from '../../../shared/model/request-preview.ts';
import { expectedFor, type ExpectedAnswer } from '../../capture/expected-answer.ts';
import type { ReadyInstance } from '../../client/channel.ts';
import { AnswerTwins } from '../../protocol/answer.ts';
import { nameTwinOf } from '../../protocol/json-rpc.ts';
import { buildRequest, isTampered } from '../../protocol/modern/build-request.ts';
import { buildPlainRequest, type PlainRequest } from '../../protocol/modern/plain-request.ts';
import { isHeaderFault } from '../../protocol/modern/routing-table.ts';
import { ToldTwins } from './answer-tap.ts';
import type { Era } from '../../../shared/model/instance.ts';

/** A request that is ready to leave, and what its record says of it. */
export interface PreparedRequest extends Pick<RequestPreview, 'httpMethod' | 'headers' | 'routing'> {
  readonly era: Era;
  readonly url: URL;
  readonly target: string;
  readonly body: Buffer;
  readonly method: string;
  readonly name: string;
  readonly expected: ExpectedAnswer;
  /** Shared by requests that are the same to the byte. */
  readonly told?: ToldTwins;
  readonly tampered: boolean;
  readonly headerFault: boolean;
}

/** The same of what is plain: nothing has to be read that was just written. */
function preparedPlain({ message, body, headers, routing }: PlainRequest, url: URL): PreparedRequest {
  const { method = '', name = '' } = nameTwinOf(message) ?? {};
  return {
    era: 'modern',
    httpMethod: 'POST',
    headers,
    routing,
    url,
    target: `${url.pathname}${url.search}`,
    body: Buffer.from(body, 'utf8'),
    method,
    name,
    expected: { ...expectedFor(message, 'modern'), twins: new AnswerTwins() },
    told: new ToldTwins(),
    tampered: false,
    headerFault: false,
  };
}

/** An instance, with what is the same for all requests to it. */
export interface PreparedTarget {
  readonly ready: ReadyInstance;
  readonly url: URL;
  /** Equal for instances that give their requests the same headers. */
  readonly headersKey: string;
}

export function prepareTarget(ready: ReadyInstance): PreparedTarget {
  return { ready, url: new URL(ready.instance.url), headersKey: JSON.stringify(ready.headers) };
}

/** What was built as it is to leave; its body is read once for all that has to be known of it. Pure. */
export function prepared(
  preview: Pick<RequestPreview, 'httpMethod' | 'headers' | 'routing' | 'body'>,
  url: URL,
  era: Era,
  draft?: Draft,
): PreparedRequest {
  const { httpMethod, headers, routing } = preview;
  const target = `${url.pathname}${url.search}`;
  const message = parse(preview.body);
  const names = message === undefined ? undefined : nameTwinOf(message);
  return {
    era,
    httpMethod,
    headers,
    routing,
    url,
    target,
    body: Buffer.from(preview.body, 'utf8'),
    method: names?.method ?? `${httpMethod} ${url.pathname}`,
    name: names?.name ?? '',
    expected: expectedFor(message, era),
    tampered: draft !== undefined && isTampered(draft),
    headerFault: routing.some(isHeaderFault),
  };
}

interface Built {
  readonly request: PreparedRequest;
  readonly headersKey: string;
  /** Those that have got it: none gets the same id twice. */
  readonly sentTo: Set<string>;
}

/**
 * Builds the modern requests of one run. A step that goes to several instances is built once: but for the address the request is
 * the same, its id with it, which each server gets once.
 */
export class ModernRequests {
  readonly #nextRequestId: () => number;
  readonly #built = new WeakMap<Draft, Built>();

  constructor(nextRequestId: () => number) {
    this.#nextRequestId = nextRequestId;
  }

  build(draft: Draft, { ready, url, headersKey }: PreparedTarget): PreparedRequest {
    const { instance, headers } = ready;
    const known = this.#built.get(draft);
    if (known?.headersKey === headersKey && !known.sentTo.has(instance.id)) {
      known.sentTo.add(instance.id);
      const { request } = known;
      return elsewhere(request, url);
    }
    const to = { url: instance.url, headers, requestId: this.#nextRequestId() };
    const plain = buildPlainRequest(draft, to);
    const request = plain
      ? preparedPlain(plain, url)
      : prepared(buildRequest(draft, to), url, 'modern', draft);
    // Where somebody has changed headers, the host may be among them.
    if (draft.tamper.headers.length === 0 && draft.requestId === undefined) {
      this.#built.set(draft, { request, headersKey, sentTo: new Set([instance.id]) });
    }
    return request;
  }
}

/** The same request to another address. Written out, not spread: one is made for each that is sent. */
function elsewhere(request: PreparedRequest, url: URL): PreparedRequest {
  const { era, httpMethod, routing, body, method, name, expected, told, tampered, headerFault } = request;
  const headers = withHost(request.headers, url);
  const target = `${url.pathname}${url.search}`;
  const sent = {
    era,
    httpMethod,
    headers,
    routing,
    url,
    target,
    body,
    method,
    name,
    expected,
    tampered,
    headerFault,
  };
  return told ? { ...sent, told } : sent;
}

function withHost(headers: HeaderList, { host }: URL): HeaderList {
  return headers.map((pair): HeaderPair => (pair[0] === 'Host' ? ['Host', host] : pair));
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
