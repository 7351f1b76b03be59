import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { unpackRows } from './packed-rows.ts';
import { NO_PIECE } from './piece-memory.ts';
import { EVENT_COLUMNS, EVENT_TEXTS, FINDING_COLUMNS, ROW_COLUMNS, ROW_TEXTS } from './row-columns.ts';
import type { ColumnValue } from './stored-values.ts';
import { isSqliteError } from './sqlite-fault.ts';
import {
  ABSENT,
  ANSWER_NUMBERS,
  CHUNK_NUMBERS,
  PIECE_NUMBERS,
  REQUEST_NUMBERS,
  type AppendBatch,
} from './store-messages.ts';

/** Writes batches into one open file. */
export interface BatchWriter {
  /**
   * All of the batch in one transaction, or nothing: throws what SQLite throws when the disk says no. Single
   * records that the file would not take are left out and told.
   */
  write(batch: AppendBatch): Rejected;
}

export interface Rejected {
  readonly count: number;
  /** Of the first one. */
  readonly message: string;
}

const NOTHING_REJECTED: Rejected = { count: 0, message: '' };

function insertSql(table: string, columns: readonly string[], verb = 'INSERT'): string {
  return `${verb} INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}

type Run = (statement: StatementSync, values: readonly ColumnValue[]) => void;

/** Prepares the statements once. */
export function createBatchWriter(db: DatabaseSync): BatchWriter {
  const statements = prepareStatements(db);
  let unrecorded = 0;

  const apply = (batch: AppendBatch, run: Run): void => {
    db.exec('BEGIN IMMEDIATE');
    writePieces(batch, statements.piece, run);
    for (const row of unpackRows(batch.rows, ROW_TEXTS)) run(statements.row, row);
    writeRequests(batch, statements.request, run);
    writeAnswers(batch, statements.answer, run);
    writeChunks(batch, statements.chunk, run);
    for (const event of unpackRows(batch.events, EVENT_TEXTS)) run(statements.event, event);
    for (let at = 0; at < batch.findings.length; at += FINDING_COLUMNS.length) {
      run(statements.finding, batch.findings.slice(at, at + FINDING_COLUMNS.length));
    }
    if (batch.unrecorded !== unrecorded) {
      run(statements.meta, ['unrecorded', String(batch.unrecorded)]);
    }
    db.exec('COMMIT');
    unrecorded = batch.unrecorded;
  };
  const attempt = (batch: AppendBatch, run: Run): void => {
    try {
      apply(batch, run);
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };
  return {
    write(batch) {
      try {
        attempt(batch, (statement, values) => {
          statement.run(...values);
        });
        return NOTHING_REJECTED;
      } catch (error) {
        if (!isRejection(error)) throw error;
      }
      return writeOneByOne(batch, attempt);
    },
  };
}

/** One record that the file refuses must not take the others with it. */
function writeOneByOne(batch: AppendBatch, attempt: (batch: AppendBatch, run: Run) => void): Rejected {
  let count = 0;
  let message = '';
  attempt(batch, (statement, values) => {
    try {
      statement.run(...values);
    } catch (error) {
      if (!isRejection(error)) throw error;
      count += 1;
      if (count === 1) message = error.message;
    }
  });
  return { count, message };
}

/** SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_RANGE: about the values, not about the disk. */
const REJECTIONS: readonly number[] = [18, 19, 20, 25];

function isRejection(error: unknown): error is Error {
  if (isSqliteError(error)) return REJECTIONS.includes(error.errcode & 0xff);
  // Node refuses to bind what is no column value before SQLite sees it.
  return error instanceof TypeError || error instanceof RangeError;
}

interface Statements {
  readonly row: StatementSync;
  readonly piece: StatementSync;
  readonly request: StatementSync;
  readonly answer: StatementSync;
  readonly chunk: StatementSync;
  readonly event: StatementSync;
  readonly finding: StatementSync;
  readonly meta: StatementSync;
}

function prepareStatements(db: DatabaseSync): Statements {
  const chunkColumns = [
    'id',
    'at_ms',
    'request_from',
    'response_from',
    'body_from',
    'body_length',
    'spans',
    'body',
    'request',
    'response',
  ];
  return {
    row: db.prepare(insertSql('exchange', ROW_COLUMNS, 'INSERT OR REPLACE')),
    // Long texts come as the bytes that they are stored as.
    piece: db.prepare('INSERT INTO piece (id, text) VALUES (?, CAST(? AS TEXT))'),
    request: db.prepare(
      `INSERT INTO main.request (exchange, head_piece, head, draft_piece, body, body_at)
        VALUES (?, ?, CAST(? AS TEXT), ?, ?, ?)`,
    ),
    answer: db.prepare(
      `INSERT INTO main.answer (exchange, head_piece, head, ending_piece, ending)
        VALUES (?, ?, CAST(? AS TEXT), ?, CAST(? AS TEXT)) ON CONFLICT (exchange) DO UPDATE SET
        head_piece = iif(excluded.head IS NULL, head_piece, excluded.head_piece), head = coalesce(excluded.head, head),
        ending_piece = iif(excluded.ending IS NULL, ending_piece, excluded.ending_piece),
        ending = coalesce(excluded.ending, ending)`,
    ),
    chunk: db.prepare(insertSql('chunk', chunkColumns)),
    event: db.prepare(insertSql('event', EVENT_COLUMNS)),
    finding: db.prepare(insertSql('finding', FINDING_COLUMNS)),
    meta: db.prepare(insertSql('meta', ['key', 'value'], 'INSERT OR REPLACE')),
  };
}

function writePieces({ pieces, bytes }: AppendBatch, statement: StatementSync, run: Run): void {
  for (let at = 0; at < pieces.length; at += PIECE_NUMBERS.length) {
    run(statement, [pieces[at] ?? 0, new Uint8Array(bytes, pieces[at + 1], pieces[at + 2])]);
  }
}

function pieceAt(numbers: Float64Array, at: number): number | null {
  const piece = numbers[at] ?? NO_PIECE;
  return piece === NO_PIECE ? null : piece;
}

function writeRequests({ requests, bytes }: AppendBatch, statement: StatementSync, run: Run): void {
  for (let at = 0; at < requests.length; at += REQUEST_NUMBERS.length) {
    const bodyAt = requests[at + 7] ?? ABSENT;
    run(statement, [
      requests[at] ?? 0,
      pieceAt(requests, at + 1),
      new Uint8Array(bytes, requests[at + 2], requests[at + 3]),
      pieceAt(requests, at + 4),
      new Uint8Array(bytes, requests[at + 5], requests[at + 6]),
      bodyAt === ABSENT ? null : bodyAt,
    ]);
  }
}

function writeAnswers({ answers, bytes }: AppendBatch, statement: StatementSync, run: Run): void {
  const part = (at: number): Uint8Array | null =>
    answers[at + 1] === ABSENT ? null : new Uint8Array(bytes, answers[at], answers[at + 1]);
  for (let at = 0; at < answers.length; at += ANSWER_NUMBERS.length) {
    run(statement, [
      answers[at] ?? 0,
      pieceAt(answers, at + 1),
      part(at + 2),
      pieceAt(answers, at + 4),
      part(at + 5),
    ]);
  }
}

function writeChunks(batch: AppendBatch, statement: StatementSync, run: Run): void {
  const { chunks, segments, bytes } = batch;
  let place = 0;
  const takePairs = (count: number): Float64Array => {
    const pairs = segments.subarray(place, place + count * 2);
    place += count * 2;
    return pairs;
  };
  for (let at = 0; at < chunks.length; at += CHUNK_NUMBERS.length) {
    const request = gather(bytes, takePairs(chunks[at + 6] ?? 0));
    const response = gather(bytes, takePairs(chunks[at + 7] ?? 0));
    const body = gather(bytes, takePairs(chunks[at + 8] ?? 0));
    const spans = takePairs(chunks[at + 9] ?? 0);
    run(statement, [
      ...chunks.subarray(at, at + 6),
      spans.length > 0 ? `[${spans.join(',')}]` : null,
      body,
      request,
      response,
    ]);
  }
}

/** The bytes that these pairs of place and length name, in one piece. */
function gather(bytes: ArrayBuffer, pairs: Float64Array): Uint8Array | null {
  const [from, length] = pairs;
  if (from === undefined || length === undefined) return null;
  if (pairs.length === 2) return new Uint8Array(bytes, from, length);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    parts.push(new Uint8Array(bytes, pairs[at], pairs[at + 1]));
  }
  return Buffer.concat(parts);
}
