import type { HeaderList } from '../../shared/model/headers.ts';
import type { TlsSettings } from '../../shared/model/instance.ts';

/** A request complete to the last header line; the transport adds nothing and changes nothing. */
export interface HttpRequest {
  readonly url: URL;
  readonly httpMethod: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  readonly tls?: TlsSettings;
  readonly useSystemProxy?: boolean;
}

/** Limits of one exchange. */
export interface TransportLimits {
  /** Longest silence on the socket, in ms. */
  readonly idleTimeoutMs: number;
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
