import type { Engine } from '../../engine/index.ts';
import { differingSteps, replayEnd, whyIncomplete } from '../../shared/model/replay-end.ts';
import type { PlannedTool } from '../../shared/model/replay-plan.ts';
import type {
  DifferenceClass,
  MatrixRow,
  PointerClass,
  ReplayState,
} from '../../shared/model/replay-verdict.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { counted } from '../output/paint.ts';
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
  for (const each of SHOWN) {
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

/** The whole in a sentence or two: what a proof says, or whether a plain replay was answered as recorded. */
export function replaySummary(state: ReplayState): string {
  const { wish, verdict } = state;
  const open = whyIncomplete(state);
  const unfinished = open.length > 0 ? [`Incomplete: ${open.join(' ')}`] : [];
  if (wish.kind !== 'replay') {
    const says = verdict && !open.includes(verdict.says) ? [verdict.says] : [];
    return [...says, ...unfinished].join(' ');
  }
  const answered = answeredWords(state);
  return [...unfinished, ...(open.length > 0 && differingSteps(state) === 0 ? [] : [answered])].join(' ');
}

function answeredWords(state: ReplayState): string {
  const { verdict, steps, held } = state;
  const sent = steps - held;
  if (differingSteps(state) === 0) {
    return sent === 1
      ? '1 step is answered as recorded.'
      : `All ${String(sent)} steps are answered as recorded.`;
  }
  const { sticky = 0, changed = 0, unclear = 0 } = verdict?.classes ?? {};
  const otherwise = sticky + changed;
  const of = ` of ${counted(sent, 'step')}`;
  const parts = [
    ...(otherwise > 0 ? [`${String(otherwise)}${of} ${are(otherwise)} not answered as recorded`] : []),
    ...(unclear > 0 ? [`${String(unclear)}${otherwise > 0 ? '' : of} ${are(unclear)} unclear`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}
