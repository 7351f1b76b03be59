import type { Row, StreamEvent } from '../../../shared/model/exchange.ts';
import type { Finding } from '../../../shared/model/finding.ts';

/** An exchange as the store's worker hands it out to be written elsewhere; the JSON is read by the asker. */
export interface StoredPortable {
  readonly row: Row;
  readonly requestHead: string;
  readonly requestBody: Uint8Array;
  readonly answerHead?: string;
  readonly ending?: string;
  /** Decoded; at most MOST_BODY bytes of it. */
  readonly body: Uint8Array;
  readonly bodyTotal: number;
  readonly events: readonly StreamEvent[];
  /** What was recorded beside the messages; not what rules find. */
  readonly findings: readonly Finding[];
}

/** Questions of exports to the store's worker. */
export interface ExportQueries {
  /**
   * Exchanges with number > `after`, ascending, or those of `numbers`; at most `limit`, fewer where they are large, none
   * only where there are no more. `next`: the `after` of the next page, or how many of `numbers` have been dealt with.
   */
  portable: {
    in: { readonly after: number; readonly limit: number; readonly numbers?: readonly number[] };
    out: { readonly exchanges: readonly StoredPortable[]; readonly next: number };
  };
}
