import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { RowLog } from './row-log.ts';

/** Rows asked for at once. */
const PAGE = 10_000;

interface FetchRows {
  readonly bridge: Bridge;
  readonly captureId: string;
  readonly log: RowLog;
  /** Called after each page. */
  readonly onRows: () => void;
  /** The user has turned to another capture: what still comes is of no use. */
  readonly stale: () => boolean;
}

/**
 * Fetches all rows of a capture in pages into its log. Safe beside live `rows` events: rows go by number.
 * @returns a sentence where the engine refused
 */
export async function fetchRows({
  bridge,
  captureId,
  log,
  onRows,
  stale,
}: FetchRows): Promise<string | undefined> {
  let after = 0;
  for (;;) {
    const page = await bridge.invoke('capture.rows', { captureId, after, limit: PAGE });
    if (stale()) return undefined;
    if (!page.ok) return page.error.message;
    const last = page.value.rows.at(-1);
    if (last === undefined) return undefined;
    log.apply(page.value.rows);
    onRows();
    after = last.number;
    if (page.value.rows.length < PAGE && after >= page.value.total) return undefined;
  }
}
