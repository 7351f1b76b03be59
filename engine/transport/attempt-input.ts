import type { Agent } from 'node:http';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { AnswerRelay } from './answer-relay.ts';
import type { ByteReader } from './byte-reader.ts';
import type { EndSignal } from './end-signal.ts';
import type { ExchangeSink } from './exchange-sink.ts';
import type { HttpPool } from './http-pool.ts';
import type { HttpRequest, TransportLimits } from './http-request.ts';
import type { ConnectionMarks, OpenConnection } from './open-connection.ts';

/** What one attempt to carry a request needs. */
export interface AttemptInput {
  readonly request: HttpRequest;
  /** What stands on the request line: path and query, or the whole address towards a proxy. */
  readonly target: string;
  /** As they will leave, a proxy's credentials included. */
  readonly headers: HeaderList;
  readonly agent: () => Agent;
  readonly pool: HttpPool;
  /** What its kept connections are found by. */
  readonly key: string;
  /** Opens a connection where the agent has none; fills `marks`. Rejects with a TransportFailure. `reader`: see ConnectTarget. */
  readonly open: (marks: ConnectionMarks, reader?: ByteReader) => Promise<OpenConnection>;
  readonly host: string;
  readonly port: number;
  /** Host and port for sentences. */
  readonly where: string;
  readonly sink: ExchangeSink;
  readonly limits: TransportLimits;
  readonly signal: EndSignal;
  /** `performance.now()` at the start of the exchange. */
  readonly startedAt: number;
  /** Whether the attempt may end as `repeat` where that is safe. */
  readonly mayRepeat: boolean;
  readonly relay?: AnswerRelay;
}

/** `repeat`: the sink was told nothing, and sending the request again cannot make it happen twice. */
export type AttemptOutcome = 'ended' | 'repeat';
