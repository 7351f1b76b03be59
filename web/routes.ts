import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Result } from '../shared/bridge/result.ts';
import { type Refusal, sendJson, writeHead } from './answer.ts';
import { sendCapture, sendExport } from './download.ts';
import type { WebHostOptions } from './host-options.ts';
import { checkBearer } from './request-guard.ts';
import type { CodeExchange, Sessions } from './session.ts';
import type { Uploads } from './uploads.ts';

/** What the routes beside the WebSocket work with. Each answers by itself, or returns why it does not. */
export interface RouteContext {
  readonly options: WebHostOptions;
  readonly sessions: Sessions;
  readonly uploads: Uploads;
  readonly answer: (command: string, input: unknown) => Promise<Result<unknown>>;
}

/** A code in JSON is short. */
const MAX_CODE_BYTES = 4_096;
/** What is to be exported may be a million numbers. */
const MAX_WISH_BYTES = 16 * 1024 * 1024;

/** POST {code} -> {token}, once a code, and to the first page the ids of captures that it is to show: {opened}. GET with the token -> 204: it still holds. */
export async function serveSession(
  request: IncomingMessage,
  response: ServerResponse,
  { options, sessions }: RouteContext,
): Promise<Refusal | undefined> {
  if (request.method === 'GET') {
    const refusal = checkBearer(request.headers, sessions);
    if (refusal) return refusal;
    writeHead(response, 204);
    response.end();
    return undefined;
  }
  if (request.method !== 'POST') return wrongMethod('GET, POST');
  const code = readCode(await readBody(request, MAX_CODE_BYTES));
  if (code === undefined) {
    const message = 'A code is sent as JSON: {"code": "..."}.';
    return { status: 400, code: 'BAD_REQUEST', message };
  }
  const exchange = sessions.exchange(code);
  if (!exchange.ok) {
    // Anyone on this machine can come with wrong codes: they must not push the address off the terminal.
    if (!exchange.repeated) options.log(`A page came with a ${exchange.reason} code and was refused.`);
    return CODE_REFUSALS[exchange.reason];
  }
  const opened = options.takeOpened?.() ?? [];
  sendJson(response, 200, { token: exchange.token, ...(opened.length > 0 && { opened }) });
  options.onSession?.();
  return undefined;
}

export async function serveUpload(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  context: RouteContext,
): Promise<Refusal | undefined> {
  if (request.method !== 'POST') return wrongMethod('POST');
  const refusal = checkBearer(request.headers, context.sessions);
  if (refusal) return refusal;
  const directory = await capturesDirectory(context.options);
  const outcome = await context.uploads.receive(request, directory, query.get('name') ?? '');
  if (!outcome.ok) return outcome.refusal;
  sendJson(response, 200, { path: outcome.path });
  return undefined;
}

export async function serveDownload(
  request: IncomingMessage,
  response: ServerResponse,
  asked: { readonly id: string; readonly query: URLSearchParams },
  { options, sessions }: RouteContext,
): Promise<Refusal | undefined> {
  if (request.method !== 'GET' && request.method !== 'POST') return wrongMethod('GET, POST');
  const refusal = checkBearer(request.headers, sessions);
  if (refusal) return refusal;
  const captureId = decoded(asked.id);
  if (captureId === undefined) {
    const message = 'This is not the name of a capture.';
    return { status: 400, code: 'BAD_REQUEST', message };
  }
  const { bridge } = options.engine;
  if (request.method === 'GET')
    return sendCapture(bridge, captureId, response, asked.query.get('redact') ?? undefined);
  return sendExport(bridge, captureId, readJson(await readBody(request, MAX_WISH_BYTES)), response);
}

async function capturesDirectory(options: WebHostOptions): Promise<string> {
  if (options.capturesDirectory !== undefined) return options.capturesDirectory;
  const workspace = await options.engine.bridge.invoke('workspace.get', null);
  if (!workspace.ok) throw new Error(workspace.error.message);
  return join(workspace.value.directory, 'captures');
}

const CODE_REFUSALS: Record<Exclude<CodeExchange, { ok: true }>['reason'], Refusal> = {
  used: {
    status: 410,
    code: 'CODE_USED',
    message:
      'This address was used already; each opens Hopscope once. Press Enter in the terminal where Hopscope runs for a new one, or start Hopscope again.',
  },
  wrong: {
    status: 403,
    code: 'WRONG_CODE',
    message:
      'This address is not of this Hopscope. Press Enter in the terminal where Hopscope runs for a new one.',
  },
};

function wrongMethod(allow: string): Refusal {
  const message = `This address takes ${allow} only.`;
  return { status: 405, code: 'WRONG_METHOD', message, headers: { Allow: allow } };
}

/** Undefined where there is more than `maxBytes`. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
  }
  return bytes > maxBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}

function readCode(body: string | undefined): string | undefined {
  const value = readJson(body);
  const named = typeof value === 'object' && value !== null && 'code' in value ? value.code : undefined;
  return typeof named === 'string' ? named : undefined;
}

/** Undefined where it is none. */
function readJson(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
