import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { CHUNKS_PER_EXCHANGE } from '../format.ts';
import { fromBytes, type ExchangeTexts } from '../redaction/exchange-texts.ts';
import { numberOf, type ColumnValue, type Stored } from '../stored-values.ts';

/** Writes exchanges of one capture into another one, with other texts. */
export interface TextWriter {
  /** `replaced`: places where a placeholder stands now. */
  write(texts: ExchangeTexts, replaced: number): void;
}

interface Copier {
  /** Copies the rows of one exchange, each as `change` wants it. */
  copy(number: number, change: (row: Stored, index: number) => Stored): void;
}

/** Both have the present format. `into` is in a transaction of the caller's. */
export function createTextWriter(from: DatabaseSync, into: DatabaseSync): TextWriter {
  const exchange = copier(from, into, 'exchange', 'number = ?');
  const request = copier(from, into, 'request', 'exchange = ?');
  const answer = copier(from, into, 'answer', 'exchange = ?');
  const size = String(CHUNKS_PER_EXCHANGE);
  const range = `id BETWEEN ?1 * ${size} AND (?1 + 1) * ${size} - 1`;
  const chunk = copier(from, into, 'chunk', range, 'id');
  const event = copier(from, into, 'event', 'exchange = ?', 'idx');
  const finding = copier(from, into, 'finding', 'exchange = ?', 'idx');
  return {
    write(texts, replaced) {
      const { number } = texts;
      exchange.copy(number, (row) => ({
        ...row,
        instance_name: fromBytes(texts.instanceName),
        method: fromBytes(texts.method),
        name: fromBytes(texts.name),
        redacted: numberOf(row, 'redacted') + replaced,
      }));
      request.copy(number, (row) => ({
        ...row,
        head: fromBytes(texts.requestHead),
        body: Buffer.from(texts.requestBody, 'latin1'),
      }));
      answer.copy(number, (row) => ({
        ...row,
        head: orNull(texts.answerHead),
        ending: orNull(texts.ending),
      }));
      chunk.copy(number, (row) => chunkOf(row, texts));
      event.copy(number, (row, index) => {
        const { preview = '', eventName = '', eventId = '', method = '' } = texts.events[index] ?? {};
        return {
          ...row,
          preview: fromBytes(preview),
          event_name: orNull(eventName),
          event_id: row['event_id'] === '' ? '' : orNull(eventId),
          method: orNull(method),
        };
      });
      finding.copy(number, (row, index) => {
        const { message = '', pointer = '' } = texts.findings[index] ?? {};
        return { ...row, message: fromBytes(message), pointer: row['pointer'] === '' ? '' : orNull(pointer) };
      });
    },
  };
}

function orNull(bytes: string): string | null {
  return bytes === '' ? null : fromBytes(bytes);
}

/** The chunk's part of each stream, where it has one. */
function chunkOf(row: Stored, texts: ExchangeTexts): Stored {
  const part = (column: string, start: string, stream: string): ColumnValue => {
    const old = row[column];
    if (!(old instanceof Uint8Array)) return null;
    const from = numberOf(row, start);
    return Buffer.from(stream.slice(from, from + old.length), 'latin1');
  };
  return {
    ...row,
    request: part('request', 'request_from', texts.request),
    response: part('response', 'response_from', texts.response),
    body: part('body', 'body_from', texts.body),
  };
}

function copier(from: DatabaseSync, into: DatabaseSync, table: string, where: string, order = '1'): Copier {
  // Generated columns are not in this list. Requests and answers are those that are shown whole: see whole-views.ts.
  const columns = columnsOf(from, table).filter((name) => columnsOf(into, `main.${table}`).includes(name));
  const select = from.prepare(`SELECT ${columns.join(', ')} FROM ${table} WHERE ${where} ORDER BY ${order}`);
  const insert: StatementSync = into.prepare(
    `INSERT INTO main.${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return {
    copy(number, change) {
      for (const [index, row] of select.all(number).entries()) {
        const changed = change(row, index);
        insert.run(...columns.map((column) => valueOf(changed, column)));
      }
    },
  };
}

/** `table`: may have its schema before it. */
function columnsOf(db: DatabaseSync, table: string): string[] {
  const [name, schema] = table.split('.').reverse();
  return db
    .prepare(`PRAGMA ${schema === undefined ? '' : `${schema}.`}table_info(${String(name)})`)
    .all()
    .map((column) => String(column['name']));
}

function valueOf(row: Stored, column: string): ColumnValue | Uint8Array {
  const value = row[column];
  return typeof value === 'string' || typeof value === 'number' || value instanceof Uint8Array ? value : null;
}
