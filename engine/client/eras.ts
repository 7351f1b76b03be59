import type { Origin } from '../../shared/model/exchange.ts';
import type { Era, Instance, Transport } from '../../shared/model/instance.ts';
import type { ReadyInstance } from './channel.ts';

/** What is known of an instance's era. */
export interface KnownEra {
  readonly era: Era;
  readonly transport: Transport;
  /** `set` by a person; `detected` in this run; `kept` from an earlier one, so that it may be wrong by now. */
  readonly source: 'detected' | 'kept' | 'set';
}

/** Which era each instance is of. The era is a property of a server, not of a request. */
export interface Eras {
  /** Undefined: nobody has found out yet. */
  known(instance: Instance): KnownEra | undefined;
  /**
   * Finds out by asking, each question an exchange. Never rejects for what the server does: where nothing can be
   * told, such as from a server that is down, it resolves with undefined.
   */
  detect(target: ReadyInstance, origin: Origin): Promise<KnownEra | undefined>;
}
