import { counted } from '../../../shared/model/counted.ts';
import type { ReplayPlan } from '../../../shared/model/replay-plan.ts';
import type { RunSummary } from '../../../shared/model/replay-run.ts';
import {
  DIFFERENCE_CLASSES,
  type DifferenceClass,
  type MatrixRow,
  type Verdict,
  type Witness,
} from '../../../shared/model/replay-verdict.ts';
import type { NamedInstance } from './proof-run.ts';
import type { SeenRow } from './seen-rows.ts';
import { listed } from './wording.ts';

export interface Judged {
  readonly plan: Pick<ReplayPlan, 'tools'>;
  /** Of all steps, in their order. */
  readonly rows: readonly SeenRow[];
  readonly runs: readonly RunSummary[];
  readonly instances: readonly NamedInstance[];
}

/** What came of looking for witnesses; absent for a plain replay, which looks for none. */
export interface Search {
  readonly stateful: readonly Witness[];
  readonly varying: readonly Witness[];
  /** Steps that differed in a run, and in no trial again, by number. */
  readonly refuted: readonly number[];
  /** Steps that could not be tried any more. */
  readonly untried: readonly number[];
  readonly trials: number;
  readonly cancelled: boolean;
}

/** The answer to it all. Pure. */
export function verdictOf(judged: Judged, search?: Search): Verdict {
  const rows = judged.rows.map(({ row }) => row);
  const classes = countClasses(rows);
  const witnesses = search ? [...search.stateful, ...search.varying] : [];
  const open = openOf(judged, rows, search);
  // Of a plain replay it is told with its end that steps were held.
  const told = search ? open : open.filter((each) => each !== heldWords(judged, rows));
  const notes = [...told, ...notesOf(judged, rows, search)];
  const result = (verdict: Verdict['verdict'], says: string): Verdict => ({
    verdict,
    says,
    notes: verdict === 'incomplete' ? notes.filter((note) => note !== open[0]) : notes,
    witnesses,
    classes,
    ...(search && search.refuted.length > 0 && { refuted: search.refuted }),
  });
  const [first] = search?.stateful ?? [];
  if (first) return result('not-stateless', `Not stateless: ${first.says}.`);
  const [varying] = search?.varying ?? [];
  if (varying) return result('not-deterministic', `Not deterministic: ${varying.says}.`);
  const unproved = search ? undefined : unprovedOf(judged, rows);
  if (unproved) return result(unproved.verdict, unproved.says);
  if (open.length > 0) {
    return result(
      'incomplete',
      `Nothing speaks against it, but this is no verdict: ${lowered(open[0] ?? '')}`,
    );
  }
  return result('stateless', statelessWords(judged, rows));
}

function countClasses(rows: readonly MatrixRow[]): Record<DifferenceClass, number> {
  const classes = Object.fromEntries(DIFFERENCE_CLASSES.map((each) => [each, 0])) as Record<
    DifferenceClass,
    number
  >;
  for (const row of rows) if (row.held !== true) classes[row.class] += 1;
  return classes;
}

function heldWords({ plan }: Pick<Judged, 'plan'>, rows: readonly MatrixRow[]): string | undefined {
  const held = rows.filter((row) => row.held === true);
  if (held.length === 0) return undefined;
  // Of those that only need what is held there is nothing to be allowed.
  const names = plan.tools.filter(({ safety }) => safety === 'held').map(({ tool }) => tool);
  const says = held.length === 1 ? 'step was held and not sent' : 'steps were held and not sent';
  return `${counted(held.length, says, says)}: allow ${listed(names)} to have them judged.`;
}

/** Why nothing can be said as long as it stays so: sentences. */
function openOf({ plan, runs, instances }: Judged, rows: readonly MatrixRow[], search?: Search): string[] {
  const open: string[] = [];
  const held = heldWords({ plan }, rows);
  if (held !== undefined) open.push(held);
  const own = runs.filter(({ purpose }) => purpose !== 'witness');
  for (const run of own.filter(({ state }) => state === 'incomplete')) {
    open.push(
      `Run ${String(run.run)} (${run.choice.name}) is incomplete: ${run.problem ?? 'not all was sent'}`,
    );
  }
  if (rows.length === 0) open.push('There is no step to send.');
  if (own.length === 0) open.push('Nothing was sent.');
  if (instances.length < 2) open.push('There is one instance only: it takes two to tell them apart.');
  if (search?.cancelled === true) open.push('It was cancelled before the end.');
  if (search && search.untried.length > 0) {
    const steps = listed(search.untried.map((number) => `#${String(number)}`));
    open.push(`What differs at ${steps} was not tried any more: the trials were used up.`);
  }
  return open;
}

function notesOf({ rows: seen }: Judged, rows: readonly MatrixRow[], search?: Search): string[] {
  const notes: string[] = [];
  const changed = rows.filter((row) => row.class === 'changed');
  if (changed.length > 0) {
    notes.push(
      `${counted(changed.length, 'step is', 'steps are')} answered alike everywhere, but not as recorded: ${numbersOf(changed)}.`,
    );
  }
  const ordered = rows.filter((row) => row.class === 'order-dependent');
  if (ordered.length > 0) {
    notes.push(
      `${counted(ordered.length, 'answer hangs', 'answers hang')} on what came before, wherever that went: ${numbersOf(ordered)}.${refutedWords(search)}`,
    );
  }
  const varying = seen.flatMap(({ row, varies }) => (varies ? [row] : []));
  if (search && search.varying.length === 0 && varying.length > 0) {
    notes.push(`${numbersOf(varying)} varied on one instance, and in no trial again.`);
  }
  if (search && search.trials > 0) notes.push(`Looking for witnesses took ${counted(search.trials, 'run')}.`);
  return notes;
}

function refutedWords(search: Search | undefined): string {
  if (!search || search.refuted.length === 0) return '';
  const numbers = listed(search.refuted.map((number) => `#${String(number)}`));
  return ` In a run ${numbers} differed by instance, and in no trial again.`;
}

/** A plain replay looks for no witness: what it has seen is told as such. */
function unprovedOf(
  { rows: seen }: Judged,
  rows: readonly MatrixRow[],
): Pick<Verdict, 'verdict' | 'says'> | undefined {
  const sticky = rows.filter((row) => row.class === 'sticky');
  if (sticky.length > 0) {
    return {
      verdict: 'not-stateless',
      says: `Not stateless by what was seen: ${counted(sticky.length, 'step')} answered by instance (${numbersOf(sticky)}). A proof finds out why.`,
    };
  }
  const varying = seen.flatMap(({ row, varies }) => (varies ? [row] : []));
  if (varying.length === 0) return undefined;
  return {
    verdict: 'not-deterministic',
    says: `Not deterministic by what was seen: ${counted(varying.length, 'step')} varied on one and the same instance (${numbersOf(varying)}).`,
  };
}

function statelessWords({ runs, instances }: Judged, rows: readonly MatrixRow[]): string {
  const schedules = new Set(
    runs.filter(({ purpose }) => purpose !== 'witness').map(({ choice }) => choice.name),
  );
  const names = listed(instances.map(({ name }) => name));
  const steps = rows.filter((row) => row.held !== true).length;
  return `Stateless under ${counted(schedules.size, 'schedule')}: ${counted(steps, 'step')} answered alike by ${names}, wherever the others went.`;
}

function numbersOf(rows: readonly MatrixRow[]): string {
  return listed(rows.map(({ number, name, method }) => `#${String(number)} ${name === '' ? method : name}`));
}

function lowered(sentence: string): string {
  return `${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1)}`;
}
