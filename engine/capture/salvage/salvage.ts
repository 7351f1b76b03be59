import { basename } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SalvageReport } from '../../../shared/model/salvage.ts';
import { AppError } from '../../app-error.ts';
import { CURRENT_FORMAT } from '../format.ts';
import { openForRecording } from '../open-file.ts';
import { isSqliteError } from '../sqlite-fault.ts';
import { isTreePage, openPages, type FilePages } from './file-pages.ts';
import { COLUMNS, recognise, type KnownRecord, type Table } from './known-records.ts';
import { mend, type Gathered } from './mend.ts';
import { readPageRecords, type Walked } from './page-records.ts';

export interface SalvageOptions {
  readonly program: string;
  /** Epoch ms. */
  readonly now: number;
  /** How far it is, from 0 to 1; called now and then. */
  readonly onProgress?: (part: number) => void;
}

/** Records are written together so many at a time. */
const TOGETHER = 2_000;

/**
 * Reads what can be read of a damaged capture into the empty file `into`, page by page, whatever has become of its header and
 * its trees: each page says of which table its records are. The damaged file is only read. Memory does not grow with it.
 * Throws AppError UNREADABLE where nothing of a capture is in it, and IO.
 */
export function salvage(path: string, into: string, options: SalvageOptions): SalvageReport {
  const name = basename(path);
  const pages = open(path, name);
  try {
    const file = openForRecording(into, { ...options, format: CURRENT_FORMAT });
    try {
      const gathered = gather(pages, file.db, (part) => options.onProgress?.(part * 0.8));
      const report = mend(file.db, gathered, (part) => options.onProgress?.(0.8 + part * 0.2));
      if (report.exchanges === 0) {
        throw new AppError(
          'UNREADABLE',
          `Nothing of a capture could be found in ${name}. It was left as it is.`,
        );
      }
      file.db
        .prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('salvaged', ?)")
        .run(JSON.stringify({ ...report, from: name }));
      return report;
    } finally {
      file.close();
    }
  } finally {
    pages.close();
  }
}

function open(path: string, name: string): FilePages {
  try {
    return openPages(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('IO', `${name} could not be read: ${reason}.`);
  }
}

function gather(pages: FilePages, db: DatabaseSync, onProgress: (part: number) => void): Gathered {
  const writer = createRecordWriter(db);
  const walked: Walked = { taken: new Set(), inVain: pages.count * 2 };
  const strange: number[] = [];
  let unreadableRecords = 0;
  for (let page = 1; page <= pages.count; page += 1) {
    if (page % 256 === 0) onProgress(page / pages.count);
    if (pages.free.has(page)) continue;
    const first = pages.read(page)[page === 1 ? 100 : 0] ?? 0;
    if (!isTreePage(first)) {
      strange.push(page);
      continue;
    }
    // The rest of a long record can begin as a page does.
    if (walked.taken.has(page)) continue;
    const { records, unreadable } = readPageRecords(pages, page, walked);
    unreadableRecords += unreadable;
    for (const record of records) {
      const known = recognise(record);
      if (known === 'other') continue;
      if (known === 'broken' || known.broken) unreadableRecords += 1;
      if (known !== 'broken' && !writer.write(known)) unreadableRecords += 1;
    }
  }
  writer.done();
  const lost = strange.filter((page) => !walked.taken.has(page) && page > 1);
  return { unreadableRecords, unreadableBytes: (lost.length + pages.cut) * pages.pageSize };
}

/** What has the same key was written twice: the rest of an old page. What says more stays. */
const CONFLICTS: Readonly<Partial<Record<Table, string>>> = {
  exchange: `ON CONFLICT (number) DO UPDATE SET ${COLUMNS.exchange
    .slice(1)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')} WHERE exchange.state = 'open'`,
  answer: `ON CONFLICT (exchange) DO UPDATE SET
    head_piece = iif(excluded.head IS NULL, head_piece, excluded.head_piece), head = coalesce(excluded.head, head),
    ending_piece = iif(excluded.ending IS NULL, ending_piece, excluded.ending_piece),
    ending = coalesce(excluded.ending, ending)`,
};

/** Of these the new file has its own. */
const OWN_META: readonly unknown[] = ['recorded_by', 'live_pid', 'salvaged'];

function createRecordWriter(db: DatabaseSync): { write(record: KnownRecord): boolean; done(): void } {
  const statements = new Map<Table, StatementSync>();
  const statementFor = (table: Table): StatementSync => {
    const known = statements.get(table);
    if (known) return known;
    const columns = COLUMNS[table];
    const conflict =
      CONFLICTS[table] ??
      (table === 'meta'
        ? 'ON CONFLICT (key) DO UPDATE SET value = excluded.value'
        : 'ON CONFLICT DO NOTHING');
    const made = db.prepare(
      `INSERT INTO main.${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ${conflict}`,
    );
    statements.set(table, made);
    return made;
  };
  let written = 0;
  db.exec('BEGIN');
  return {
    write({ table, values }) {
      if (table === 'meta' && OWN_META.includes(values[0])) return true;
      try {
        statementFor(table).run(...values);
      } catch (error) {
        // Of the wrong type for its column: SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG.
        if (isSqliteError(error) && [18, 19, 20].includes(error.errcode & 0xff)) return false;
        throw error;
      }
      written += 1;
      if (written % TOGETHER === 0) db.exec('COMMIT; BEGIN');
      return true;
    },
    done: () => {
      db.exec('COMMIT');
    },
  };
}
