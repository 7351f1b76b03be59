import type { RowBatch } from '../../shared/model/capture.ts';
import type { Row } from '../../shared/model/exchange.ts';

/** A batch leaves this long after its first change at the latest. */
const FEED_MS = 50;
/** And as soon as it holds so many rows. */
const FEED_ROWS = 500;

/** New and changed rows on their way to the screens. */
export interface Feed {
  /** `build` gives the row's state when its batch leaves: many changes are one row. Never throws. */
  changed(captureId: string, number: number, build: () => Row): void;
  /** Sends what waits. */
  flush(): void;
}

export interface FeedOptions {
  readonly onRows: (batch: RowBatch) => void;
  /** A sentence: a row could not be shown. */
  readonly onProblem: (message: string) => void;
}

/** Batches of at most FEED_ROWS rows, one at least every FEED_MS while there is something to tell. */
export function createFeed({ onRows, onProblem }: FeedOptions): Feed {
  const waiting = new Map<string, Map<number, () => Row>>();
  let timer: NodeJS.Timeout | undefined;

  const report = (number: number | undefined, error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error);
    onProblem(`Row ${String(number)} could not be shown: ${reason}`);
  };
  const send = (captureId: string, rows: readonly Row[]): void => {
    try {
      onRows({ captureId, rows });
    } catch (error) {
      // One bad row must not take the others with it.
      if (rows.length > 1) for (const row of rows) send(captureId, [row]);
      else report(rows[0]?.number, error);
    }
  };
  const emit = (captureId: string): void => {
    const builds = waiting.get(captureId);
    waiting.delete(captureId);
    const rows: Row[] = [];
    for (const [number, build] of builds ?? []) {
      try {
        rows.push(build());
      } catch (error) {
        report(number, error);
      }
    }
    if (rows.length > 0) send(captureId, rows);
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const captureId of [...waiting.keys()]) emit(captureId);
  };
  return {
    changed(captureId, number, build) {
      let builds = waiting.get(captureId);
      if (!builds) {
        builds = new Map();
        waiting.set(captureId, builds);
      }
      builds.set(number, build);
      if (builds.size >= FEED_ROWS) emit(captureId);
      else timer ??= setTimeout(flush, FEED_MS);
    },
    flush,
  };
}
