import type { Draft } from '../../shared/model/draft.ts';
import type { ExchangeLink, ExchangeRef, Origin, ReplayedFrom, Row } from '../../shared/model/exchange.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { Connection } from '../../shared/model/input.ts';
import type { Era, Instance, Transport } from '../../shared/model/instance.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import type { Recording } from '../capture/recorder.ts';
import type { HttpPool } from '../transport/http-pool.ts';
import type { Inputs } from './inputs.ts';

/** An instance with its header values, and its command's environment, filled from the environment. */
export interface ReadyInstance {
  readonly instance: Instance;
  readonly headers: HeaderList;
}

/** An exchange on its way: known by its ref at once. */
export interface Sending {
  readonly ref: ExchangeRef;
  /** Resolves when the exchange has ended, however. It never rejects. */
  readonly done: Promise<void>;
  /** As it stands now. */
  row(): Row;
  /**
   * Legacy era: the exchanges that went on with its answer where the stream broke, once there are no more of them.
   * The last one has the answer, or shows why there is none. It never rejects. Absent: never any.
   */
  readonly rest?: Promise<readonly ExchangeRef[]>;
}

/** What every channel needs of the engine. */
export interface ChannelServices {
  /** Where exchanges are recorded now; asked anew for each exchange. */
  readonly recording: () => Recording;
  readonly pool: HttpPool;
  /** A JSON-RPC id that this client has not used yet. */
  readonly nextRequestId: () => number;
  /** Answers what legacy servers ask for. */
  readonly inputs: Inputs;
  readonly tellConnection: (connection: Connection) => void;
  /** A mistake of Hopscope's own. */
  readonly onBug: (error: unknown, where: string) => void;
}

/** One request that is to leave. */
export interface SendOrder {
  readonly draft: Draft;
  readonly origin: Origin;
  readonly link?: ExchangeLink;
  /** A replay sends it: what it repeats. */
  readonly replayed?: ReplayedFrom;
  /** Aborting it cancels the exchange, the way the era and the transport want. */
  readonly signal: AbortSignal;
}

/** Whether requests can leave. `shownBy`: the exchange that shows why not. */
export type Readiness = { readonly ok: true } | { readonly ok: false; readonly shownBy: ExchangeRef };

/** One way to one instance: it carries requests and notifications of one era, each as an exchange. */
export interface Channel {
  readonly era: Era;
  readonly transport: Transport;
  /**
   * Starts the process and opens the session that this order needs, where they are not there yet. Throws AppError
   * where it may not, such as a command that nobody has allowed.
   */
  ready(order: SendOrder): Promise<Readiness>;
  /** Only right after `ready` said yes. Throws AppError BAD_INPUT where nothing can leave at all. */
  send(order: SendOrder): Sending;
  /** The initialize that opened the session that is open now. Absent in the modern era; undefined: none is open. */
  readonly opened?: () => ExchangeRef | undefined;
  /** The exact request that would leave now. Absent: it does not depend on what is open. */
  preview?(draft: Draft, requestId: number): RequestPreview;
  /** Ends an open exchange that nobody ordered, such as the stream of a session; false where it has none such. */
  cancel?(ref: ExchangeRef): boolean;
  /** The workspace's roots are others now. Absent: nobody is told of that in this era. */
  rootsChanged?(): void;
  /** Ends what is open on it, in the way that the era wants; resolves when all of it is gone. Can be called again. */
  close(): Promise<void>;
}
