import type { Draft } from '../../shared/model/draft.ts';
import type { Origin, RoutingLine, ValueOrigin } from '../../shared/model/exchange.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { Era } from '../../shared/model/instance.ts';
import type { ExchangeSink } from '../transport/exchange-sink.ts';

/** What is known of an exchange when its request is about to leave. */
export interface ExchangeStart {
  readonly origin: Origin;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly era: Era;
  readonly url: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly httpMethod: string;
  /** Path and query as on the request line. */
  readonly target: string;
  readonly headers: HeaderList;
  /** The request's body as sent. */
  readonly body: Uint8Array;
  /** JSON-RPC method and name for the row; see Row. */
  readonly method: string;
  readonly name: string;
  readonly routing: readonly RoutingLine[];
  readonly origins: readonly ValueOrigin[];
  readonly draft?: Draft;
  readonly tampered: boolean;
  /** A header that mirrors the body is missing, wrong or unreadable. */
  readonly headerFault: boolean;
}

/**
 * An exchange while it is written: give it to the transport as its sink. Bytes are copied, but those of the answer are
 * looked at once more while it lasts: they must not change after the call, as those of a socket do not.
 */
export interface ExchangeRecorder extends ExchangeSink {
  readonly number: number;
}

/** The one append path, whatever the origin. Never throws: a recording that fails says so in its summary. */
export interface Recording {
  readonly captureId: string;
  begin(start: ExchangeStart): ExchangeRecorder;
}
