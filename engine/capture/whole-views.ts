import type { DatabaseSync } from 'node:sqlite';
import { CHUNKS_PER_EXCHANGE, PIECES_SINCE } from './format.ts';
import { versionOf } from './migrate.ts';

const FIRST_CHUNK = `main.chunk WHERE id = whole.exchange * ${String(CHUNKS_PER_EXCHANGE)}`;

const piece = (column: string): string =>
  `coalesce((SELECT text FROM main.piece WHERE id = whole.${column}), '')`;

/**
 * Since version 5 a part of a request's or answer's JSON that many have alike stands in `piece`, and a body that is the end of
 * its exchange's first chunk of wire bytes stands only there. Puts views in front of both tables that show them whole, as they
 * were before, and a request's `size`, for which no body is read: whoever reads `request` and `answer` need not know. Whoever
 * writes names `main.request` and `main.answer`.
 *
 * The views belong to this connection and are in no file. To be called before the connection becomes one that only asks.
 */
export function showWhole(db: DatabaseSync): void {
  if (versionOf(db) < PIECES_SINCE) return;
  db.exec(`
CREATE TEMP VIEW request AS SELECT exchange,
  ${piece('head_piece')} || head || ${piece('draft_piece')} AS head,
  CASE WHEN body_at IS NULL THEN body
    ELSE coalesce((SELECT substr(request, whole.body_at + 1) FROM ${FIRST_CHUNK}), x'') END AS body,
  CASE WHEN body_at IS NULL THEN length(body)
    ELSE coalesce((SELECT max(length(request) - whole.body_at, 0) FROM ${FIRST_CHUNK}), 0) END AS size
  FROM main.request AS whole;
CREATE TEMP VIEW answer AS SELECT exchange,
  ${piece('head_piece')} || head AS head,
  ending || ${piece('ending_piece')} AS ending
  FROM main.answer AS whole;
`);
}
