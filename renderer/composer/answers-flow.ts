import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { ExchangeRef, Row } from '../../shared/model/exchange.ts';
import { isManyMessages } from '../ui/answer-text.ts';
import { fetchAnswer } from '../ui/fetch-answer.ts';
import {
  allSettled,
  FETCH_ALL_LIMIT,
  isSettled,
  sameRef,
  withColumn,
  type AnswerColumn,
  type AnswersState,
} from './answers-state.ts';
import { withRow, withStepShown } from './conversation-steps.ts';

/** Answers are fetched up to here at once, in bytes; the rest when asked for. */
const FIRST_BODY_LIMIT = 1_048_576;
/** Rows asked for at once when what was missed is looked for. */
const ROWS_AT_ONCE = 1000;
/** So many of the newest events are shown while a stream is open. */
const SHOWN_EVENTS = 6;

/** Where the answers are kept; `update` gets undefined once they are no longer the present ones. */
export interface AnswersHome {
  readonly get: () => AnswersState | undefined;
  readonly set: (answers: AnswersState) => void;
}

/** Follows the conversations that one Send begins to their ends, then has their last answers compared. */
export interface AnswersFlow {
  /** Rows that were appended or changed in a capture. */
  readonly rows: (captureId: string, rows: readonly Row[]) => void;
  /** Asks for everything that is still open or followed unseen: after a Send and after a lost connection. */
  readonly refresh: () => void;
  /** Turns a column to one of its steps. */
  readonly show: (ref: ExchangeRef) => void;
  /** Fetches the whole of an answer whose text was cut. */
  readonly fetchAll: (ref: ExchangeRef) => Promise<void>;
}

/** Whether the row at hand tells more than an open one that came late. */
function isNewer(present: Row | undefined, open: Row): boolean {
  return present !== undefined && (present.state !== 'open' || present.eventCount > open.eventCount);
}

interface Fetching {
  readonly change: (ref: ExchangeRef, apply: (column: AnswerColumn) => AnswerColumn) => void;
  readonly fetchDetail: (ref: ExchangeRef, bodyLimit: number) => Promise<void>;
  readonly fetchMissingEvents: (ref: ExchangeRef) => Promise<void>;
}

/** Brings what belongs to the exchange that a column shows; what comes late for another one is let go. */
function createFetching(bridge: Bridge, home: AnswersHome): Fetching {
  const fetchingEvents = new Set<string>();

  const change = (ref: ExchangeRef, apply: (column: AnswerColumn) => AnswerColumn): void => {
    const answers = home.get();
    if (!answers) return;
    const next = withColumn(answers, ref, apply);
    if (next !== answers) home.set(next);
  };

  const compareWhenSettled = async (): Promise<void> => {
    const answers = home.get();
    if (!answers || answers.columns.length < 2 || !allSettled(answers)) return;
    if (answers.comparison ?? answers.comparisonProblem) return;
    const refs = answers.columns.map((column) => column.ref);
    const compared = await bridge.invoke('exchange.compare', { refs });
    const present = home.get();
    if (!present || !present.columns.every((column, index) => column.ref === refs[index])) return;
    home.set(
      compared.ok
        ? { ...present, comparison: compared.value }
        : { ...present, comparisonProblem: compared.error.message },
    );
  };

  const fetchEvents = async (column: AnswerColumn, eventCount: number): Promise<void> => {
    const key = `${column.ref.captureId} ${String(column.ref.number)}`;
    if (fetchingEvents.has(key)) return;
    fetchingEvents.add(key);
    const from = Math.max(0, eventCount - SHOWN_EVENTS);
    const got = await bridge.invoke('exchange.events', { ...column.ref, from, limit: SHOWN_EVENTS });
    fetchingEvents.delete(key);
    if (got.ok) change(column.ref, (own) => ({ ...own, events: got.value.events }));
    const present = home.get()?.columns.find((own) => sameRef(own.ref, column.ref));
    // More came while these were on their way.
    if (got.ok && present?.row?.state === 'open' && present.row.eventCount > eventCount) {
      await fetchEvents(present, present.row.eventCount);
    }
  };

  const fetchMissingEvents = async (ref: ExchangeRef): Promise<void> => {
    const column = home.get()?.columns.find((own) => sameRef(own.ref, ref));
    if (column?.row?.state !== 'open') return;
    const known = (column.events.at(-1)?.index ?? -1) + 1;
    if (column.row.eventCount > known) await fetchEvents(column, column.row.eventCount);
  };

  const fetchDetail = async (ref: ExchangeRef, bodyLimit: number): Promise<void> => {
    const got = await bridge.invoke('exchange.get', { ...ref, bodyLimit });
    const ended = got.ok && got.value.row.state !== 'open';
    const answer = ended ? await fetchAnswer(bridge, got.value, bodyLimit) : undefined;
    change(ref, (column) => {
      if (!got.ok) return { ...column, error: got.error };
      const { row } = got.value;
      if (answer?.ok === false) return { ...column, row, detail: got.value, error: answer.error };
      if (answer) return { ...column, row, detail: got.value, answer: answer.value };
      return isNewer(column.row, row) ? column : { ...column, row };
    });
    await Promise.all([compareWhenSettled(), fetchMissingEvents(ref)]);
  };

  return { change, fetchDetail, fetchMissingEvents };
}

/** `bridge` answers for the exchanges; `home` keeps what they came to. */
export function createAnswersFlow(bridge: Bridge, home: AnswersHome): AnswersFlow {
  const { change, fetchDetail, fetchMissingEvents } = createFetching(bridge, home);

  const take = (captureId: string, rows: readonly Row[]): void => {
    for (const row of rows) {
      const answers = home.get();
      if (!answers) return;
      const noted = withRow(answers, captureId, row);
      if (noted === answers) continue;
      home.set(noted);
      const ref = { captureId, number: row.number };
      const column = noted.columns.find((own) => sameRef(own.ref, ref));
      if (!column || column.detail) continue;
      change(ref, (own) => ({ ...own, row }));
      if (row.state !== 'open') void fetchDetail(ref, FIRST_BODY_LIMIT);
      else void fetchMissingEvents(ref);
    }
  };

  /** What followed while nobody listened: before the engine had named the first exchanges, or out of reach. */
  const catchUp = async (columns: readonly AnswerColumn[]): Promise<void> => {
    const first = new Map<string, number>();
    for (const { ref } of columns.flatMap(({ steps }) => steps)) {
      first.set(ref.captureId, Math.min(first.get(ref.captureId) ?? ref.number, ref.number));
    }
    for (const [captureId, number] of first) {
      let after = number - 1;
      for (;;) {
        const got = await bridge.invoke('capture.rows', { captureId, after, limit: ROWS_AT_ONCE });
        if (!got.ok) break;
        take(captureId, got.value.rows);
        if (got.value.rows.length < ROWS_AT_ONCE) break;
        after = got.value.rows.at(-1)?.number ?? after;
      }
    }
  };

  return {
    rows: take,
    refresh() {
      const columns = home.get()?.columns ?? [];
      for (const column of columns) {
        if (!isSettled(column)) void fetchDetail(column.ref, FIRST_BODY_LIMIT);
      }
      void catchUp(columns);
    },
    show(ref) {
      const answers = home.get();
      const next = answers && withStepShown(answers, ref);
      if (!next || next === answers) return;
      home.set(next);
      void fetchDetail(ref, FIRST_BODY_LIMIT);
    },
    async fetchAll(ref) {
      const detail = home.get()?.columns.find((own) => sameRef(own.ref, ref))?.detail;
      if (!detail || !isManyMessages(detail)) return fetchDetail(ref, FETCH_ALL_LIMIT);
      // The stream before its answer is not wanted.
      const answer = await fetchAnswer(bridge, detail, FETCH_ALL_LIMIT);
      change(ref, (column) =>
        answer.ok ? { ...column, answer: answer.value } : { ...column, error: answer.error },
      );
    },
  };
}
