import type { CommandInput, CommandName, CommandOutput } from '../shared/bridge/bridge.ts';
import type { ExchangeLink, ExchangeRef, Row } from '../shared/model/exchange.ts';
import type { ExitCode } from './exit-codes.ts';
import { readOutcome, type Outcome } from './outcome.ts';

type Ask = <C extends CommandName>(command: C, input: CommandInput<C>) => Promise<CommandOutput<C>>;

/** All that came of one request: the exchanges that led to its answer, and the one that has it. */
export interface Conversation {
  /** In the order of their numbers, without the answer. */
  readonly steps: readonly Outcome[];
  readonly answer: Outcome;
  /** What the server asked for and nobody answered, a sentence each. */
  readonly unanswered: readonly string[];
  /** It was answered with a task, and that was waited for. */
  readonly task?: TaskEnd;
}

/** What came of a task that was waited for. */
export interface TaskEnd {
  readonly code: ExitCode;
  /** Polls, those among the steps included. */
  readonly polls: number;
  /** A sentence: why there is no result. */
  readonly warning?: string;
}

const ROWS_AT_ONCE = 500;

/** What belongs to an exchange without being a next request in its conversation. */
const BESIDE: ReadonlySet<ExchangeLink['kind']> = new Set(['reply', 'cancel', 'resumed']);

/** Rows of a capture with a number above `after`. */
export async function rowsAfter(ask: Ask, captureId: string, after: number): Promise<Row[]> {
  const found: Row[] = [];
  for (;;) {
    const { rows } = await ask('capture.rows', {
      captureId,
      after: found.at(-1)?.number ?? after,
      limit: ROWS_AT_ONCE,
    });
    found.push(...rows);
    if (rows.length < ROWS_AT_ONCE) return found;
  }
}

/** The numbers of `of`, and of what is linked to them from beside. Pure. */
export function withLinked(of: readonly number[], rows: readonly Row[]): readonly number[] {
  const numbers = new Set(of);
  for (const { number, link } of rows) {
    if (link && BESIDE.has(link.kind) && numbers.has(link.to)) numbers.add(number);
  }
  return [...numbers].sort((left, right) => left - right);
}

/** Reads a conversation that has come to its end. `refs` are its requests in order: the last has the answer. */
export async function readConversation(ask: Ask, refs: readonly ExchangeRef[]): Promise<Conversation> {
  const last = refs.at(-1);
  const first = refs[0];
  if (!last || !first) throw new Error('a conversation without an exchange');
  const { captureId } = last;
  const rows = await rowsAfter(ask, captureId, first.number);
  const numbers = withLinked(
    refs.map(({ number }) => number),
    rows,
  ).filter((number) => number !== last.number);
  const steps = await Promise.all(numbers.map((number) => readOutcome(ask, { captureId, number })));
  return { steps, answer: await readOutcome(ask, last), unanswered: [] };
}
