import type { CaptureSummary } from '../model/capture.ts';
import type { RowPage } from '../model/row-page.ts';

/** Captures that are long, or damaged. */
export interface PageCommands {
  /**
   * Rows, ascending by number and packed: the first `limit` after `after`, or the last `limit` before `before`. `total`
   * counts all rows of the capture, `last` is the highest number: where they are equal, there is no gap.
   */
  'capture.page': {
    in: { captureId: string; limit: number; readonly after?: number; readonly before?: number };
    out: { readonly page: RowPage; readonly total: number; readonly last: number };
  };
  /**
   * Reads what can be read of a damaged capture into a new one beside it, and opens that; `capture.open` does so by itself
   * where a file cannot be opened. What was lost comes as a notice.
   */
  'capture.salvage': { in: { path: string }; out: CaptureSummary };
}
