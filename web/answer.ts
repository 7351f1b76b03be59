import type { IncomingMessage, ServerResponse } from 'node:http';
import { SECURITY_HEADERS } from '../shared/bridge/app-files.ts';
import type { HostRefusal, HostRefusalCode } from '../shared/bridge/wire.ts';

/** Why a request is not served: an HTTP status, a code for the page, a sentence for a person. */
export interface Refusal {
  readonly status: number;
  readonly code: HostRefusalCode;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function writeHead(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...SECURITY_HEADERS, 'Cache-Control': 'no-store', ...headers });
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  writeHead(response, status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(bytes.length),
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

/** Answers, and reads what still comes of the request, so that the answer reaches a client that is sending. */
export function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const body: HostRefusal = { error: { code: refusal.code, message: refusal.message } };
  sendJson(response, refusal.status, body, { Connection: 'close', ...refusal.headers });
  request.resume();
}
