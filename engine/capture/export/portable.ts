import type { Failure, Row, StreamEvent } from '../../../shared/model/exchange.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { ResponseHead, ExchangeEnd } from '../../transport/exchange-sink.ts';
import { lostFailure } from '../lost-failure.ts';
import type { GatewayEnding } from '../recorder.ts';
import { readColumn, type StoredRequestHead } from '../stored-detail.ts';
import type { StoredPortable } from './export-messages.ts';

/** All that is known of an exchange, for whoever writes it elsewhere. */
export interface Portable {
  readonly row: Row;
  readonly request: StoredRequestHead;
  readonly requestBody: Uint8Array;
  readonly answer?: ResponseHead;
  readonly end: ExchangeEnd & { readonly gateway?: GatewayEnding };
  readonly body: Uint8Array;
  /** The body is longer than what is here. */
  readonly isCut: boolean;
  readonly events: readonly StreamEvent[];
  readonly findings: readonly Finding[];
  readonly failure?: Failure;
}

/** Throws DamagedError. */
export function portableOf(stored: StoredPortable): Portable {
  const { row, requestBody, body, events, findings } = stored;
  const end = stored.ending === undefined ? { timing: {} } : readColumn.ending(stored.ending);
  const failure = end.failure ?? (row.failureKind === 'lost' ? lostFailure(row.startedAt) : undefined);
  return {
    row,
    request: readColumn.wholeRequestHead(stored.requestHead),
    requestBody,
    ...(stored.answerHead !== undefined && { answer: readColumn.answerHead(stored.answerHead) }),
    end,
    body,
    isCut: stored.bodyTotal > body.length,
    events,
    findings,
    ...(failure && { failure }),
  };
}
