import type { DatabaseSync } from 'node:sqlite';
import { asBuffer } from '../../as-buffer.ts';
import { CHUNKS_PER_EXCHANGE } from '../format.ts';
import type { EventTexts, ExchangeTexts } from '../redaction/exchange-texts.ts';
import { toBytes } from '../redaction/exchange-texts.ts';
import type { Span } from '../redaction/wire-texts.ts';
import { decodeEvent, EVENT_COLUMNS } from '../row-columns.ts';
import {
  DamagedError,
  numberOf,
  optionalBytes,
  optionalText,
  parseJson,
  textOf,
  type Stored,
} from '../stored-values.ts';

/** Reads all texts of exchanges. Throws what SQLite throws, or DamagedError. */
export interface TextReader {
  /** Numbers behind `after`, ascending, at most `limit`. */
  numbers(after: number, limit: number): number[];
  /** Undefined where there is no such exchange. */
  read(number: number): ExchangeTexts | undefined;
}

export function createTextReader(db: DatabaseSync): TextReader {
  const next = db.prepare('SELECT number FROM exchange WHERE number > ? ORDER BY number LIMIT ?');
  const row = db.prepare('SELECT instance_name, method, name FROM exchange WHERE number = ?');
  const request = db.prepare('SELECT head, body FROM request WHERE exchange = ?');
  const answer = db.prepare('SELECT head, ending FROM answer WHERE exchange = ?');
  const chunks = db.prepare(
    'SELECT request, response, body, body_from, spans FROM chunk WHERE id BETWEEN ? AND ? ORDER BY id',
  );
  const events = db.prepare(`SELECT ${EVENT_COLUMNS.join(', ')} FROM event WHERE exchange = ? ORDER BY idx`);
  const findings = db.prepare('SELECT message, pointer FROM finding WHERE exchange = ? ORDER BY idx');
  return {
    numbers: (after, limit) => next.all(after, limit).map((stored) => numberOf(stored, 'number')),
    read(number) {
      const found = row.get(number);
      if (!found) return undefined;
      const sent = request.get(number);
      const got = answer.get(number);
      const range = [number * CHUNKS_PER_EXCHANGE, (number + 1) * CHUNKS_PER_EXCHANGE - 1] as const;
      return {
        number,
        instanceName: toBytes(textOf(found, 'instance_name')),
        method: toBytes(textOf(found, 'method')),
        name: toBytes(textOf(found, 'name')),
        requestHead: toBytes(sent ? textOf(sent, 'head') : ''),
        requestBody: latin1(sent && optionalBytes(sent, 'body')),
        answerHead: toBytes((got && optionalText(got, 'head')) ?? ''),
        ending: toBytes((got && optionalText(got, 'ending')) ?? ''),
        ...streamsOf(chunks.all(...range)),
        events: events.all(number).map(eventOf),
        findings: findings.all(number).map((stored) => ({
          message: toBytes(textOf(stored, 'message')),
          pointer: toBytes(optionalText(stored, 'pointer') ?? ''),
        })),
      };
    },
  };
}

function latin1(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : asBuffer(bytes).toString('latin1');
}

function eventOf(stored: Stored): EventTexts {
  const { kind, offset, length, preview, eventName = '', eventId = '', method = '' } = decodeEvent(stored);
  return {
    kind,
    offset,
    length,
    preview: toBytes(preview),
    eventName: toBytes(eventName),
    eventId: toBytes(eventId),
    method: toBytes(method),
  };
}

type Streams = Pick<ExchangeTexts, 'request' | 'response' | 'body' | 'spans'>;

function streamsOf(chunks: readonly Stored[]): Streams {
  const request = chunks.map((chunk) => latin1(optionalBytes(chunk, 'request'))).join('');
  const response = chunks.map((chunk) => latin1(optionalBytes(chunk, 'response'))).join('');
  const body: string[] = [];
  const spans: Span[] = [];
  for (const chunk of chunks) {
    const listed = optionalText(chunk, 'spans');
    if (listed === undefined) {
      body.push(latin1(optionalBytes(chunk, 'body')));
      continue;
    }
    let from = numberOf(chunk, 'body_from');
    for (const [at, length] of pairsOf(listed)) {
      const text = response.slice(at, at + length);
      if (text.length !== length) throw new DamagedError('a body points to wire bytes that are not there');
      body.push(text);
      spans.push({ from, at, length });
      from += length;
    }
  }
  return { request, response, body: body.join(''), spans };
}

function pairsOf(listed: string): [at: number, length: number][] {
  const values = parseJson(listed);
  if (!Array.isArray(values) || values.length % 2 !== 0) throw new DamagedError('unexpected spans');
  const pairs: [number, number][] = [];
  for (let index = 0; index < values.length; index += 2) {
    const at: unknown = values[index];
    const length: unknown = values[index + 1];
    if (!Number.isSafeInteger(at) || !Number.isSafeInteger(length))
      throw new DamagedError('unexpected spans');
    pairs.push([Number(at), Number(length)]);
  }
  return pairs;
}
