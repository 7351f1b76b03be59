import type { Draft } from '../../shared/model/draft.ts';
import type { ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import type { Era, EraEvidence, Instance, Transport } from '../../shared/model/instance.ts';
import type { ReadyInstance } from './channel.ts';
import type { ReadAnswer } from './read-answer.ts';

/** What is known of an instance's era. */
export interface KnownEra {
  readonly era: Era;
  /** Absent where a person set the legacy era and nobody has found out how the server is reached in it. */
  readonly transport?: Transport;
  /** `set` by a person; `detected` in this run; `kept` from an earlier one, so that it may be wrong by now. */
  readonly source: 'detected' | 'kept' | 'set';
  /** Why this era: a sentence. */
  readonly reason: string;
  /** What it was found out by, in order. */
  readonly evidence: readonly EraEvidence[];
  /** A sentence: it does some of what the other era does. */
  readonly mixed?: string;
}

export interface DetectOptions {
  /** What is declared: a session is opened with it, so whoever needs one right away says what for. */
  readonly as?: Pick<Draft, 'clientCapabilities' | 'clientInfo'>;
  /** The answer to a modern server/discover that is there already. */
  readonly discovered?: ReadAnswer;
}

/** Which era each instance is of. The era is a property of a server, not of a request. */
export interface Eras {
  /** Undefined: nobody has found out yet. */
  known(instance: Instance): KnownEra | undefined;
  /**
   * Finds out by asking, each question an exchange. Never rejects for what the server does: where nothing can be
   * told, such as from a server that is down, it resolves with undefined.
   */
  detect(target: ReadyInstance, origin: Origin, asking?: DetectOptions): Promise<KnownEra | undefined>;
  /** An ordinary request was answered as only a modern server does it. */
  sawModern(instance: Instance, method: string, ref: ExchangeRef): void;
  /** The transport by which an instance was reached in the legacy era, whatever its own is. */
  legacyTransport(instance: Instance): Transport | undefined;
  /**
   * Finds that out by opening a session, which stays open. Changes no verdict. `shownBy`: the exchange that shows why
   * there is none. Rejects with AppError where none may be opened.
   */
  openLegacy(
    target: ReadyInstance,
    origin: Origin,
    asking?: Pick<DetectOptions, 'as'>,
  ): Promise<{ readonly transport: Transport } | { readonly shownBy: ExchangeRef }>;
}
