import type { DatabaseSync } from 'node:sqlite';
import { FAILURE_KINDS } from '../../../shared/model/exchange.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import type { RecordedExchange } from '../../lint/see-exchange.ts';
import { createRecordedReader, lostUnless } from '../judging/read-recorded.ts';
import { shapedRows } from '../shaped-rows.ts';
import { assembleBody } from '../judging/small-bodies.ts';
import {
  DamagedError,
  numberOf,
  oneOf,
  optionalBytes,
  optionalText,
  parseJson,
  sizeOf,
  textOf,
  type Stored,
} from '../stored-values.ts';
import { createPartPages, eventsIn, isSmall, type Parts } from './answer-pages.ts';
import {
  headOf,
  isHeaderList,
  MOST_BYTES,
  NOTHING,
  requestRow,
  ROW,
  unlessDamaged,
} from './request-pages.ts';

/** So many are read at once. */
const PAGE = 32;
/** Numbers that lie further apart are read apart. */
const WIDEST_GAP = 4;

/** What a draft is made of, and what came to it. */
export interface PagedStep {
  /** Without routing, address and gateway. */
  readonly recorded: RecordedExchange;
  /** Column request.head. */
  readonly head: string;
}

/**
 * Reads exchanges of these numbers as far as a draft and a compared answer need them. Small ones that lie close together are read
 * together. What is damaged, too long or not there is left out. `live` as in createCaptureReader. Throws what SQLite throws.
 */
export function createStepPages(
  db: DatabaseSync,
  live: boolean,
): (numbers: readonly number[]) => Map<number, PagedStep> {
  const page = shapedRows(
    db,
    `SELECT ${ROW.map((column) => `e.${column}`).join(', ')}, e.failure_kind, e.response_bytes, e.event_count,
      r.head AS request_head, r.size AS request_size,
      CASE WHEN r.size <= ${String(MOST_BYTES)} THEN r.body END AS request_body, a.head AS answer_head
    FROM exchange e JOIN request r ON r.exchange = e.number LEFT JOIN answer a ON a.exchange = e.number
    WHERE e.number BETWEEN ? AND ? ORDER BY e.number`,
    [
      ...ROW,
      ...['failure_kind', 'response_bytes', 'event_count', 'request_head', 'request_size', 'request_body'],
      'answer_head',
    ],
  );
  const partsOf = createPartPages(db);
  const single = createRecordedReader(db, live);
  return (numbers) => {
    const found = new Map<number, PagedStep>();
    for (const [from, to] of rangesOf(numbers)) {
      const rows = page(from, to);
      const parts = partsOf(rows.filter(isSmall));
      for (const stored of rows) {
        const step = unlessDamaged(() =>
          stepOf(stored, { live, parts, single: (number) => single.read(number) }),
        );
        if (step) found.set(step.recorded.row.number, step);
      }
    }
    return found;
  };
}

/** Ranges, ascending, in which all these numbers are, and few others. */
function rangesOf(numbers: readonly number[]): (readonly [from: number, to: number])[] {
  const sorted = numbers.toSorted((one, other) => one - other);
  const ranges: [number, number][] = [];
  for (const number of sorted) {
    const last = ranges.at(-1);
    if (last && number - last[1] <= WIDEST_GAP && number - last[0] < PAGE) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

function stepOf(
  stored: Stored,
  {
    live,
    parts,
    single,
  }: {
    readonly live: boolean;
    readonly parts: Parts;
    readonly single: (number: number) => RecordedExchange | undefined;
  },
): PagedStep | undefined {
  if (sizeOf(stored, 'request_size') > MOST_BYTES) return undefined;
  const number = numberOf(stored, 'number');
  const head = textOf(stored, 'request_head');
  const body = isSmall(stored) ? assembleBody(parts.chunks.get(number) ?? [], Infinity) : undefined;
  if (!body) {
    const recorded = single(number);
    return recorded && { recorded, head };
  }
  const failureKind = optionalText(stored, 'failure_kind');
  const row = {
    ...lostUnless(live, requestRow(stored)),
    ...(failureKind !== undefined && { failureKind: oneOf(failureKind, FAILURE_KINDS) }),
  };
  const answer = answerHeadOf(optionalText(stored, 'answer_head'));
  const recorded: RecordedExchange = {
    row,
    url: '',
    target: '',
    routing: [],
    ...headOf(untilRouting(head)),
    requestBody: optionalBytes(stored, 'request_body') ?? NOTHING,
    ...(answer && { answer }),
    // Only of what kind it is is compared.
    ...(row.failureKind !== undefined && { failure: { kind: row.failureKind, message: '', at: 0 } }),
    body,
    bodyBytes: body.length,
    events: eventsIn(parts, number),
    partial: false,
  };
  return { recorded, head };
}

const ROUTING = ',"routing":';
const CHANNEL = ',"channel":';

/**
 * The first part of column request.head, as Hopscope writes it: what follows is longer than all that is needed. In a text within JSON
 * these quotes would have a backslash before them.
 */
function untilRouting(head: string): string {
  const at = head.indexOf(ROUTING);
  return at < 0 || head.includes(CHANNEL) ? head : `${head.slice(0, at)}}`;
}

function answerHeadOf(text: string | undefined): RecordedExchange['answer'] {
  if (text === undefined) return undefined;
  const head = parseJson(text);
  const { status, headers } = isJsonObject(head) ? head : {};
  if (typeof status !== 'number' || !isHeaderList(headers)) {
    throw new DamagedError('unexpected value in the head of an answer');
  }
  return { status, headers };
}
