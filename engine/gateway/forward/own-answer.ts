import { STATUS_CODES } from 'node:http';
import { headerValue, type HeaderPair } from '../../../shared/model/headers.ts';

/** An answer that the gateway gives by itself. */
export interface OwnAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderPair[];
  readonly body: Uint8Array;
}

/**
 * What the gateway itself has to say, as an error of JSON-RPC without an id: which request of the body it is about is not
 * for a gateway to read. https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http
 */
export function explainingAnswer(status: number, message: string): OwnAnswer {
  const json = JSON.stringify({ jsonrpc: '2.0', error: { code: -32000, message } });
  return build(status, json, 'application/json');
}

/** A text that somebody set: JSON where it is such. */
export function textAnswer(status: number, text: string): OwnAnswer {
  return build(status, text, isJson(text) ? 'application/json' : 'text/plain; charset=utf-8');
}

/** An answer without a body. */
export function emptyAnswer(status: number, headers: readonly HeaderPair[]): OwnAnswer {
  return { status, statusText: STATUS_CODES[status] ?? '', headers: [...headers], body: new Uint8Array() };
}

function build(status: number, text: string, type: string): OwnAnswer {
  const body = Buffer.from(text, 'utf8');
  const headers: HeaderPair[] = body.length === 0 ? [] : [['Content-Type', type]];
  return { status, statusText: STATUS_CODES[status] ?? '', headers, body };
}

/** With the length of its body, where its status may have one. */
export function withLength({ headers, status, body }: OwnAnswer): HeaderPair[] {
  if (status === 204 || status === 304 || headerValue(headers, 'content-length') !== undefined)
    return headers;
  return [...headers, ['Content-Length', String(body.length)]];
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
