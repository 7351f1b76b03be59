import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { Connection } from '../../shared/model/input.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { ChannelServices, Readiness, Sending, SendOrder } from './channel.ts';
import type { Incoming } from './process-messages.ts';
import type { ServerProcess } from './server-process.ts';
import type { StdioFlight } from './stdio-flight.ts';

/** What one process is spoken to in: the part of a stdio channel that depends on the era. As long as its process. */
export interface StdioEra {
  /** Whether a line may be a batch. */
  readonly readsBatches: boolean;
  /** Whether the server waits for a person, and so has a reason to say nothing. */
  readonly waitsForPerson: boolean;
  /** Why it had its process ended: a sentence. */
  readonly problem?: string | undefined;
  /** The initialize that opened the session that is open now. */
  readonly openedBy?: ExchangeRef | undefined;
  /** Opens what requests need; called before each one. */
  open(order: SendOrder): Promise<Readiness>;
  /** Throws AppError BAD_INPUT where nothing can leave at all. */
  send(order: SendOrder): Sending;
  take(incoming: Incoming): void;
  /** Tells the server that nobody waits for this answer any more. */
  cancel(flight: StdioFlight): void;
  /** The workspace's roots are others now. Absent: nobody is told of that in this era. */
  rootsChanged?(): void;
  /** The process is gone. */
  lose(problem: string): void;
  /** We end it. */
  close(): void;
}

export interface StdioEraOptions {
  readonly instance: Instance;
  readonly process: ServerProcess;
  readonly services: ChannelServices;
  /** How things stand now; the channel adds what it knows of the process. */
  readonly tell: (state: Omit<Connection, 'instanceId' | 'era' | 'transport'>) => void;
}

export type OpenStdioEra = (options: StdioEraOptions) => StdioEra;
