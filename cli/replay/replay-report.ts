import type { Engine } from '../../engine/index.ts';
import { replayEnd } from '../../shared/model/replay-end.ts';
import type { PlannedTool } from '../../shared/model/replay-plan.ts';
import type {
  DifferenceClass,
  MatrixRow,
  PointerClass,
  ReplayState,
} from '../../shared/model/replay-verdict.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { ask } from '../session.ts';

/** A replay as the command line tells of it. */
export interface ReplayReportParts {
  readonly state: ReplayState;
  /** What is told step by step: the first ones of each class. */
  readonly rows: readonly ClassRows[];
  /** Tools with held steps. */
  readonly held: readonly PlannedTool[];
}

export interface ClassRows {
  readonly class: DifferenceClass;
  readonly rows: readonly ShownRow[];
  readonly total: number;
}

export interface ShownRow extends MatrixRow {
  /** The place of this class that says most. */
  readonly at?: PointerClass;
}

/** What varies anyway, or is alike, is counted only. */
const SHOWN: readonly DifferenceClass[] = ['sticky', 'changed', 'unclear', 'order-dependent'];
/** Rows of a class; reports have all of them. */
const MOST_ROWS = 20;

/** Rejects with AppError. */
export async function readReplay(engine: Engine, state: ReplayState): Promise<ReplayReportParts> {
  const { id, wish } = state;
  const rows: ClassRows[] = [];
  // What two eras have in common says nothing of instances: their own report has it.
  for (const each of wish.kind === 'eras' ? [] : SHOWN) {
    if (state.verdict?.classes[each] === 0) continue;
    const found = await ask(engine, 'replay.matrix', { id, from: 0, limit: MOST_ROWS, class: each });
    const sent: ShownRow[] = [];
    for (const row of found.rows) {
      if (row.held) continue;
      const { classes } = await ask(engine, 'replay.step', { id, number: row.number });
      const at = mostTelling(classes.filter((entry) => entry.class === each));
      sent.push({ ...row, ...(at && { at }) });
    }
    if (sent.length > 0)
      rows.push({ class: each, rows: sent, total: state.verdict?.classes[each] ?? sent.length });
  }
  const { tools } = await ask(engine, 'replay.plan', wish.plan);
  return { state, rows, held: tools.filter(({ safety }) => safety === 'held') };
}

/** Whether there is an answer, and whether it is an error, says more than what stands in it. */
const TELLING = ['/failure', '/status', '/error', '/result/isError'];

function mostTelling(places: readonly PointerClass[]): PointerClass | undefined {
  const byRank = TELLING.map((start) => places.find(({ pointer }) => pointer.startsWith(start)));
  return byRank.find((place) => place !== undefined) ?? places[0];
}

export function replayExitCode(state: ReplayState): ExitCode {
  switch (replayEnd(state)) {
    case 'holds':
      return EXIT.fine;
    case 'violated':
    case 'differs':
      return EXIT.answer;
    case 'incomplete':
      return EXIT.incomplete;
  }
}
