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

/** Answers are fetched up to here at once, in bytes; the rest when asked for. */
const FIRST_BODY_LIMIT = 1_048_576;
/** So many of the newest events are shown while a stream is open. */
const SHOWN_EVENTS = 6;

/** Where the answers are kept; `update` gets undefined once they are no longer the present ones. */
export interface AnswersHome {
  readonly get: () => AnswersState | undefined;
  readonly set: (answers: AnswersState) => void;
}

/** Follows the exchanges of one Send to their ends, then has them compared. */
export interface AnswersFlow {
  /** Rows that were appended or changed in a capture. */
  readonly rows: (captureId: string, rows: readonly Row[]) => void;
  /** Asks for everything that is still open once more: after a Send and after a lost connection. */
  readonly refresh: () => void;
  /** Fetches the whole of an answer whose text was cut. */
  readonly fetchAll: (ref: ExchangeRef) => Promise<void>;
}

/** Whether the row at hand tells more than an open one that came late. */
function isNewer(present: Row | undefined, open: Row): boolean {
  return present !== undefined && (present.state !== 'open' || present.eventCount > open.eventCount);
}

/** `bridge` answers for the exchanges; `home` keeps what they came to. */
export function createAnswersFlow(bridge: Bridge, home: AnswersHome): AnswersFlow {
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

  return {
    rows(captureId, rows) {
      for (const row of rows) {
        const ref = { captureId, number: row.number };
        const column = home.get()?.columns.find((own) => sameRef(own.ref, ref));
        if (!column || column.detail) continue;
        change(ref, (own) => ({ ...own, row }));
        if (row.state !== 'open') void fetchDetail(ref, FIRST_BODY_LIMIT);
        else void fetchMissingEvents(ref);
      }
    },
    refresh() {
      for (const column of home.get()?.columns ?? []) {
        if (!isSettled(column)) void fetchDetail(column.ref, FIRST_BODY_LIMIT);
      }
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
