import type { RowPage } from '../model/row-page.ts';

/** Captures that are long. */
export interface PageCommands {
  /**
   * Rows, ascending by number and packed: the first `limit` after `after`, or the last `limit` before `before`. `total`
   * counts all rows of the capture, `last` is the highest number: where they are equal, there is no gap.
   */
  'capture.page': {
    in: { captureId: string; limit: number; readonly after?: number; readonly before?: number };
    out: { readonly page: RowPage; readonly total: number; readonly last: number };
  };
}
