import type { DatabaseSync } from 'node:sqlite';
import type { StreamEvent } from '../../../shared/model/exchange.ts';
import { seeAnswers, seeExchange } from '../../lint/see-exchange.ts';
import { answeredOf, type AnsweredExchange } from '../../replay/plan/answered.ts';
import { CHUNKS_PER_EXCHANGE } from '../format.ts';
import { createRecordedReader, type RecordedReader } from '../judging/read-recorded.ts';
import { assembleBody } from '../judging/small-bodies.ts';
import { ORIGINS } from '../row-columns.ts';
import { numberOf, oneOf, optionalNumber, sizeOf, textOf, type Stored } from '../stored-values.ts';
import { shapedRows } from '../shaped-rows.ts';
import { unlessDamaged } from './request-pages.ts';

/** Answers of up to so many bytes on the wire, and so many events, are read together; the others one by one. */
const SMALL_BYTES = 64 * 1024;
const SMALL_EVENTS = 100;
/** What is longer was compressed much: it is read by itself. */
const MOST_CHUNK_BYTES = 512 * 1024;

const ANSWERED = [
  ...['number', 'origin', 'method', 'name', 'started_at', 'status', 'failure_kind', 'response_bytes'],
  ...['event_count', 'not_kept'],
];
const EVENT = ['exchange', 'idx', 'at_ms', 'kind', 'message', 'from_byte', 'byte_length'];

/** One answer of a page. */
export interface PagedAnswer {
  readonly number: number;
  /** Undefined where it is damaged. */
  readonly answered: AnsweredExchange | undefined;
}

/**
 * Reads answers, page by page: those with `after` < number <= `last`, ascending. Small ones are read together: a question to
 * SQLite for each part of each would take most of the time. `live` as in createCaptureReader. Throws what SQLite throws.
 */
export function createAnswerPages(
  db: DatabaseSync,
  live: boolean,
): (after: number, last: number, limit: number) => PagedAnswer[] {
  const page = shapedRows(
    db,
    `SELECT ${ANSWERED.join(', ')} FROM exchange
      WHERE number > ? AND number <= ? ORDER BY number LIMIT ?`,
    ANSWERED,
  );
  const parts = createPartPages(db);
  const single = createRecordedReader(db, live);
  return (after, last, limit) => {
    const rows = page(after, last, limit);
    const answers: PagedAnswer[] = [];
    let run: Stored[] = [];
    const flush = (): void => {
      const read = parts(run);
      for (const stored of run) answers.push(answerOf(stored, read, single));
      run = [];
    };
    for (const stored of rows) {
      if (isSmall(stored)) {
        run.push(stored);
        continue;
      }
      flush();
      answers.push(alone(numberOf(stored, 'number'), single));
    }
    flush();
    return answers;
  };
}

/** Whether what came to an exchange is read together with that of others. */
export function isSmall(stored: Stored): boolean {
  return (
    numberOf(stored, 'response_bytes') <= SMALL_BYTES &&
    numberOf(stored, 'event_count') <= SMALL_EVENTS &&
    numberOf(stored, 'not_kept') === 0
  );
}

function alone(number: number, single: RecordedReader): PagedAnswer {
  const recorded = unlessDamaged(() => single.read(number));
  return { number, answered: recorded && answeredOf(seeExchange(recorded)) };
}

/** Chunks and events of some exchanges, by number. */
export interface Parts {
  readonly chunks: ReadonlyMap<number, readonly Stored[]>;
  readonly events: ReadonlyMap<number, readonly Stored[]>;
}

/** Reads the parts of exchanges, ascending, that follow each other. */
export function createPartPages(db: DatabaseSync): (run: readonly Stored[]) => Parts {
  const chunks = shapedRows(
    db,
    `SELECT id, response_from, body_from, body_length, spans, response,
      CASE WHEN body_length <= ${String(MOST_CHUNK_BYTES)} THEN body ELSE x'' END AS body
    FROM chunk WHERE id BETWEEN ? AND ? ORDER BY id`,
    ['id', 'response_from', 'body_from', 'body_length', 'spans', 'response', 'body'],
  );
  const events = shapedRows(
    db,
    `SELECT ${EVENT.join(', ')} FROM event
      WHERE exchange BETWEEN ? AND ? AND message IS NOT NULL ORDER BY exchange, idx`,
    EVENT,
  );
  return (run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) return { chunks: new Map(), events: new Map() };
    const [from, to] = [numberOf(first, 'number'), numberOf(last, 'number')];
    return {
      chunks: grouped(chunks(from * CHUNKS_PER_EXCHANGE, (to + 1) * CHUNKS_PER_EXCHANGE - 1), (chunk) =>
        Math.floor(numberOf(chunk, 'id') / CHUNKS_PER_EXCHANGE),
      ),
      events: grouped(events(from, to), (event) => numberOf(event, 'exchange')),
    };
  };
}

function grouped(stored: readonly Stored[], numberIn: (one: Stored) => number): Map<number, Stored[]> {
  const groups = new Map<number, Stored[]>();
  for (const one of stored) {
    const number = numberIn(one);
    const group = groups.get(number);
    if (group) group.push(one);
    else groups.set(number, [one]);
  }
  return groups;
}

const NONE: readonly Stored[] = [];

function answerOf(stored: Stored, parts: Parts, single: RecordedReader): PagedAnswer {
  const number = numberOf(stored, 'number');
  const found = unlessDamaged(() => {
    const body = assembleBody(parts.chunks.get(number) ?? NONE, Number.MAX_SAFE_INTEGER);
    if (!body) return 'elsewhere';
    const { messages } = seeAnswers({ body, events: eventsIn(parts, number) });
    // Nothing is an answer to somebody else's request here: each exchange has its own.
    const answer = messages.find(({ result, error }) => result !== undefined || error !== undefined);
    const method = textOf(stored, 'method');
    const status = optionalNumber(stored, 'status');
    return {
      ...{ number, messages, method, origin: oneOf(textOf(stored, 'origin'), ORIGINS) },
      startedAt: numberOf(stored, 'started_at'),
      subject: method.startsWith('tasks/') ? '' : textOf(stored, 'name'),
      ...(answer && { answer }),
      ...(status !== undefined && { status }),
      failed: stored['failure_kind'] !== null,
    };
  });
  return found === 'elsewhere' ? alone(number, single) : { number, answered: found };
}

/** The events that carry messages. */
export function eventsIn({ events }: Parts, number: number): StreamEvent[] {
  return (events.get(number) ?? NONE).map(eventOf);
}

/** What reading its message needs of an event; the rest is for people. */
function eventOf(stored: Stored): StreamEvent {
  return {
    index: sizeOf(stored, 'idx'),
    atMs: numberOf(stored, 'at_ms'),
    kind: stored['kind'] === 'message' ? 'message' : 'json',
    message: stored['message'] === 'invalid' ? 'invalid' : 'result',
    offset: sizeOf(stored, 'from_byte'),
    length: sizeOf(stored, 'byte_length'),
    preview: '',
  };
}
