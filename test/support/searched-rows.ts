import type { DatabaseSync } from 'node:sqlite';
import { CHUNKS_PER_EXCHANGE, CURRENT_FORMAT } from '../../engine/capture/format.ts';
import { encodeRow, ROW_COLUMNS } from '../../engine/capture/row-columns.ts';
import { showWhole } from '../../engine/capture/whole-views.ts';
import type { ColumnValue } from '../../engine/capture/stored-values.ts';
import type { Row } from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { HeaderList } from '../../shared/model/headers.ts';

/** One exchange to be searched: how its bytes lie is chosen by `pieces`. */
export interface Searched {
  readonly row: Row;
  readonly requestHeaders?: HeaderList;
  readonly requestBody?: string;
  readonly answerHeaders?: HeaderList;
  readonly answerBody?: string;
  /**
   * `plain`: in one chunk, behind the head; `chunked`: in two spans of one chunk; `torn`: over chunks of so many bytes;
   * `compressed`: the decoded bytes stand by themselves; `elsewhere`: its bytes came with the chunk before.
   */
  readonly lies?: 'plain' | 'chunked' | 'compressed' | 'elsewhere' | number;
  readonly findings?: readonly Finding[];
}

/** Makes the tables of a capture, as they are shown to whoever reads them. */
export function makeTables(db: DatabaseSync): void {
  for (const step of CURRENT_FORMAT.migrations) db.exec(step);
  db.exec(`PRAGMA user_version = ${String(CURRENT_FORMAT.version)}`);
  showWhole(db);
}

/** Writes one exchange as the store does. */
export function writeSearched(db: DatabaseSync, searched: Searched): void {
  const { row, findings = [] } = searched;
  const columns: ColumnValue[] = [];
  encodeRow(row, 0, columns);
  db.prepare(
    `INSERT INTO exchange (${ROW_COLUMNS.join(', ')}) VALUES (${ROW_COLUMNS.map(() => '?').join(', ')})`,
  ).run(...columns);
  const head = (headers: HeaderList = []): string => JSON.stringify({ url: 'http://x/mcp', headers });
  db.prepare('INSERT INTO main.request (exchange, head, body) VALUES (?, ?, ?)').run(
    row.number,
    head(searched.requestHeaders),
    Buffer.from(searched.requestBody ?? ''),
  );
  if (searched.answerHeaders) {
    db.prepare('INSERT INTO main.answer (exchange, head) VALUES (?, ?)').run(
      row.number,
      head(searched.answerHeaders),
    );
  }
  writeChunks(db, searched);
  findings.forEach(({ rule, severity, side, message }, index) => {
    db.prepare(
      'INSERT INTO finding (exchange, idx, rule, severity, side, message) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(row.number, index, rule, severity, side, message);
  });
}

interface Chunk {
  readonly responseFrom: number;
  readonly response: Buffer | null;
  readonly bodyFrom: number;
  readonly bodyLength: number;
  readonly spans: readonly number[] | null;
  readonly body: Buffer | null;
}

const HEAD = Buffer.from('HTTP/1.1 200 OK\r\n\r\n');

function chunksOf({ answerBody = '', lies = 'plain' }: Searched): readonly Chunk[] {
  const body = Buffer.from(answerBody);
  const { length } = body;
  const at = HEAD.length;
  const one = { responseFrom: 0, bodyFrom: 0, bodyLength: length, body: null };
  switch (lies) {
    case 'plain':
      return [{ ...one, response: Buffer.concat([HEAD, body]), spans: [at, length] }];
    case 'compressed':
      return [{ ...one, response: Buffer.concat([HEAD, Buffer.from('zzzz')]), spans: null, body }];
    case 'chunked': {
      const half = length >> 1;
      const response = Buffer.concat([
        HEAD,
        body.subarray(0, half),
        Buffer.from('\r\nff\r\n'),
        body.subarray(half),
      ]);
      return [{ ...one, response, spans: [at, half, at + half + 6, length - half] }];
    }
    case 'elsewhere':
      return [
        { ...one, bodyLength: 0, response: Buffer.concat([HEAD, body]), spans: null },
        { ...one, responseFrom: at + length, response: null, spans: [at, length] },
      ];
    default: {
      const chunks: Chunk[] = [{ ...one, bodyLength: 0, response: HEAD, spans: null }];
      for (let from = 0; from < length; from += lies) {
        const part = body.subarray(from, from + lies);
        chunks.push({
          responseFrom: at + from,
          response: part,
          bodyFrom: from,
          bodyLength: part.length,
          spans: [at + from, part.length],
          body: null,
        });
      }
      return chunks;
    }
  }
}

function writeChunks(db: DatabaseSync, searched: Searched): void {
  const insert = db.prepare(
    `INSERT INTO chunk (id, at_ms, request_from, response_from, body_from, body_length, spans, body, response)
      VALUES (?, 0, 0, ?, ?, ?, ?, ?, ?)`,
  );
  chunksOf(searched).forEach((chunk, index) => {
    insert.run(
      searched.row.number * CHUNKS_PER_EXCHANGE + index,
      chunk.responseFrom,
      chunk.bodyFrom,
      chunk.bodyLength,
      chunk.spans === null ? null : JSON.stringify(chunk.spans),
      chunk.body,
      chunk.response,
    );
  });
}
