import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { AnswerRelay } from './answer-relay.ts';
import type { AttemptInput } from './attempt-input.ts';
import { whyRequestCannotLeave } from './check-request.ts';
import { bareHost, chooseProxy, portOf } from './choose-proxy.ts';
import type { ProxyAddress } from './choose-proxy.ts';
import type { EndSignal } from './end-signal.ts';
import type { ExchangeSink } from './exchange-sink.ts';
import { connectionsClosed } from './explain-exchange.ts';
import { cancelledByUser } from './explain-failure.ts';
import { runAttempt } from './http-attempt.ts';
import type { HttpPool } from './http-pool.ts';
import type { HttpRequest, TransportLimits } from './http-request.ts';
import { isRelayed, runRelayedAttempt, type RelayedInput } from './relayed-attempt.ts';
import { openConnection, type OpenConnection } from './open-connection.ts';
import { readTlsMaterial, type TlsMaterial } from './tls-material.ts';
import { errorText, hostAndPort, TransportFailure } from './transport-failure.ts';

export interface SendHttpOptions {
  /** Aborting it ends the exchange as cancelled, in whatever phase it is. */
  readonly signal: EndSignal;
  readonly limits: TransportLimits;
  readonly pool: HttpPool;
  /** Gets the answer as it arrives, beside the sink. */
  readonly relay?: AnswerRelay;
  /** Why nothing may be sent to this address, on a connection that was just opened: a sentence. */
  readonly forbids?: (remoteAddress: string, remotePort: number) => string | undefined;
}

/**
 * Carries one request over HTTP/1.1 and tells the sink what happens, byte for byte. Never rejects for what a
 * peer, a file or a setting does wrong: that is `ExchangeEnd.failure`. Resolves after `sink.end`.
 *
 * Header lines leave in the order and case given; nothing is added to them, but for Proxy-Authorization where
 * a proxy from the environment has credentials. A body is framed in chunks if, and only if, the header lines
 * say `Transfer-Encoding: chunked`. Redirects are not followed.
 */
export function sendHttp(request: HttpRequest, sink: ExchangeSink, options: SendHttpOptions): Promise<void> {
  const startedAt = performance.now();
  const { signal } = options;
  // Plain HTTP without a proxy needs nothing that would have to be waited for.
  if (request.url.protocol === 'http:' && request.useSystemProxy !== true && !signal.aborted) {
    const input = assemble(request, sink, options, { startedAt });
    if (isRelayed(input) && whyRequestCannotLeave(request) === undefined) return sendRelayed(input);
  }
  return sendPrepared(request, sink, options, startedAt);
}

async function sendPrepared(
  request: HttpRequest,
  sink: ExchangeSink,
  options: SendHttpOptions,
  startedAt: number,
): Promise<void> {
  let input: AttemptInput;
  try {
    input = await prepare(request, sink, options, startedAt);
  } catch (error) {
    const failure = toFailure(error);
    options.relay?.broken(failure);
    endUnsent(sink, failure, startedAt);
    return;
  }
  if (isRelayed(input)) {
    await sendRelayed(input);
    return;
  }
  if (hasIdleConnection(input)) await seeCloses();
  if ((await runAttempt(input)) === 'ended') return;
  // One idle connection was dead: those beside it probably are too.
  dropIdleConnections(input);
  await runAttempt({ ...input, mayRepeat: false });
}

/** A connection that was in use so shortly ago was hardly closed since: servers keep them for seconds. */
const FRESH_MS = 10;

function sendRelayed(input: RelayedInput): Promise<void> {
  const { pool, key } = input;
  return new Promise((resolve, reject) => {
    const go = (): void => {
      runRelayedAttempt(input, (outcome) => {
        if (outcome === 'ended') {
          resolve();
          return;
        }
        pool.kept.drop(key);
        runRelayedAttempt({ ...input, mayRepeat: false }, () => {
          resolve();
        });
      });
    };
    const idleFor = pool.kept.idleFor(key);
    if (idleFor === undefined || idleFor <= FRESH_MS) go();
    else seeCloses().then(go).catch(reject);
  });
}

/**
 * Lets a close that has already arrived be seen before a dead connection is chosen. The first turn may end within the
 * present round of the event loop; only the second has surely looked at the network.
 */
async function seeCloses(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

async function prepare(
  request: HttpRequest,
  sink: ExchangeSink,
  options: SendHttpOptions,
  startedAt: number,
): Promise<AttemptInput> {
  if (options.signal.aborted) throw reasonOf(options.signal);
  const impossible = whyRequestCannotLeave(request);
  if (impossible !== undefined) throw impossible;
  const { url } = request;
  const proxy = request.useSystemProxy === true ? chooseProxy(url, process.env) : undefined;
  const material = url.protocol === 'https:' ? await readTlsMaterial(request.tls) : undefined;
  return assemble(request, sink, options, { startedAt, proxy, material });
}

function assemble(
  request: HttpRequest,
  sink: ExchangeSink,
  options: SendHttpOptions,
  how: {
    readonly startedAt: number;
    readonly proxy?: ProxyAddress | undefined;
    readonly material?: TlsMaterial | undefined;
  },
): AttemptInput {
  const { signal, limits, pool, relay, forbids } = options;
  const { startedAt, proxy, material } = how;
  const { host, port, where } = placeOf(request.url);
  const kind =
    material || proxy
      ? JSON.stringify([material !== undefined, proxy ?? null, material?.fingerprint ?? null])
      : 'plain';
  return {
    request,
    target: requestTarget(request, proxy),
    headers: withProxyCredentials(request, proxy),
    agent: () => pool.agent(kind),
    pool,
    key: `${where} ${kind}`,
    open: async (marks, reader) => {
      const tls = material && {
        context: pool.secureContext(material),
        trustAnyCertificate: material.settings.trustAnyCertificate === true,
      };
      const idleTimeoutMs = limits.connectTimeoutMs ?? limits.idleTimeoutMs;
      if (pool.kept.isClosed()) throw connectionsClosed(where);
      const connection = await openConnection(
        { host, port, proxy, tls, ...(reader && { reader }) },
        { signal, idleTimeoutMs },
        marks,
      );
      if (pool.kept.isClosed()) {
        connection.socket.destroy();
        throw connectionsClosed(where);
      }
      if (forbids && !proxy) refuseForbidden(connection, forbids);
      return connection;
    },
    host,
    port,
    where,
    sink,
    limits,
    signal,
    startedAt,
    // A body that has passed by cannot be sent again.
    mayRepeat: request.body instanceof Uint8Array,
    ...(relay && { relay }),
  };
}

interface Place {
  readonly host: string;
  readonly port: number;
  /** Host and port for sentences. */
  readonly where: string;
}

/** Of addresses to which more than one request goes. */
const PLACES = new WeakMap<URL, Place & { readonly href: string }>();

function placeOf(url: URL): Place {
  const known = PLACES.get(url);
  if (known?.href === url.href) return known;
  const [host, port] = [bareHost(url), portOf(url)];
  const place = { host, port, where: hostAndPort(host, port), href: url.href };
  PLACES.set(url, place);
  return place;
}

function reasonOf(signal: EndSignal): TransportFailure {
  const reason: unknown = signal.reason;
  return reason instanceof TransportFailure ? reason : cancelledByUser('before the request left');
}

/** What a name leads to is known for certain only once it is connected to. */
function refuseForbidden({ socket }: OpenConnection, forbids: NonNullable<SendHttpOptions['forbids']>): void {
  const why = forbids(socket.remoteAddress ?? '', socket.remotePort ?? 0);
  if (why === undefined) return;
  socket.destroy();
  throw new TransportFailure('unreachable', why);
}

/** A proxy for plain HTTP gets the whole address (RFC 9112 section 3.2.2); all others path and query. */
function requestTarget({ url, target }: HttpRequest, proxy: ProxyAddress | undefined): string {
  const path = target ?? `${url.pathname}${url.search}`;
  return proxy !== undefined && url.protocol === 'http:' ? `http://${url.host}${path}` : path;
}

function withProxyCredentials(request: HttpRequest, proxy: ProxyAddress | undefined): HeaderList {
  if (proxy?.authorization === undefined || request.url.protocol === 'https:') return request.headers;
  return [...request.headers, ['Proxy-Authorization', proxy.authorization]];
}

function idleConnections(input: AttemptInput) {
  const { host, port } = input;
  const agent = input.agent();
  return agent.freeSockets[agent.getName({ host, port })] ?? [];
}

function hasIdleConnection(input: AttemptInput): boolean {
  return idleConnections(input).length > 0;
}

function dropIdleConnections(input: AttemptInput): void {
  for (const socket of idleConnections(input)) socket.destroy();
}

/** The end of an exchange whose request never came near a socket. */
function endUnsent(sink: ExchangeSink, failure: TransportFailure, startedAt: number): void {
  sink.end({ timing: { endMs: performance.now() - startedAt }, failure: failure.toFailure(Date.now()) });
}

function errorStack(error: unknown): string {
  return error instanceof Error && error.stack !== undefined ? error.stack : String(error);
}

function toFailure(error: unknown): TransportFailure {
  if (error instanceof TransportFailure) return error;
  // The stack is for whoever mends it; what a person reads is the failure.
  process.stderr.write(`hopscope: a mistake in the HTTP transport: ${errorStack(error)}\n`);
  return new TransportFailure(
    'internal',
    `A fault in Hopscope kept the request from leaving: ${errorText(error)}. Its log has the details.`,
  );
}
