import type { ClientRequest } from 'node:http';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { TlsSettings } from '../../shared/model/instance.ts';

/** A body that is still arriving while its request leaves. */
export interface BodySource {
  /** Called once: writes it at the pace at which the request takes it, and ends the request. */
  sendTo(request: ClientRequest): void;
}

/** A request complete to the last header line; the transport adds nothing and changes nothing. */
export interface HttpRequest {
  readonly url: URL;
  /** Path and query as they stand on the request line, where the URL spells them differently. */
  readonly target?: string;
  readonly httpMethod: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array | BodySource;
  readonly tls?: TlsSettings;
  readonly useSystemProxy?: boolean;
}

/** Limits of one exchange. */
export interface TransportLimits {
  /** Longest silence on the socket, in ms. */
  readonly idleTimeoutMs: number;
  /** The same while connecting. Absent: `idleTimeoutMs`. */
  readonly connectTimeoutMs?: number;
  /** The same once the head of an event stream is there; 0 waits for ever. Absent: `idleTimeoutMs`. */
  readonly streamIdleTimeoutMs?: number;
  /** Longest body after decoding, in bytes; the rest is cut and marked. */
  readonly maxBodyBytes: number;
  /** Longest header section of an answer, in bytes. */
  readonly maxHeaderBytes: number;
}

export const DEFAULT_LIMITS: TransportLimits = {
  idleTimeoutMs: 60_000,
  maxBodyBytes: 64 * 1024 * 1024,
  maxHeaderBytes: 256 * 1024,
};
