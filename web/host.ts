import { access } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { answerCall } from '../shared/bridge/answer-call.ts';
import type { Result } from '../shared/bridge/result.ts';
import { MAX_UPLOAD_BYTES, ROUTES } from '../shared/bridge/wire.ts';
import { refuse, type Refusal } from './answer.ts';
import { createBridgeSockets } from './bridge-sockets.ts';
import type { WebHostOptions } from './host-options.ts';
import { checkNames, type HostNames, hostNames } from './request-guard.ts';
import { type RouteContext, serveDownload, serveSession, serveUpload } from './routes.ts';
import { createSessions } from './session.ts';
import { serveFile } from './static-files.ts';
import { createUploads, type Uploads } from './uploads.ts';

const PING_INTERVAL_MS = 15_000;
/** The longest upload that is let through may come from a slow disk. */
const REQUEST_TIMEOUT_MS = 30 * 60_000;

export interface WebHost {
  /** With a single-use code in its fragment. */
  readonly url: string;
  readonly port: number;
  /** Another address with a fresh code; one that was not used yet ends. Same session, another tab. */
  issueUrl(): string;
  /** Whether a text is the key that opens this host. */
  isToken(candidate: string): boolean;
  /** Ends every connection and takes away what was uploaded and not opened. The engine goes on. */
  close(): Promise<void>;
}

/**
 * Serves the renderer and carries the bridge, on 127.0.0.1 only.
 * Rejects when the renderer is not built, and with Node's own error (EADDRINUSE, EACCES) when it cannot listen.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const sessions = createSessions();
  const uploads = createUploads(options.maxUploadBytes ?? MAX_UPLOAD_BYTES);
  let names: HostNames = hostNames(0);

  const answer: RouteContext['answer'] = async (command, input) => {
    const result = await answerCall(options.engine.bridge, command, input, (where, thrown) => {
      options.log(
        `A fault in ${where}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`,
      );
    });
    if (command === 'capture.open' && hasPath(input)) await uploads.settle(input.path, result.ok);
    if (command === 'transfer.import') await settleImported(uploads, input, result);
    return result;
  };
  // Before anything is waited for: the engine tells what it found at its start right after it was created.
  const sockets = createBridgeSockets({
    bridge: options.engine.bridge,
    sessions,
    names: () => names,
    answer,
    pingIntervalMs: options.pingIntervalMs ?? PING_INTERVAL_MS,
    ...(options.feedLimits && { limits: options.feedLimits }),
  });
  const context: RouteContext = { options, sessions, uploads, answer };
  const working = new Set<Promise<void>>();
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    const work = serve(request, response, context, names);
    working.add(work);
    void work.finally(() => working.delete(work));
  });
  server.on('upgrade', (request, socket, head) => {
    sockets.upgrade(request, socket, head);
  });

  let port: number;
  try {
    await checkAssets(options.assetsDirectory);
    port = await listen(server, options.port ?? 0);
  } catch (error) {
    sockets.close();
    throw error;
  }
  names = hostNames(port);
  const issueUrl = (): string => `${names.origin}/#code=${sessions.issueCode()}`;
  return {
    url: issueUrl(),
    port,
    issueUrl,
    isToken: (candidate) => sessions.isToken(candidate),
    async close() {
      sockets.close();
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      await Promise.all([closed, ...working]);
      await uploads.close();
    },
  };
}

/** Never rejects: a request that fails is answered or cut, and the host goes on. */
async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  context: RouteContext,
  names: HostNames,
): Promise<void> {
  try {
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    const refusal = checkNames(request.headers, names, changes) ?? (await route(request, response, context));
    if (refusal) refuse(request, response, refusal);
  } catch (error) {
    // The client went away in the middle, or a file could not be read or written.
    if (response.headersSent || request.socket.destroyed) {
      response.destroy();
      return;
    }
    const message = `That did not work: ${error instanceof Error ? error.message : String(error)}.`;
    context.options.log(message);
    refuse(request, response, { status: 500, code: 'FAILED', message });
  }
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  context: RouteContext,
): Promise<Refusal | undefined> {
  const [path, query] = splitOnce(request.url ?? '', '?');
  if (path === ROUTES.session) return serveSession(request, response, context);
  if (path === ROUTES.upload) return serveUpload(request, response, new URLSearchParams(query), context);
  if (path.startsWith(ROUTES.download)) {
    return serveDownload(
      request,
      response,
      { id: path.slice(ROUTES.download.length), query: new URLSearchParams(query) },
      context,
    );
  }
  if (path === ROUTES.bridge) {
    const message = 'This address is for the WebSocket of the page.';
    return { status: 426, code: 'BAD_REQUEST', message, headers: { Upgrade: 'websocket' } };
  }
  return serveFile(context.options.assetsDirectory, path, request, response);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

async function checkAssets(directory: string): Promise<void> {
  await access(join(directory, 'index.html')).catch(() => {
    throw new Error(`The screens are not built: ${directory} holds no index.html. Run npm start.`);
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** A file that was uploaded stays only where it is the recording itself: of others the recording is made. */
async function settleImported(uploads: Uploads, input: unknown, result: Result<unknown>): Promise<void> {
  if (typeof input !== 'object' || input === null || !('paths' in input) || !Array.isArray(input.paths))
    return;
  const made = result.ok && hasPath(result.value) ? result.value.path : undefined;
  for (const path of input.paths as readonly unknown[]) {
    if (typeof path === 'string') await uploads.settle(path, path === made);
  }
}

function hasPath(input: unknown): input is { readonly path: string } {
  return typeof input === 'object' && input !== null && 'path' in input && typeof input.path === 'string';
}
