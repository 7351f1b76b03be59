import { counted } from '../../../shared/model/counted.ts';
import { replayEnd, replaySummary, type ReplayEnd } from '../../../shared/model/replay-end.ts';
import type { ExchangeRef } from '../../../shared/model/exchange.ts';
import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { MatrixRow, ReplayState, StepReport, Witness } from '../../../shared/model/replay-verdict.ts';
import type { Observations } from '../diff/observations.ts';
import { exchangeKey, type WholeExchange } from './whole-exchange.ts';

/** A replay with all that was observed of it. */
export interface ReportedReplay {
  readonly state: ReplayState;
  readonly steps: readonly PlanStep[];
  readonly observations: Observations;
  /** Exchanges of witnesses by exchangeKey, as far as their captures are open. */
  readonly exchanges?: ReadonlyMap<string, WholeExchange>;
}

/** What a row of a report is, the worst first. A row that violates, that was held or that is missing an answer is not merely of its class. */
export const ROW_KINDS = [
  'violation',
  'not sent',
  'held',
  'sticky',
  'not deterministic',
  'order-dependent',
  'changed',
  'unclear',
  'alike',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** One replay, as every report tells it. */
export interface ReportFacts {
  readonly state: ReplayState;
  readonly title: string;
  /** What it came to: a sentence. */
  readonly headline: string;
  /** `open`: no answer, as not all was sent or it is not over. */
  readonly tone: 'good' | 'bad' | 'open';
  /** Numbers of the steps that are named, see Observations.telling. */
  readonly telling: readonly number[];
  readonly witnesses: readonly Witness[];
  /** The witness that a step shows, or shows as well. */
  readonly witnessOf: (number: number) => Witness | undefined;
  readonly kindOf: (row: MatrixRow) => RowKind;
  readonly nameOf: (instanceId: string) => string;
  readonly exchangeOf: (ref: ExchangeRef) => WholeExchange | undefined;
  readonly stepOf: (number: number) => StepReport;
  readonly rowOf: (number: number) => MatrixRow;
}

/** As the exit code has it. */
const TONES: Readonly<Record<ReplayEnd, ReportFacts['tone']>> = {
  holds: 'good',
  violated: 'bad',
  differs: 'bad',
  incomplete: 'open',
};

/** Pure. */
export function reportFacts({ state, observations, exchanges }: ReportedReplay): ReportFacts {
  const { verdict, wish, recording, instances } = state;
  const names = new Map(instances.map(({ id, name }) => [id, name]));
  const witnesses = verdict?.witnesses ?? [];
  const proved = new Map(
    witnesses
      .toReversed()
      .flatMap((witness) => [witness.number, ...witness.alike].map((number) => [number, witness])),
  );
  return {
    state,
    title: `${wish.kind === 'prove' ? 'Proof of statelessness' : 'Replay'}: ${recording.name}`,
    headline: verdict ? replaySummary(state) : unfinishedWords(state),
    tone: TONES[replayEnd(state)],
    telling: observations.telling(),
    witnesses,
    witnessOf: (number) => proved.get(number),
    kindOf: (row) => kindOf(row, wish.kind === 'prove' ? proved : undefined),
    nameOf: (id) => names.get(id) ?? id,
    exchangeOf: (ref) => exchanges?.get(exchangeKey(ref)),
    stepOf: (number) => observations.stepReport(number),
    rowOf: (number) => observations.row(number),
  };
}

/** A proof says itself what violates: it has tried. A plain replay goes by what was seen. */
function kindOf(row: MatrixRow, proved: ReadonlyMap<number, Witness> | undefined): RowKind {
  const seems = row.class === 'sticky' || row.violates === true;
  if (proved ? proved.has(row.number) : seems) return 'violation';
  if (row.held === true) return 'held';
  if (isMissing(row)) return 'not sent';
  if (row.violates === true) return 'not deterministic';
  return row.class === 'noise' || row.class === 'stable' ? 'alike' : row.class;
}

/** Whether anything of a step was not sent, or nobody was asked. Pure. */
export function isMissing({ cells }: MatrixRow): boolean {
  const states = cells.flatMap((cell) => Object.keys(cell.states));
  return (
    states.some((state) => state === 'skipped' || state === 'not-sent') ||
    cells.every((cell) => cell.answered === 0 && cell.states.failed === undefined)
  );
}

function unfinishedWords({ state, done, planned, problem }: ReplayState): string {
  const sent = `${String(done)} of ${counted(planned, 'request')} ${done === 1 ? 'was' : 'were'} sent`;
  switch (state) {
    case 'running':
      return `Not over yet: ${sent}.`;
    case 'cancelled':
      return `Cancelled: ${sent}.`;
    case 'failed':
    case 'incomplete':
      return `Incomplete: ${sent}. ${problem ?? ''}`.trim();
    case 'done':
      return `${sent.slice(0, 1).toUpperCase()}${sent.slice(1)}; there is no verdict.`;
  }
}

/** `#12 tools/call basket_get`. Pure. */
export function stepWords({ number, method, name }: Pick<MatrixRow, 'number' | 'method' | 'name'>): string {
  return `#${String(number)} ${method}${name === '' ? '' : ` ${name}`}`;
}
