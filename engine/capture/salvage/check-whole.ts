import type { DatabaseSync } from 'node:sqlite';
import { readColumn } from '../stored-detail.ts';
import { numberOf, textOf, type Stored } from '../stored-values.ts';
import { EMPTY_HEAD } from './known-records.ts';

/** Looked at together. */
const PAGE = 1_000;

/**
 * Looks at what is put together of pieces: a piece may be lost, and then what named it cannot be read. That is emptied, as what
 * is broken by itself is while records are gathered. Answers how many records lost something.
 */
export function checkWhole(db: DatabaseSync): number {
  const emptyRequest = db.prepare(
    'UPDATE main.request SET head = ?, head_piece = NULL, draft_piece = NULL WHERE exchange = ?',
  );
  const emptyHead = db.prepare('UPDATE main.answer SET head = NULL, head_piece = NULL WHERE exchange = ?');
  const emptyEnding = db.prepare(
    'UPDATE main.answer SET ending = NULL, ending_piece = NULL WHERE exchange = ?',
  );
  return (
    check(db, 'request', 'head', 'head_piece IS NOT NULL OR draft_piece IS NOT NULL', {
      read: readColumn.wholeRequestHead,
      empty: (number) => emptyRequest.run(EMPTY_HEAD, number),
    }) +
    check(db, 'answer', 'head', 'head_piece IS NOT NULL', {
      read: readColumn.answerHead,
      empty: (number) => emptyHead.run(number),
    }) +
    check(db, 'answer', 'ending', 'ending_piece IS NOT NULL', {
      read: readColumn.ending,
      empty: (number) => emptyEnding.run(number),
    })
  );
}

function check(
  db: DatabaseSync,
  table: 'request' | 'answer',
  column: 'head' | 'ending',
  hasPieces: string,
  { read, empty }: { readonly read: (text: string) => unknown; readonly empty: (number: number) => unknown },
): number {
  const page = db.prepare(
    `SELECT exchange, ${column} AS text FROM ${table} WHERE exchange IN
      (SELECT exchange FROM main.${table} WHERE exchange > ? AND (${hasPieces}) ORDER BY exchange LIMIT ${String(PAGE)})
      ORDER BY exchange`,
  );
  let emptied = 0;
  for (let after = 0; ;) {
    const found = page.all(after);
    const last = found.at(-1);
    if (!last) return emptied;
    for (const stored of found) {
      if (canBeRead(stored, read)) continue;
      empty(numberOf(stored, 'exchange'));
      emptied += 1;
    }
    after = numberOf(last, 'exchange');
  }
}

function canBeRead(stored: Stored, read: (text: string) => unknown): boolean {
  try {
    read(textOf(stored, 'text'));
    return true;
  } catch {
    return false;
  }
}
