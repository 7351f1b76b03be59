import type { Era, Transport } from '../../shared/model/instance.ts';

/** A recorded request, or a stream, as a mock finds it again: without any body. */
export interface RecordedRequest {
  readonly number: number;
  /** `stream`: what a server says unasked, on a GET, or in a process beside its answers. */
  readonly kind: 'request' | 'stream';
  readonly era: Era;
  readonly transport: Transport;
  /** '' of a stream. */
  readonly method: string;
  /** See nameOf. */
  readonly name: string;
  /** See requestKey: equal for requests that are the same. '' of a stream. */
  readonly key: string;
  readonly instanceName: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Epoch ms; absent where it never ended. */
  readonly endedAt?: number;
  /** The stream on which the answer came. */
  readonly channel?: number;
  /** The revision that the request names. */
  readonly revision?: string;
  /** What came: a JSON-RPC response, a stream of messages, an HTTP answer without either, nothing. */
  readonly answer: 'message' | 'stream' | 'http' | 'none';
  /** HTTP status. */
  readonly status?: number;
  /** Of a JSON-RPC error. */
  readonly errorCode?: number;
  /** It did not come to a proper end. */
  readonly broke: boolean;
  /** A gateway did something to it on purpose. */
  readonly injected?: true;
  /** A gateway sent it a second time on purpose. */
  readonly duplicate?: true;
  /** A replay sent it. */
  readonly isReplay: boolean;
  /** Values in it are placeholders. */
  readonly redacted?: true;
  /** It names a session. */
  readonly inSession?: true;
}
