import type { Result } from '../../shared/bridge/result.ts';
import type { RowGap } from '../../shared/bridge/wire.ts';
import type { RowBatch } from '../../shared/model/capture.ts';
import type { Row } from '../../shared/model/exchange.ts';

/** As many rows as one batch of the feed may hold. */
const PAGE_ROWS = 500;

export interface RowGapFiller {
  /** Rows that arrived as an event: newer than anything that an answer under way can hold. */
  noteLive(batch: RowBatch): void;
  /** Asks for these rows, page by page, and emits them as batches. */
  fill(gaps: readonly RowGap[]): void;
  /** The connection is gone: whoever shows rows asks for all of them again. */
  forget(): void;
}

/**
 * Closes the gaps that the host leaves when a page cannot keep up. One page is asked for at a time, so this side
 * sets the pace. The listeners get what they would have got: `rows` batches.
 */
export function createRowGapFiller(
  ask: (input: {
    captureId: string;
    after: number;
    limit: number;
  }) => Promise<Result<{ readonly rows: readonly Row[] }>>,
  emit: (batch: RowBatch) => void,
): RowGapFiller {
  let queue: RowGap[] = [];
  let running: Promise<void> | undefined;
  let generation = 0;
  let asking: { readonly captureId: string; readonly newer: Set<number> } | undefined;

  const fillOne = async (gap: RowGap, mine: number): Promise<void> => {
    let after = gap.from - 1;
    while (after < gap.to) {
      const newer = new Set<number>();
      asking = { captureId: gap.captureId, newer };
      const answer = await ask({
        captureId: gap.captureId,
        after,
        limit: Math.min(PAGE_ROWS, gap.to - after),
      });
      asking = undefined;
      // A capture that was closed meanwhile, or a cut: nothing is left to be filled.
      if (mine !== generation || !answer.ok) return;
      const last = answer.value.rows.at(-1);
      if (!last) return;
      // A row that arrived while the answer was under way is newer than the answer's copy of it.
      const rows = answer.value.rows.filter((row) => row.number <= gap.to && !newer.has(row.number));
      if (rows.length > 0) emit({ captureId: gap.captureId, rows });
      after = last.number;
    }
  };

  const work = async (): Promise<void> => {
    const mine = generation;
    for (let gap = queue.shift(); gap; gap = queue.shift()) {
      await fillOne(gap, mine);
      if (mine !== generation) return;
    }
    running = undefined;
  };

  return {
    noteLive(batch) {
      if (asking?.captureId !== batch.captureId) return;
      for (const row of batch.rows) asking.newer.add(row.number);
    },
    fill(gaps) {
      queue.push(...gaps);
      running ??= work();
    },
    forget() {
      generation += 1;
      queue = [];
      asking = undefined;
      running = undefined;
    },
  };
}
