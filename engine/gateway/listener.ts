import { createServer, ServerResponse, STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { AppError } from '../app-error.ts';
import { errorCode, errorText, hostAndPort } from '../transport/transport-failure.ts';
import { explainingAnswer } from './forward/own-answer.ts';

/** Longest head of a request, in bytes. */
const MAX_HEAD_BYTES = 64 * 1024;
/** Clients keep a connection for the next request; a balancer lets them for about so long, in ms. */
const KEEP_ALIVE_MS = 75_000;
/** A head that takes longer is none. */
const HEAD_MS = 60_000;

export interface ListenerHandlers {
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void;
  readonly onConnection: (step: 1 | -1) => void;
  /** Something came that is not HTTP, or too large a head: it was answered and closed. */
  readonly onUnreadable: () => void;
  /** A connection could not be taken, such as when there are too many files open. */
  readonly onError: (error: Error) => void;
}

/** Where clients come in. */
export interface Listener {
  readonly host: string;
  readonly port: number;
  /** What clients reach it by. */
  readonly origin: string;
  /** Takes no more connections; resolves when the last one is gone. */
  close(): Promise<void>;
  closeConnections(): void;
}

/** Rejects with AppError IO where it cannot listen there. */
export async function openListener(
  { host, port }: { readonly host: string; readonly port: number },
  handlers: ListenerHandlers,
  what: 'gateway' | 'mock' = 'gateway',
): Promise<Listener> {
  const server = createServer(
    {
      maxHeaderSize: MAX_HEAD_BYTES,
      noDelay: true,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: HEAD_MS,
      // Streams last for hours, and a body may come as slowly as its client likes.
      requestTimeout: 0,
      // A missing Host is refused by the gateway, and recorded.
      requireHostHeader: false,
    },
    handlers.onRequest,
  );
  // Node drops header lines beyond 2,000 without a word unless told otherwise.
  server.maxHeadersCount = 0;
  // How many answers each connection is busy with. What is in a WeakMap for long costs less than what comes and goes.
  const connections = new WeakMap<Duplex, { answering: number }>();
  server.on('request', (request, response) => {
    const connection = connections.get(request.socket);
    if (!connection) return;
    connection.answering += 1;
    response.once('close', () => (connection.answering -= 1));
  });
  // Whatever a client expects beside 100-continue is for the server to judge.
  server.on('checkExpectation', (request, response) => {
    server.emit('request', request, response);
  });
  server.on('connect', (request, socket) => {
    handlers.onRequest(request, responseOn(socket, request));
  });
  server.on('connection', (socket: Socket) => {
    handlers.onConnection(1);
    connections.set(socket, { answering: 0 });
    socket.once('close', () => {
      handlers.onConnection(-1);
    });
  });
  server.on('clientError', (error, socket) => {
    const isLost = errorCode(error) === 'ECONNRESET' || !socket.writable;
    if (!isLost) handlers.onUnreadable();
    if (isLost || (connections.get(socket)?.answering ?? 0) > 0) socket.destroy();
    else refuseUnreadable(error, socket);
  });
  const bound = await listen(server, { host, port, what }, handlers.onError);
  return {
    host,
    port: bound,
    origin: `http://${hostAndPort(reachable(host), bound)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
    closeConnections: () => {
      server.closeAllConnections();
    },
  };
}

function listen(
  server: Server,
  { host, port, what }: { readonly host: string; readonly port: number; readonly what: string },
  onError: (error: Error) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(new AppError('IO', cannotListen(error, { host, port, what }), { host, port }));
    });
    server.listen({ host, port, exclusive: true }, () => {
      server.removeAllListeners('error');
      server.on('error', onError);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function cannotListen(
  error: Error,
  { host, port, what }: { readonly host: string; readonly port: number; readonly what: string },
): string {
  const where = hostAndPort(host, port);
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return `Another program listens at ${where} already. End it, or give the ${what} another port.`;
    case 'EACCES':
      return `This account may not listen at ${where}. Give the ${what} a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Let the ${what} listen on 127.0.0.1, or on one of the machine's own addresses.`;
    default:
      return `The ${what} cannot listen at ${where}: ${errorText(error)}.`;
  }
}

/** What a client on this machine connects to. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

/** CONNECT leaves a bare socket: an answer on it, and its end. */
function responseOn(socket: Duplex, request: IncomingMessage): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  if (!(socket instanceof Socket)) return response;
  response.assignSocket(socket);
  socket.on('error', () => {
    // `close` follows.
  });
  response.once('finish', () => {
    response.detachSocket(socket);
    socket.end();
  });
  socket.once('close', () => {
    response.emit('close');
  });
  return response;
}

function refuseUnreadable(error: Error, socket: Duplex): void {
  const code = errorCode(error);
  const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const message =
    status === 431
      ? `The head of the request is longer than ${String(MAX_HEAD_BYTES)} bytes.`
      : `This is no HTTP request that could be forwarded: ${errorText(error)}.`;
  const { body } = explainingAnswer(status, message);
  const head = `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: application/json\r\nContent-Length: ${String(body.length)}\r\nConnection: close\r\n\r\n`;
  socket.write(head);
  socket.end(body);
}
