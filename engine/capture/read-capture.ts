import type { DatabaseSync } from 'node:sqlite';
import type { ByteSide } from '../../shared/bridge/bridge.ts';
import type { Row, StreamEvent } from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import {
  EVENT_COLUMNS,
  FINDING_COLUMNS,
  ROW_COLUMNS,
  decodeEvent,
  decodeFinding,
  decodeRow,
} from './row-columns.ts';
import { createRecordedRules } from './judging/row-findings.ts';
import { createStreamReader } from './read-streams.ts';
import type { OpenedFile, StoredBody, StoredExchange } from './store-messages.ts';
import {
  DamagedError,
  numberOf,
  optionalBytes,
  optionalText,
  sizeOf,
  textOf,
  type Stored,
} from './stored-values.ts';
import { createFileSize } from './file-size.ts';
import { textPrefix } from './text-prefix.ts';

/** Answers questions about one open file. Throws what SQLite throws, or DamagedError. */
export interface CaptureReader {
  facts(): OpenedFile;
  /** Rows with number > `after`, ascending, at most `limit`; `total` counts all rows of the capture. */
  rows(after: number, limit: number): { rows: Row[]; total: number };
  /** How many rows there are, and the highest number. */
  extent(): { total: number; last: number };
  /** The last `limit` rows with number < `before`, ascending. */
  rowsBefore(before: number, limit: number): Row[];
  row(number: number): Row | undefined;
  /** What was recorded about it, the first 1,000. */
  recordedFindings(number: number): Finding[];
  exchange(number: number, bodyLimit: number): StoredExchange | undefined;
  bytes(
    number: number,
    side: ByteSide,
    offset: number,
    limit: number,
  ): { bytes: Uint8Array<ArrayBuffer>; total: number } | undefined;
  events(number: number, from: number, limit: number): { events: StreamEvent[]; total: number } | undefined;
}

/** A row of a file that nobody records into: what is open in it cannot end any more. */
export function asLost(row: Row): Row {
  return row.state === 'open' ? { ...row, state: 'failed', failureKind: 'lost' } : row;
}

/**
 * `live`: this file is being recorded, so an open exchange may still end. In any other file it cannot: such rows
 * are given as failed and lost, without a word being written.
 */
export function createCaptureReader(db: DatabaseSync, live: boolean): CaptureReader {
  const columns = ROW_COLUMNS.join(', ');
  const page = db.prepare(`SELECT ${columns} FROM exchange WHERE number > ? ORDER BY number LIMIT ?`);
  const pageBefore = db.prepare(
    `SELECT ${columns} FROM exchange WHERE number < ? ORDER BY number DESC LIMIT ?`,
  );
  const one = db.prepare(`SELECT ${columns} FROM exchange WHERE number = ?`);
  const toRow = (stored: Stored): Row => {
    const row = decodeRow(stored);
    return live ? row : asLost(row);
  };
  const recorded = createRecordedRules(db);
  const row = (number: number): Row | undefined => {
    const stored = one.get(number);
    return stored && recorded.complete([toRow(stored)])[0];
  };
  const facts = createFacts(db);
  const countAll = db.prepare('SELECT count(*) AS n FROM exchange');
  const extent = (): { total: number; last: number } => {
    const { lastNumber, unrecorded } = facts();
    // Numbers have no gaps but those that were never written: counting is only needed where there are some.
    return {
      total: unrecorded === 0 ? lastNumber : sizeOf(countAll.get() ?? { n: 0 }, 'n'),
      last: lastNumber,
    };
  };
  const streams = createStreamReader(db);
  const readEvents = createEventReader(db);
  const recordedFindings = createFindingReader(db);
  const readParts = createPartReader(db, recordedFindings);
  return {
    facts,
    rows(after, limit) {
      return { rows: recorded.complete(page.all(after, limit).map(toRow)), total: extent().total };
    },
    extent,
    rowsBefore: (before, limit) => recorded.complete(pageBefore.all(before, limit).reverse().map(toRow)),
    row,
    recordedFindings,
    exchange(number, bodyLimit) {
      const stored = one.get(number);
      if (!stored) return undefined;
      const [found = toRow(stored)] = recorded.complete([toRow(stored)]);
      const bytes = streams.total(number, 'body');
      const prefix = streams.read(number, 'body', 0, Math.min(bytes, bodyLimit));
      const ended = found.state === 'done';
      return {
        row: found,
        notKept: sizeOf(stored, 'not_kept'),
        ...readParts(number, bodyLimit),
        answerBody: { bytes, ...textPrefix(prefix, bytes, ended) },
      };
    },
    bytes(number, side, offset, limit) {
      if (!one.get(number)) return undefined;
      return { bytes: streams.read(number, side, offset, limit), total: streams.total(number, side) };
    },
    events: (number, from, limit) => (one.get(number) ? readEvents(number, from, limit) : undefined),
  };
}

function createFacts(db: DatabaseSync): () => OpenedFile {
  const lastNumber = db.prepare('SELECT coalesce(max(number), 0) AS n FROM exchange');
  const unrecorded = db.prepare("SELECT value FROM meta WHERE key = 'unrecorded'");
  const lastPiece = db.prepare('SELECT coalesce(max(id), 0) AS n FROM piece');
  const lost = db.prepare("SELECT count(*) AS n FROM exchange WHERE state = 'open'");
  const fileSize = createFileSize(db);
  const count = (stored: Stored | undefined): number => (stored ? numberOf(stored, 'n') : 0);
  return () => {
    const missing = unrecorded.get();
    return {
      lastNumber: count(lastNumber.get()),
      unrecorded: missing ? Number.parseInt(textOf(missing, 'value'), 10) || 0 : 0,
      lost: count(lost.get()),
      lastPiece: count(lastPiece.get()),
      bytes: fileSize(),
    };
  };
}

function createEventReader(
  db: DatabaseSync,
): (number: number, from: number, limit: number) => { events: StreamEvent[]; total: number } {
  const page = db.prepare(
    `SELECT ${EVENT_COLUMNS.join(', ')} FROM event WHERE exchange = ? AND idx >= ? ORDER BY idx LIMIT ?`,
  );
  const last = db.prepare('SELECT coalesce(max(idx) + 1, 0) AS n FROM event WHERE exchange = ?');
  return (number, from, limit) => ({
    events: page.all(number, from, limit).map(decodeEvent),
    total: sizeOf(last.get(number) ?? { n: 0 }, 'n'),
  });
}

type Parts = Pick<StoredExchange, 'requestHead' | 'requestBody' | 'answerHead' | 'ending' | 'findings'>;

/** So many findings travel with an exchange; a server that breaks one rule in each event makes more. */
export const MOST_FINDINGS = 1_000;

function createFindingReader(db: DatabaseSync): (number: number) => Finding[] {
  const findings = db.prepare(
    `SELECT ${FINDING_COLUMNS.join(', ')} FROM finding WHERE exchange = ? ORDER BY idx LIMIT ?`,
  );
  return (number) => findings.all(number, MOST_FINDINGS).map(decodeFinding);
}

function createPartReader(
  db: DatabaseSync,
  findings: (number: number) => Finding[],
): (number: number, bodyLimit: number) => Parts {
  const request = db.prepare('SELECT head, size, substr(body, 1, ?) AS body FROM request WHERE exchange = ?');
  const answer = db.prepare('SELECT head, ending FROM answer WHERE exchange = ?');
  return (number, bodyLimit) => {
    const found = request.get(bodyLimit, number);
    if (!found) throw new DamagedError('an exchange has lost its request');
    const stored = answer.get(number);
    const answerHead = stored && optionalText(stored, 'head');
    const ending = stored && optionalText(stored, 'ending');
    return {
      requestHead: textOf(found, 'head'),
      requestBody: requestBody(found),
      ...(answerHead !== undefined && { answerHead }),
      ...(ending !== undefined && { ending }),
      findings: findings(number),
    };
  };
}

function requestBody(stored: Stored): StoredBody {
  const bytes = sizeOf(stored, 'size');
  return { bytes, ...textPrefix(optionalBytes(stored, 'body') ?? new Uint8Array(), bytes, true) };
}
