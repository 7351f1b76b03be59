import type { AnswerRelay } from '../../../engine/transport/answer-relay.ts';
import { createHttpPool } from '../../../engine/transport/http-pool.ts';
import type { HttpPool } from '../../../engine/transport/http-pool.ts';
import { DEFAULT_LIMITS } from '../../../engine/transport/http-request.ts';
import type { HttpRequest, TransportLimits } from '../../../engine/transport/http-request.ts';
import { sendHttp } from '../../../engine/transport/send-http.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { RecordingSink } from '../../support/recording-sink.ts';
import { startTcpServer } from '../../support/tcp-server.ts';
import type { TcpConnection, TcpServer } from '../../support/tcp-server.ts';

let relayed = false;

/** From here on each answer is handed on as a gateway does it, beside being told to the sink. */
export function relayAll(): void {
  relayed = true;
}

/** Whether answers are handed on: nothing but the record has a limit then. */
export function isRelayed(): boolean {
  return relayed;
}

/** Takes everything at once. What it hears must agree with what the sink is told: see `breaches`. */
function createRelay(sink: RecordingSink): AnswerRelay {
  const body: Uint8Array[] = [];
  return {
    head: ({ status }) => {
      if (sink.head?.status !== status) sink.breaches.push('the relay has another head');
    },
    bytes: (bytes) => {
      body.push(bytes);
      return true;
    },
    ended: () => {
      const isPlain = sink.ended?.decodedFrom === undefined;
      if (isPlain && Buffer.concat(body).length < Buffer.byteLength(sink.body))
        sink.breaches.push('the relay has less');
    },
    broken: () => undefined,
  };
}

/** What one test sends with; `tidyUp` closes all that was opened. */
export class ExchangeBench {
  readonly pool: HttpPool = createHttpPool();
  readonly #servers: TcpServer[] = [];

  async serve(
    handle: (connection: TcpConnection) => Promise<void> | void,
    options: Parameters<typeof startTcpServer>[1] = {},
  ): Promise<TcpServer> {
    const server = await startTcpServer(handle, options);
    this.#servers.push(server);
    return server;
  }

  /** A server that sends these bytes for each request that it has read completely, and keeps the connection. */
  answering(...answers: readonly (string | Uint8Array)[]): Promise<TcpServer> {
    return this.serve(async (connection) => {
      for (let index = 0; ; index += 1) {
        await connection.readRequest();
        await connection.send(answers[index % answers.length] ?? '');
      }
    });
  }

  /** A server that reads one request, sends these bytes and closes. */
  answeringOnce(answer: string | Uint8Array): Promise<TcpServer> {
    return this.serve(async (connection) => {
      await connection.readRequest();
      await connection.send(answer);
      connection.end();
    });
  }

  async send(
    request: HttpRequest,
    options: {
      readonly limits?: Partial<TransportLimits>;
      readonly signal?: AbortSignal;
      readonly sink?: RecordingSink;
    } = {},
  ): Promise<RecordingSink> {
    const sink = options.sink ?? new RecordingSink();
    await sendHttp(request, sink, {
      signal: options.signal ?? new AbortController().signal,
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      pool: this.pool,
      ...(relayed && { relay: createRelay(sink) }),
    });
    return sink;
  }

  async tidyUp(): Promise<void> {
    this.pool.close();
    await Promise.all(this.#servers.map((server) => server.close()));
  }
}

/** A POST with a body and the headers that HTTP needs, further ones first. */
export function post(url: string, body = '{}', headers: HeaderList = []): HttpRequest {
  const target = new URL(url);
  const bytes = Buffer.from(body);
  return {
    url: target,
    httpMethod: 'POST',
    headers: [...headers, ['Host', target.host], ['Content-Length', String(bytes.length)]],
    body: bytes,
  };
}

export function get(url: string, headers: HeaderList = []): HttpRequest {
  const target = new URL(url);
  return {
    url: target,
    httpMethod: 'GET',
    headers: [...headers, ['Host', target.host]],
    body: Buffer.alloc(0),
  };
}

/** An answer with a length, ready to send. */
export function ok(body: string, headers = ''): string {
  return `HTTP/1.1 200 OK\r\n${headers}Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`;
}
