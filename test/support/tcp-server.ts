import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { TlsOptions } from 'node:tls';

/**
 * A server made of nothing but a socket: it sends the bytes that a test wrote by hand and keeps every byte that
 * it got. For tests about what really is on the wire, and about peers that break the rules of HTTP.
 *
 * ```ts
 * const server = await startTcpServer(async (connection) => {
 *   const request = await connection.readRequest();      // head and body, exact bytes
 *   connection.send('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi');
 * });
 * …
 * await server.close();                                   // also ends every connection
 * ```
 *
 * The handler runs once a connection, not once a request: call `readRequest` again for the next request of a
 * kept-open connection. What a handler throws makes `close()` reject, so that a test cannot overlook it; only
 * the end of a connection while the handler waits for a request is no fault.
 */
export interface TcpServer {
  /** Port on 127.0.0.1. */
  readonly port: number;
  /** `http://127.0.0.1:PORT`, or `https://localhost:PORT` with TLS. No path, no slash at the end. */
  readonly url: string;
  /** Every connection so far, oldest first, closed ones too. */
  readonly connections: readonly TcpConnection[];
  /** Destroys all connections, stops listening, and rejects with the first thing that a handler threw. */
  close(): Promise<void>;
}

/** One request as its bytes arrived. */
export interface RawRequest {
  /** Request line without the line end. */
  readonly line: string;
  /** Header lines in wire order, name and trimmed value. */
  readonly headers: readonly (readonly [string, string])[];
  /** The body's bytes as they stand on the wire: chunked framing is not undone. */
  readonly body: Buffer;
  /** All of it. */
  readonly raw: Buffer;
}

/** The other end closed the connection before a whole request had come. */
class ConnectionEnded extends Error {}

export class TcpConnection {
  readonly socket: Socket;
  readonly #chunks: Buffer[] = [];
  #unread = Buffer.alloc(0);
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes: Buffer) => {
      this.#chunks.push(bytes);
      this.#unread = Buffer.concat([this.#unread, bytes]);
      this.#wake();
    });
    const end = (): void => {
      this.#ended = true;
      this.#wake();
    };
    socket.on('end', end).on('close', end).on('error', end);
  }

  /** Every byte that came over this connection so far. */
  received(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** Whether the other end has closed, or the connection is gone. */
  get ended(): boolean {
    return this.#ended || this.socket.destroyed;
  }

  /**
   * The next request: head, and as many bytes of body as Content-Length says, or up to the last chunk.
   * Rejects with ConnectionEnded where the connection ends before.
   */
  async readRequest(): Promise<RawRequest> {
    for (;;) {
      const request = parseRequest(this.#unread);
      if (request !== undefined) {
        this.#unread = this.#unread.subarray(request.raw.length);
        return request;
      }
      await this.#more();
    }
  }

  /** Waits until at least this many bytes came in total, whatever they are. */
  async readBytes(count: number): Promise<Buffer> {
    while (this.received().length < count) await this.#more();
    return this.received();
  }

  /** Resolves when the other end has closed or the connection is gone. */
  async untilEnded(): Promise<void> {
    while (!this.ended) await this.#wakeUp();
  }

  /** Sends these bytes; a string is sent as Latin-1, one byte a character. Resolves when the kernel has them. */
  send(bytes: Uint8Array | string): Promise<void> {
    const data = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
    return new Promise((resolve) => {
      this.socket.write(data, () => {
        resolve();
      });
    });
  }

  /** Closes properly after what was sent (FIN). */
  end(): void {
    this.socket.end();
  }

  /** Closes at once with a reset (RST), as a crashed server does. */
  reset(): void {
    this.socket.resetAndDestroy();
  }

  async #more(): Promise<void> {
    if (this.ended) throw new ConnectionEnded('the connection ended before a whole request had come');
    await this.#wakeUp();
  }

  #wakeUp(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** Starts a server on a free port of 127.0.0.1. With `tls` it speaks TLS and `received()` is the plaintext. */
export async function startTcpServer(
  handle: (connection: TcpConnection) => Promise<void> | void,
  options: { readonly tls?: TlsOptions } = {},
): Promise<TcpServer> {
  const connections: TcpConnection[] = [];
  const sockets = new Set<Socket>();
  const faults: unknown[] = [];
  const accept = (socket: Socket): void => {
    const connection = new TcpConnection(socket);
    connections.push(connection);
    Promise.resolve()
      .then(() => handle(connection))
      .catch((error: unknown) => {
        if (!(error instanceof ConnectionEnded)) faults.push(error);
      });
  };
  const server: Server =
    options.tls === undefined
      ? createTcpServer({ noDelay: true }, accept)
      : createTlsServer({ noDelay: true, ...options.tls }, accept);
  // The raw sockets: a TLS handshake that failed is no connection yet, but must be closed too.
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: options.tls === undefined ? `http://127.0.0.1:${String(port)}` : `https://localhost:${String(port)}`,
    connections,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      for (const { socket } of connections) socket.destroy();
      for (const socket of sockets) socket.destroy();
      await closed;
      if (faults.length > 0) throw faults[0];
    },
  };
}

/** A port of 127.0.0.1 on which nobody listens. */
export async function findClosedPort(): Promise<number> {
  const server = await startTcpServer(() => undefined);
  await server.close();
  return server.port;
}

function parseRequest(bytes: Buffer): RawRequest | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const [line = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const headers = lines.map((text): readonly [string, string] => {
    const colon = text.indexOf(':');
    return [text.slice(0, colon), text.slice(colon + 1).trim()];
  });
  const bodyStart = headEnd + 4;
  const length = bodyLength(bytes, bodyStart, headers);
  if (length === undefined || bytes.length < bodyStart + length) return undefined;
  const raw = Buffer.from(bytes.subarray(0, bodyStart + length));
  return { line, headers, body: raw.subarray(bodyStart), raw };
}

function bodyLength(
  bytes: Buffer,
  start: number,
  headers: readonly (readonly [string, string])[],
): number | undefined {
  const value = (name: string): string | undefined =>
    headers.find(([key]) => key.toLowerCase() === name)?.[1];
  if (value('transfer-encoding') === 'chunked') {
    const last = bytes.indexOf('0\r\n\r\n', start);
    return last < 0 ? undefined : last + 5 - start;
  }
  return Number(value('content-length') ?? 0);
}
