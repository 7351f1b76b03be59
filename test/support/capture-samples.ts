import type { ExchangeEnd } from '../../engine/transport/exchange-sink.ts';
import type { ExchangeRecorder, ExchangeStart, Recording } from '../../engine/capture/recorder.ts';
import { NO_TAMPER, type Draft } from '../../shared/model/draft.ts';
import type { HeaderList } from '../../shared/model/headers.ts';

// Exchanges as a transport would tell them to a recorder, byte for byte, without a socket.

export interface SampleOptions {
  /** JSON-RPC id. */
  readonly id: number;
  /** Further characters in the request's arguments, or in the answer's text. */
  readonly padding?: number;
}

function sampleDraft(id: number): Draft {
  return {
    era: 'modern',
    revision: '2026-07-28',
    method: 'tools/call',
    params: { name: 'whoami', arguments: {} },
    clientCapabilities: {},
    clientInfo: { name: 'hopscope', version: '0.1.0' },
    requestId: id,
    tamper: NO_TAMPER,
  };
}

/** A tools/call of `whoami` on alpha. */
export function exchangeStart({ id, padding = 0 }: SampleOptions): ExchangeStart {
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: 'whoami', arguments: padding > 0 ? { note: 'x'.repeat(padding) } : {} },
  });
  return {
    origin: 'composer',
    instanceId: 'i-alpha',
    instanceName: 'alpha',
    era: 'modern',
    url: 'http://127.0.0.1:47100/mcp',
    startedAt: 1_795_000_000_000 + id,
    httpMethod: 'POST',
    target: '/mcp',
    headers: [
      ['Host', '127.0.0.1:47100'],
      ['Content-Type', 'application/json'],
      ['Accept', 'application/json, text/event-stream'],
      ['MCP-Protocol-Version', '2026-07-28'],
      ['Mcp-Method', 'tools/call'],
      ['Mcp-Name', 'whoami'],
      ['Content-Length', String(Buffer.byteLength(body))],
    ],
    body: Buffer.from(body),
    method: 'tools/call',
    name: 'whoami',
    routing: [
      {
        header: 'Mcp-Name',
        value: 'whoami',
        field: 'params.name',
        fieldValue: 'whoami',
        verdict: 'match',
        note: 'The header says what the body says.',
      },
    ],
    origins: [{ target: 'header:Mcp-Name', origin: 'params.name', kind: 'draft' }],
    draft: sampleDraft(id),
    tampered: false,
    headerFault: false,
  };
}

/** The request's head as on the wire. */
export function requestHeadBytes(start: ExchangeStart): Buffer {
  const lines = start.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`${start.httpMethod} ${start.target} HTTP/1.1\r\n${lines}\r\n`);
}

export function sampleEnd(endMs: number): ExchangeEnd {
  return {
    timing: { connectMs: 0.4, requestSentMs: 0.6, firstByteMs: 1.2, endMs, socketReused: false },
    remoteAddress: '127.0.0.1:47100',
  };
}

/** The answer's head as on the wire. */
export function responseHeadBytes(status: number, headers: HeaderList): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`HTTP/1.1 ${String(status)} OK\r\n${lines}\r\n`);
}

/** The bytes of an exchange with a JSON answer, ready to be told. */
export interface JsonExchange {
  readonly start: ExchangeStart;
  readonly requestHead: Buffer;
  readonly responseHeaders: HeaderList;
  /** Head and body. */
  readonly response: Buffer;
  readonly body: Buffer;
}

export function jsonExchange(options: SampleOptions): JsonExchange {
  const { id, padding = 0 } = options;
  const start = exchangeStart(options);
  const body = Buffer.from(
    JSON.stringify({
      jsonrpc: '2.0',
      id,
      result: { resultType: 'complete', content: [{ type: 'text', text: `alpha ${'y'.repeat(padding)}` }] },
    }),
  );
  const responseHeaders: HeaderList = [
    ['Content-Type', 'application/json'],
    ['Content-Length', String(body.length)],
  ];
  const head = responseHeadBytes(200, responseHeaders);
  const response = Buffer.concat([head, body]);
  return {
    start,
    requestHead: requestHeadBytes(start),
    responseHeaders,
    response,
    body: response.subarray(head.length),
  };
}

/** Tells all of it, as a plain connection would. */
export function tell(recorder: ExchangeRecorder, exchange: JsonExchange): void {
  recorder.requestBytes(exchange.requestHead, 0.5);
  recorder.requestBytes(exchange.start.body, 0.6);
  recorder.responseBytes(exchange.response, 1.2);
  const { responseHeaders: headers } = exchange;
  recorder.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers }, 1.2);
  recorder.bodyBytes(exchange.body, 1.3);
  recorder.end(sampleEnd(1.4));
}

/** Records one whole exchange. */
export function recordJson(recording: Recording, options: SampleOptions): JsonExchange & { number: number } {
  const exchange = jsonExchange(options);
  const recorder = recording.begin(exchange.start);
  tell(recorder, exchange);
  return { ...exchange, number: recorder.number };
}

/** A chunked SSE answer, event by event. */
export interface SseAnswer {
  notification(progress: number): void;
  result(id: number): void;
  /** Wire bytes and decoded body so far. */
  readonly wire: Buffer[];
  readonly body: Buffer[];
}

/** Tells the head of a streamed answer. */
export function sseAnswer(recorder: ExchangeRecorder): SseAnswer {
  const headers: HeaderList = [
    ['Content-Type', 'text/event-stream'],
    ['Transfer-Encoding', 'chunked'],
  ];
  const wire = [responseHeadBytes(200, headers)];
  const body: Buffer[] = [];
  let atMs = 1;
  recorder.responseBytes(wire[0] ?? Buffer.alloc(0), atMs);
  recorder.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers }, atMs);
  const event = (message: object): void => {
    const data = Buffer.from(`data: ${JSON.stringify(message)}\n\n`);
    const chunk = Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n')]);
    atMs += 0.5;
    wire.push(chunk);
    body.push(data);
    recorder.responseBytes(chunk, atMs);
    recorder.bodyBytes(data, atMs);
  };
  return {
    wire,
    body,
    notification(progress) {
      event({
        jsonrpc: '2.0',
        method: 'notifications/progress',
        params: { progressToken: 'p1', progress, message: `step ${String(progress)}` },
      });
    },
    result(id) {
      event({ jsonrpc: '2.0', id, result: { resultType: 'complete', content: [] } });
      const last = Buffer.from('0\r\n\r\n');
      wire.push(last);
      recorder.responseBytes(last, atMs);
      recorder.end(sampleEnd(atMs));
    },
  };
}
