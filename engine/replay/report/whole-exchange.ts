import type { ExchangeDetail, ExchangeRef } from '../../../shared/model/exchange.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';

/** A request and its answer, as a report shows them. */
export interface WholeExchange {
  readonly request: {
    /** `POST http://127.0.0.1:4001/mcp`, without what may be a secret in it. Empty where there is no HTTP. */
    readonly line: string;
    /** `name: value`; of those that may hold a secret the name only. */
    readonly headers: readonly string[];
    readonly body: string;
  };
  /** Absent where none came. */
  readonly answer?: {
    /** 0 where there is no HTTP. */
    readonly status: number;
    readonly headers: readonly string[];
    readonly body: string;
  };
  /** Why no answer came, or not all of it: a sentence. */
  readonly failure?: string;
}

/** A value that must not stand in a report, and what stands there instead. */
export interface Secret {
  readonly value: string;
  readonly shown: string;
}

/** Bytes of a body that reports hold. */
export const MOST_BODY = 64 * 1024;

/** What the protocol needs; anything else that is sent may be what an instance is opened with. */
const PLAIN =
  /^(?:accept(?:-.*)?|cache-control|content-.*|date|last-event-id|mcp-.*|retry-after|traceparent|tracestate|transfer-encoding|user-agent|vary|x-accel-buffering)$/i;

/** Pure. */
export function wholeExchange(detail: ExchangeDetail, secrets: readonly Secret[] = []): WholeExchange {
  const { request, response, failure } = detail;
  const cover = (text: string): string =>
    secrets.reduce((covered, { value, shown }) => covered.replaceAll(value, shown), text);
  const headers = (list: HeaderList): string[] =>
    list.map(([name, value]) => (PLAIN.test(name) ? `${name}: ${cover(value)}` : `${name}: (left out)`));
  return {
    request: {
      line: request.httpMethod === '' ? '' : `${request.httpMethod} ${cover(addressOf(detail.url))}`,
      headers: headers(request.headers),
      body: cover(bodyText(request.body)),
    },
    ...(response && {
      answer: {
        status: response.status,
        headers: headers(response.headers),
        body: cover(bodyText(response.body)),
      },
    }),
    ...(failure && { failure: failure.message }),
  };
}

/** What an exchange is found by among those of a report. */
export function exchangeKey({ captureId, number }: ExchangeRef): string {
  return `${captureId} ${String(number)}`;
}

function addressOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

function bodyText({ text, bytes, truncated }: ExchangeDetail['request']['body']): string {
  if (text === undefined) return bytes === 0 ? '' : `(${String(bytes)} bytes that are no text)`;
  return truncated ? `${laidOut(text)}… (${String(bytes)} bytes)` : laidOut(text);
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** As lines, the way they went over the wire. Pure. */
export function requestText({ request }: WholeExchange): string {
  return textOf(request.line, request.headers, request.body);
}

/** Pure. */
export function answerText({ answer, failure }: WholeExchange): string {
  if (!answer) return failure ?? 'No answer came.';
  const text = textOf(
    answer.status === 0 ? '' : `HTTP ${String(answer.status)}`,
    answer.headers,
    answer.body,
  );
  return failure === undefined ? text : `${text}\n\n${failure}`;
}

function textOf(line: string, headers: readonly string[], body: string): string {
  const head = [...(line === '' ? [] : [line]), ...headers].join('\n');
  return [head, body].filter((part) => part !== '').join('\n\n');
}
