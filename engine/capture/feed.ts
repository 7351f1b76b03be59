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
  // An array, since a Map that is filled and emptied all the time keeps what was in it alive: see OpenList.
  const waiting: { readonly captureId: string; builds: Map<number, () => Row> }[] = [];
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
  const emit = (entry: (typeof waiting)[number]): void => {
    const { captureId, builds } = entry;
    entry.builds = new Map();
    const rows: Row[] = [];
    for (const [number, build] of builds) {
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
    for (const entry of waiting.splice(0)) emit(entry);
  };
  return {
    changed(captureId, number, build) {
      let entry = waiting.find((each) => each.captureId === captureId);
      if (!entry) {
        entry = { captureId, builds: new Map() };
        waiting.push(entry);
      }
      entry.builds.set(number, build);
      if (entry.builds.size >= FEED_ROWS) emit(entry);
      else timer ??= setTimeout(flush, FEED_MS);
    },
    flush,
  };
}
