import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, type HttpServerUnderTest } from './real-servers/http-listener.ts';

/** One request that a scripted server got. */
export interface ScriptedRequest {
  readonly httpMethod: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Its body as JSON; an empty object where it has none. */
  readonly message: { readonly id?: unknown; readonly method?: string; readonly [key: string]: unknown };
  /** Writes the head of a stream of events, and these events. */
  stream(...events: readonly string[]): void;
  /** One JSON answer. */
  json(value: unknown, headers?: Readonly<Record<string, string>>, status?: number): void;
  /** A result for the request's own id. */
  result(result: object, headers?: Readonly<Record<string, string>>): void;
  readonly response: ServerResponse;
}

export interface ScriptedServer extends HttpServerUnderTest {
  /** All that came so far. */
  readonly requests: readonly ScriptedRequest[];
}

/** A server that does what a test writes; what it leaves open is ended by `stop`. */
export async function startScriptedServer(
  answer: (request: ScriptedRequest) => void,
): Promise<ScriptedServer> {
  const requests: ScriptedRequest[] = [];
  const server = await listen((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8');
      const request = scripted(incoming, response, text);
      requests.push(request);
      answer(request);
    });
  });
  return { ...server, requests };
}

function scripted(incoming: IncomingMessage, response: ServerResponse, text: string): ScriptedRequest {
  const message = (text === '' ? {} : JSON.parse(text)) as ScriptedRequest['message'];
  const json: ScriptedRequest['json'] = (value, headers = {}, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
  return {
    httpMethod: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    message,
    response,
    json,
    stream(...events) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of events) response.write(`${event}\n\n`);
    },
    result(result, headers) {
      json({ jsonrpc: '2.0', id: message.id, result }, headers);
    },
  };
}

/** The answer to initialize, and 202 for what only wants to be taken note of; false for anything else. */
export function answersHandshake(
  request: ScriptedRequest,
  options: { readonly revision?: string; readonly sessionId?: string } = {},
): boolean {
  const { message, httpMethod, response } = request;
  if (httpMethod !== 'POST') return false;
  if (message.method === 'initialize') {
    request.result(
      {
        protocolVersion: options.revision ?? '2025-11-25',
        capabilities: { tools: {} },
        serverInfo: { name: 'scripted', version: '0' },
      },
      options.sessionId === undefined ? {} : { 'mcp-session-id': options.sessionId },
    );
    return true;
  }
  if (message.id !== undefined && message.method !== undefined) return false;
  response.writeHead(202).end();
  return true;
}
