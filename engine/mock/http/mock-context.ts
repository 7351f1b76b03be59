import type { Recording } from '../../capture/recorder.ts';
import type { RecordQueue } from '../../record-queue.ts';
import type { DoorRules } from '../../gateway/safety/turn-away.ts';
import type { AskedOnce } from '../asked-board.ts';
import type { Mock } from '../mock.ts';
import type { Replies } from './replies.ts';

/** What one request needs of the mock that it came to. */
export interface MockContext {
  readonly id: string;
  /** Of the recording, for people. */
  readonly name: string;
  /** Where clients post to. */
  readonly url: string;
  readonly path: string;
  readonly mock: Mock;
  readonly door: DoorRules;
  readonly replies: Replies;
  readonly records: RecordQueue;
  /** Answers come as slowly as they were recorded, and break off where they broke. */
  readonly faults: boolean;
  /** Undefined: nothing is kept. */
  recording(): Recording | undefined;
  readonly counts: MutableCounts;
  /** Of requests that the mock looked for in the recording. */
  asked(once: Omit<AskedOnce, 'at'>): void;
  /** After each change of the counts. */
  counted(): void;
  readonly onBug: (error: unknown, where: string) => void;
}

export interface MutableCounts {
  answered: number;
  repeated: number;
  alike: number;
  unmatched: number;
  refused: number;
}
