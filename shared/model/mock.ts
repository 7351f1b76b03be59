import type { Era } from './instance.ts';

/** How a recording is served. */
export interface MockSettings {
  readonly captureId: string;
  /** Port 0 is a free one. */
  readonly listen: { readonly host: string; readonly port: number };
  /** A request that is not in the recording gets the answer of the nearest one. */
  readonly lenient: boolean;
  /** Answers that broke off are given as they came, and all as slowly as they came. */
  readonly faults: boolean;
  /** Only what this instance answered. */
  readonly instance?: string;
  /** Origins whose pages may use it, beside those of this machine. */
  readonly allowOrigins: readonly string[];
  /** What is answered goes into the present recording. */
  readonly record: boolean;
}

/** A mock, as it runs or has ended. */
export interface MockState extends Pick<
  MockSettings,
  'captureId' | 'lenient' | 'faults' | 'instance' | 'record'
> {
  readonly id: string;
  readonly url: string;
  readonly running: boolean;
  readonly listensBeyondLoopback: boolean;
  /** Recorded requests that it serves. */
  readonly requests: number;
  readonly eras: readonly Era[];
  /** What of the recording is not served, and how the rest is: sentences. */
  readonly notes: readonly string[];
  readonly counts: MockCounts;
  /** What was asked, the latest first: at most MOST_ASKED, of which those that are not in the recording stay longest. */
  readonly asked: readonly MockAsked[];
  /** So many others were asked before. */
  readonly askedBefore: number;
}

/** Of so many methods and names a mock remembers that they were asked. */
export const MOST_ASKED = 200;

/** What was asked of a mock under one method and name. */
export interface MockAsked {
  readonly era: Era;
  readonly method: string;
  /** Tool, prompt, URI or task; '' where there is none. */
  readonly name: string;
  /** Answered from the recording, with the nearest request's answer or not; of these: with the nearest one's. */
  readonly answered: number;
  readonly alike: number;
  readonly unmatched: number;
  /** Epoch ms: when the last one came. */
  readonly lastAt: number;
  /** The recorded request whose answer was given last, or that was nearest. */
  readonly number?: number;
  /** Why the last one that is not in the recording is not: a sentence. */
  readonly says?: string;
}

/** What became of the requests that came. */
export interface MockCounts {
  /** Answered from the recording; of these: with an answer that was given before, and with that of the nearest request. */
  readonly answered: number;
  readonly repeated: number;
  readonly alike: number;
  /** Not in the recording. */
  readonly unmatched: number;
  /** No request that a server may answer: wrong headers, no JSON, no session, a foreign page. */
  readonly refused: number;
}

/** A request that the recording does not have, or one that leads nowhere. */
export interface MockNews {
  readonly id: string;
  /**
   * `unmatched`: it got an error. `alike`: it got the answer of the nearest one. `waiting`: a client polls a task that goes on only
   * once it has sent what was sent then.
   */
  readonly kind: 'unmatched' | 'alike' | 'waiting';
  readonly era: Era;
  readonly method: string;
  /** Tool, prompt, URI or task; '' where there is none. */
  readonly name: string;
  /** The recorded request that is nearest, or that is waited for, by number. */
  readonly nearest?: number;
  /** A sentence. */
  readonly says: string;
}
