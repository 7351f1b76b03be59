import { CHUNKS_PER_EXCHANGE } from '../format.ts';
import { readColumn } from '../stored-detail.ts';
import {
  decodeEvent,
  decodeFinding,
  decodeRow,
  EVENT_COLUMNS,
  FINDING_COLUMNS,
  ROW_COLUMNS,
} from '../row-columns.ts';
import { sizeOf, textOf, type Stored } from '../stored-values.ts';
import type { PageRecord, RecordValue } from './page-records.ts';

/** Of which table a record is, as far as its values say: no tree has to be whole for that. */
export type Table = 'meta' | 'exchange' | 'piece' | 'request' | 'answer' | 'chunk' | 'event' | 'finding';

/** In the order in which the columns stand in a record; the first is the row id where the table has one. */
export const COLUMNS: Readonly<Record<Table, readonly string[]>> = {
  meta: ['key', 'value'],
  exchange: ROW_COLUMNS,
  piece: ['id', 'text'],
  request: ['exchange', 'head', 'body', 'head_piece', 'draft_piece', 'body_at'],
  answer: ['exchange', 'head', 'ending', 'head_piece', 'ending_piece'],
  chunk: [
    ...['id', 'at_ms', 'request_from', 'response_from', 'body_from', 'body_length'],
    ...['spans', 'body', 'request', 'response'],
  ],
  event: EVENT_COLUMNS,
  finding: FINDING_COLUMNS,
};

/** Of columns that a later version has added: what their rows have that are older. */
const DEFAULTS: Readonly<Record<string, RecordValue>> = { transport: 'http', finding_count: 0, redacted: 0 };
/** Columns of `exchange` in version 1. */
const FEWEST_ROW_COLUMNS = 21;
/** Of `request` and `answer`, before version 5. */
const FEWEST_PART_COLUMNS = 3;

export interface KnownRecord {
  readonly table: Table;
  /** All of COLUMNS. */
  readonly values: readonly RecordValue[];
  /** A part of it had values that no Hopscope writes, and is left out. */
  readonly broken: boolean;
}

/** 'other': of no table of ours, such as an entry of an index. 'broken': of one of ours, with values that no Hopscope writes. */
export function recognise({ rowId, values }: PageRecord): KnownRecord | 'other' | 'broken' {
  const table = rowId === undefined ? keyedTable(values) : rowTable(values);
  if (table === undefined) return 'other';
  const columns = COLUMNS[table];
  const all = columns.map((column, index) => {
    if (index === 0 && rowId !== undefined) return rowId;
    return index < values.length ? (values[index] ?? null) : (DEFAULTS[column] ?? null);
  });
  const stored = Object.fromEntries(columns.map((column, index) => [column, all[index]]));
  if (isFine(table, stored)) return { table, values: all, broken: false };
  if ((table !== 'request' && table !== 'answer') || !isNumber(Number(all[0]))) return 'broken';
  // What is beside the broken JSON is worth keeping.
  const [exchange = null, ...rest] = all;
  if (table === 'request') {
    const [, body = null, , , bodyAt = null] = rest;
    return { table, values: [exchange, EMPTY_HEAD, body, null, null, bodyAt], broken: true };
  }
  const parts = ['head', 'ending'].map((column) => {
    const piece = `${column}_piece`;
    const part = { [column]: stored[column] ?? null, [piece]: stored[piece] ?? null };
    return isFine('answer', { ...NO_ANSWER, ...part })
      ? { text: part[column] ?? null, piece: part[piece] ?? null }
      : { text: null, piece: null };
  });
  const [texts, pieces] = [parts.map(({ text }) => text), parts.map(({ piece }) => piece)];
  return { table, values: [exchange, ...texts, ...pieces], broken: true };
}

/** Stands for what was known of a request when it left, and is lost. */
export const EMPTY_HEAD = JSON.stringify({
  ...{ url: '', httpMethod: '', target: '', headers: [], routing: [], origins: [] },
});

const NO_ANSWER: Stored = { head: null, ending: null, head_piece: null, ending_piece: null };

function isFine(table: Table, stored: Stored): boolean {
  try {
    return check(table, stored);
  } catch {
    return false;
  }
}

type Kind = 'number' | 'text' | 'bytes' | 'null';

function kind(value: RecordValue | undefined): Kind {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'text';
  return value === null || value === undefined ? 'null' : 'bytes';
}

function rowTable(values: readonly RecordValue[]): Table | undefined {
  const [first, second, third] = values.map(kind);
  if (first !== 'null') return undefined;
  if (values.length === COLUMNS.piece.length) return second === 'text' ? 'piece' : undefined;
  if (values.length <= COLUMNS.request.length && values.length >= FEWEST_PART_COLUMNS) {
    const added = values.slice(FEWEST_PART_COLUMNS).map(kind);
    if (!added.every((one) => one === 'number' || one === 'null')) return undefined;
    if (second === 'text' && third === 'bytes') return 'request';
    const texts = ['text', 'null'];
    const isAnswer = texts.includes(second ?? '') && texts.includes(third ?? '');
    return isAnswer && values.length <= COLUMNS.answer.length ? 'answer' : undefined;
  }
  if (values.length === COLUMNS.chunk.length) return second === 'number' ? 'chunk' : undefined;
  const isRow = values.length >= FEWEST_ROW_COLUMNS && values.length <= ROW_COLUMNS.length;
  return isRow && second === 'number' && third === 'text' ? 'exchange' : undefined;
}

function keyedTable(values: readonly RecordValue[]): Table | undefined {
  const [first, second, third] = values.map(kind);
  if (values.length === 2) return first === 'text' && second === 'text' ? 'meta' : undefined;
  if (first !== 'number' || second !== 'number') return undefined;
  if (values.length === EVENT_COLUMNS.length && third === 'number') return 'event';
  return values.length === FINDING_COLUMNS.length && third === 'text' ? 'finding' : undefined;
}

/** Of an exchange whose chunks can have ids. */
function isNumber(number: number): boolean {
  return Number.isSafeInteger(number * CHUNKS_PER_EXCHANGE) && number > 0;
}

/** What its reader would say of it: a row that cannot be read would take the whole page of rows with it. */
function check(table: Table, stored: Stored): boolean {
  switch (table) {
    case 'exchange':
      for (const size of ['request_bytes', 'response_bytes', 'event_count', 'not_kept']) sizeOf(stored, size);
      return isNumber(decodeRow(stored).number);
    case 'event':
      for (const size of ['idx', 'from_byte', 'byte_length']) sizeOf(stored, size);
      return decodeEvent(stored).index >= 0;
    case 'finding':
      return decodeFinding(stored).rule !== '';
    case 'piece':
      return isNumber(Number(stored['id']));
    case 'request':
      // What has pieces is looked at when all of them are there: see check-whole.ts.
      if (stored['head_piece'] !== null || stored['draft_piece'] !== null) return true;
      return readColumn.wholeRequestHead(textOf(stored, 'head')).headers.length >= 0;
    case 'answer':
      if (stored['head'] !== null && stored['head_piece'] === null)
        readColumn.answerHead(textOf(stored, 'head'));
      if (stored['ending'] !== null && stored['ending_piece'] === null)
        readColumn.ending(textOf(stored, 'ending'));
      return true;
    case 'chunk':
      for (const size of ['id', 'request_from', 'response_from', 'body_from', 'body_length'])
        sizeOf(stored, size);
      return isNumber(Number(stored['id']) / CHUNKS_PER_EXCHANGE);
    case 'meta':
      return true;
  }
}
