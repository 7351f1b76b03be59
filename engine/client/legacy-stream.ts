import type { ExchangeLink, ExchangeRef } from '../../shared/model/exchange.ts';
import type { JsonObject } from '../../shared/model/draft.ts';
import type { ExpectedAnswer } from '../capture/expected-answer.ts';
import type { TransportLimits } from '../transport/http-request.ts';
import type { SeenAnswer } from './http-exchange.ts';
import { pause } from './pause.ts';

/** A GET that is open, or was. */
export interface OpenStream {
  readonly ref: ExchangeRef;
  /** Resolves when it has ended, however. */
  readonly done: Promise<SeenAnswer>;
}

/** Opens a GET stream from behind `lastEventId`. */
export type OpenGet = (options: {
  readonly link: ExchangeLink;
  readonly linkedTo: ExchangeRef;
  readonly lastEventId?: string;
  /** What is read as its answer; absent: none is expected. */
  readonly expected?: ExpectedAnswer;
  /** Absent: it may be silent for as long as nothing happens. */
  readonly limits?: TransportLimits;
  readonly signal: AbortSignal;
  /** Aborted when all that was wanted of it is there: it is ended, which is no failure. */
  readonly enough?: AbortSignal;
  readonly onMessage: (message: JsonObject, from: ExchangeRef) => void;
  /** With each part that comes. */
  readonly onProgress?: () => void;
}) => OpenStream;

/** A stream that broke, and from where it goes on. */
export interface BrokenStream {
  readonly ref: ExchangeRef;
  readonly lastEventId?: string;
  readonly retryMs?: number;
}

/** Where the server says nothing else, the next attempt waits so long at first, and doubled with each that is in vain. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** So many attempts in a row may bring nothing before it is given up. */
const MOST_IN_VAIN = 5;

/**
 * Goes on with a stream that broke, as often as it breaks, until nobody wants more of it or the server refuses.
 * Resolves with all its exchanges. Never rejects.
 *
 * Source: https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#resumability-and-redelivery
 */
export async function followStream(
  broken: BrokenStream,
  options: {
    readonly open: OpenGet;
    readonly onMessage: (message: JsonObject, from: ExchangeRef) => void;
    readonly onProgress?: () => void;
    readonly onOpen?: (ref: ExchangeRef) => void;
    readonly onEnd?: (ref: ExchangeRef, seen: SeenAnswer) => void;
    /** Whether more of it is wanted. */
    readonly wanted: () => boolean;
    readonly signal: AbortSignal;
  },
): Promise<readonly ExchangeRef[]> {
  const { open, onMessage, wanted, signal } = options;
  const refs: ExchangeRef[] = [];
  let { ref, lastEventId, retryMs } = broken;
  let inVain = 0;
  while (inVain < MOST_IN_VAIN) {
    await pause(retryMs ?? Math.min(FIRST_WAIT_MS * 2 ** inVain, LONGEST_WAIT_MS), signal);
    if (signal.aborted || !wanted()) break;
    const stream = open({
      link: { kind: 'resumed', to: ref.number },
      linkedTo: ref,
      ...(lastEventId !== undefined && { lastEventId }),
      signal,
      onMessage,
      ...(options.onProgress && { onProgress: options.onProgress }),
    });
    ({ ref } = stream);
    refs.push(ref);
    options.onOpen?.(ref);
    const seen = await stream.done;
    options.onEnd?.(ref, seen);
    // The server has said that there is no such stream; one that is only unwell may come back.
    if (seen.status !== undefined && !seen.isStream && seen.status < 500) break;
    inVain = seen.hadEvents ? 0 : inVain + 1;
    lastEventId = seen.lastEventId ?? lastEventId;
    retryMs = seen.retryMs ?? retryMs;
  }
  return refs;
}
