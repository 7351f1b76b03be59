import { request as httpRequest } from 'node:http';
import { connect as connectTcp, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { ByteReader } from './byte-reader.ts';
import type { ProxyAddress } from './choose-proxy.ts';
import type { EndSignal } from './end-signal.ts';
import {
  cancelledByUser,
  certificateProblem,
  explainConnectError,
  explainTlsError,
  silentTooLong,
} from './explain-failure.ts';
import { errorText, hostAndPort, TransportFailure } from './transport-failure.ts';

/** Where to connect to, and how. */
export interface ConnectTarget {
  readonly host: string;
  readonly port: number;
  readonly proxy: ProxyAddress | undefined;
  /** Absent for plain HTTP. */
  readonly tls: { readonly context: SecureContext; readonly trustAnyCertificate: boolean } | undefined;
  /** Takes the bytes of a connection that is plain all the way; any other one is read as a stream. */
  readonly reader?: ByteReader;
}

/** When each phase ended, as `performance.now()` gives it; filled while connecting. */
export interface ConnectionMarks {
  lookupAt?: number;
  connectedAt?: number;
  securedAt?: number;
}

/** A socket ready for requests. */
export interface OpenConnection {
  readonly socket: Socket;
  readonly marks: Readonly<ConnectionMarks>;
  /** Address and port at the other end of the socket. */
  readonly remoteAddress: string;
  /** Why a certificate that did not verify was accepted: a sentence. */
  readonly trustedDespite: string | undefined;
  /** Who has its bytes, where they do not come as a stream. */
  readonly reader?: ByteReader;
}

/** How long and for whom to wait. */
export interface WaitLimits {
  readonly signal: EndSignal;
  /** Longest silence within one phase, in ms. */
  readonly idleTimeoutMs: number;
}

/**
 * Opens a connection: name lookup, TCP, a proxy's tunnel where one is needed, TLS. Rejects with a
 * TransportFailure and leaves no socket behind. `marks` is filled as the phases end, also before a failure.
 */
export async function openConnection(
  target: ConnectTarget,
  limits: WaitLimits,
  marks: ConnectionMarks,
): Promise<OpenConnection> {
  const { proxy, tls } = target;
  const reader =
    proxy === undefined && tls === undefined && target.reader?.onread ? target.reader : undefined;
  const where = hostAndPort(target.host, target.port);
  let socket: Socket;
  if (proxy === undefined) {
    socket = await dial(target.host, target.port, limits, marks, reader);
  } else {
    socket = await reachProxy(proxy, limits, marks);
    if (tls !== undefined) socket = await openTunnel(socket, target, proxy, limits);
  }
  const remoteAddress = hostAndPort(socket.remoteAddress ?? target.host, socket.remotePort ?? target.port);
  if (tls === undefined)
    return { socket, marks, remoteAddress, trustedDespite: undefined, ...(reader && { reader }) };
  const secured = connectTls({
    socket,
    host: target.host,
    ...(isIP(target.host) === 0 && { servername: target.host }),
    secureContext: tls.context,
    rejectUnauthorized: !tls.trustAnyCertificate,
    ALPNProtocols: ['http/1.1'],
  });
  await untilEvent(secured, 'secureConnect', limits, {
    error: (error) => explainTlsError(error, target.host, where),
    doing: `for the TLS handshake`,
    where,
  });
  marks.securedAt = performance.now();
  return { socket: secured, marks, remoteAddress, trustedDespite: whyTrusted(secured, target.host) };
}

async function dial(
  host: string,
  port: number,
  limits: WaitLimits,
  marks: ConnectionMarks,
  reader?: ByteReader,
): Promise<Socket> {
  const where = hostAndPort(host, port);
  const onread = reader?.onread;
  const socket = connectTcp({ host, port, noDelay: true, keepAlive: true, ...(onread && { onread }) });
  socket.once('lookup', () => (marks.lookupAt = performance.now()));
  await untilEvent(socket, 'connect', limits, {
    error: (error) => explainConnectError(error, host, where),
    doing: 'to connect',
    where,
  });
  marks.connectedAt = performance.now();
  return socket;
}

interface Waiting {
  readonly error: (error: unknown) => TransportFailure;
  /** Ends "was silent while waiting …". */
  readonly doing: string;
  readonly where: string;
}

/** Waits for one event of a socket. On error, silence or cancel the socket is destroyed. */
function untilEvent(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  limits: WaitLimits,
  waiting: Waiting,
): Promise<void> {
  const { signal, idleTimeoutMs } = limits;
  return new Promise((resolve, reject) => {
    const settle = (failure?: TransportFailure): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off(event, onEvent).off('error', onError).off('close', onClose).off('lookup', onProgress);
      if (failure === undefined) {
        resolve();
        return;
      }
      socket.destroy();
      reject(failure);
    };
    const onEvent = (): void => {
      settle();
    };
    const onError = (error: Error): void => {
      settle(waiting.error(error));
    };
    const onClose = (): void => {
      settle(waiting.error(new Error('the connection was closed')));
    };
    const onAbort = (): void => {
      settle(cancelledByUser(`while waiting ${waiting.doing}`));
    };
    const onProgress = (): void => {
      timer.refresh();
    };
    const timer = setTimeout(() => {
      settle(silentTooLong(waiting.where, idleTimeoutMs, waiting.doing));
    }, idleTimeoutMs);
    // A socket may report an error in the gap between two owners: that must not end the process.
    socket.on('error', ignore);
    socket.on(event, onEvent).on('error', onError).on('close', onClose).on('lookup', onProgress);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

function ignore(): void {
  // The owner of the moment has its own listener; see untilEvent.
}

/** A connection to the proxy itself. Its faults are the proxy's, never the instance's. */
async function reachProxy(proxy: ProxyAddress, limits: WaitLimits, marks: ConnectionMarks): Promise<Socket> {
  const where = hostAndPort(proxy.host, proxy.port);
  try {
    const socket = await dial(proxy.host, proxy.port, limits, marks);
    if (!proxy.secure) return socket;
    const secured = connectTls({
      socket,
      host: proxy.host,
      ...(isIP(proxy.host) === 0 && { servername: proxy.host }),
    });
    await untilEvent(secured, 'secureConnect', limits, {
      error: (error) => explainTlsError(error, proxy.host, where),
      doing: 'for the TLS handshake of the proxy',
      where,
    });
    return secured;
  } catch (error) {
    if (!(error instanceof TransportFailure) || error.kind === 'cancelled') throw error;
    throw new TransportFailure(
      error.kind === 'refused' ? 'unreachable' : error.kind,
      `The proxy ${where} (from ${proxy.variable}) could not be used. ${error.message}`,
      error.code,
    );
  }
}

/** Asks the proxy for a tunnel (RFC 9110 section 9.3.6) and gives the socket that leads through it. */
function openTunnel(
  socket: Socket,
  target: ConnectTarget,
  proxy: ProxyAddress,
  limits: WaitLimits,
): Promise<Socket> {
  const destination = hostAndPort(target.host, target.port);
  const name = `The proxy ${hostAndPort(proxy.host, proxy.port)} (from ${proxy.variable})`;
  const headers = ['Host', destination];
  if (proxy.authorization !== undefined) headers.push('Proxy-Authorization', proxy.authorization);
  return new Promise((resolve, reject) => {
    const settle = (failure?: TransportFailure): void => {
      limits.signal.removeEventListener('abort', onAbort);
      clearTimeout(timer);
      if (failure === undefined) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(failure);
    };
    const onAbort = (): void => {
      settle(cancelledByUser('while waiting for the proxy'));
    };
    const timer = setTimeout(() => {
      settle(silentTooLong(name, limits.idleTimeoutMs, `for a tunnel to ${destination}`));
    }, limits.idleTimeoutMs);
    limits.signal.addEventListener('abort', onAbort, { once: true });
    const asked = httpRequest({
      method: 'CONNECT',
      path: destination,
      headers,
      setDefaultHeaders: false,
      createConnection: () => socket,
    });
    asked.on('connect', (answer, _socket, first) => {
      const status = answer.statusCode ?? 0;
      if (status < 200 || status > 299) {
        settle(
          tunnelRefused(
            `${name} opened no tunnel to ${destination}: it answered ${String(status)} ${answer.statusMessage ?? ''}`,
          ),
        );
        return;
      }
      if (first.length > 0) socket.unshift(first);
      settle();
    });
    asked.on('error', (error) => {
      settle(tunnelRefused(`${name} opened no tunnel to ${destination}: ${errorText(error)}`));
    });
    asked.end();
    if (limits.signal.aborted) onAbort();
  });
}

function tunnelRefused(what: string): TransportFailure {
  return new TransportFailure(
    'unreachable',
    `${what.trimEnd()}. Check the proxy, or switch it off for this instance.`,
  );
}

function whyTrusted(socket: TLSSocket, host: string): string | undefined {
  // Typed as Error, but it is the error's code where there is one.
  const reason: unknown = socket.authorizationError;
  if (socket.authorized || reason === undefined || reason === null) return undefined;
  const code = typeof reason === 'string' ? reason : errorText(reason);
  const names = socket.getPeerCertificate().subjectaltname?.replace(/(DNS|IP Address):/g, '');
  return `The certificate ${certificateProblem(code, host, names) ?? `did not verify (${code})`}.`;
}
