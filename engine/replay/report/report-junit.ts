import { junitDocument } from '../../../shared/model/junit.ts';
import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { StepState } from '../../../shared/model/replay-run.ts';
import type { MatrixCell, MatrixRow, StepReport } from '../../../shared/model/replay-verdict.ts';
import { differenceLines } from './difference-lines.ts';
import { findingLines } from './findings-blocks.ts';
import { junitCase, junitSuite, type JunitCase } from './junit-case.ts';
import { stepWords, type ReportFacts } from './report-facts.ts';

/** Beyond so many steps only those are written that say something, and the others as one case an instance. */
const MOST_CASES = 5_000;

const UNPROVED =
  'It differs by instance, and no trial showed it alone: most likely it follows from what fails before it.';

/**
 * A replay as CI systems read JUnit's XML: a suite for the verdict and one for each instance, in it a case for each step that was
 * to be sent there. What violates fails, with its pointers and values, and in a plain replay what is not as recorded; a held step
 * is skipped, and one that was not sent or answered is an error: neither ever passes. A proof's differences in the
 * wake of a violation are skipped, too; others stand in the output of a case that passes. The verdict's case fails exactly where
 * the exit code is 1, and is an error where that is 3. Pure.
 */
export function reportJunit(facts: ReportFacts, steps: readonly PlanStep[]): string {
  const telling = new Set(facts.telling);
  const written = steps.length <= MOST_CASES ? steps : steps.filter(({ number }) => telling.has(number));
  const rows = written.map(({ number }) => facts.rowOf(number));
  const reports = new Map([...telling].map((number) => [number, undefined as StepReport | undefined]));
  const reportOf = (number: number): StepReport => {
    const report = reports.get(number) ?? facts.stepOf(number);
    reports.set(number, report);
    return report;
  };
  const suites = facts.state.instances.map(({ id, name }, index) => {
    const cases = rows.flatMap((row) => {
      const cell = row.cells[index];
      return cell ? caseOf(row, cell, name, facts, reportOf) : [];
    });
    const others = steps.length - written.length;
    if (others > 0) cases.push(othersCase(name, others, facts));
    return junitSuite(name === '' ? id : name, cases);
  });
  return junitDocument(`hopscope ${facts.state.wish.kind}`, [
    junitSuite('verdict', [verdictCase(facts)]),
    ...suites,
  ]);
}

function verdictCase({ tone, headline, state, witnesses }: ReportFacts): JunitCase {
  const lines = [
    ...witnesses.map(({ says, causeSays }) => `${says}. ${causeSays}`),
    ...findingLines({ state }),
    ...(state.verdict?.notes ?? []),
  ];
  const is = tone === 'good' ? 'passed' : tone === 'bad' ? 'failed' : 'error';
  return junitCase('hopscope.verdict', 'the verdict', is, headline, lines);
}

/** None where the step was never to be sent to that instance. */
function caseOf(
  row: MatrixRow,
  cell: MatrixCell,
  instance: string,
  facts: ReportFacts,
  reportOf: (number: number) => StepReport,
): JunitCase[] {
  const group = `hopscope.${instance}.${row.name === '' ? row.method : row.name}`;
  const name = stepWords(row);
  const kind = facts.kindOf(row);
  if (kind === 'held')
    return [junitCase(group, name, 'skipped', 'Held: nobody has allowed it to be sent.', [])];
  const unsent = (cell.states.skipped ?? 0) + (cell.states['not-sent'] ?? 0);
  const asked = cell.answered + (cell.states.failed ?? 0);
  if (asked + unsent === 0) return [];
  const differs = cell.different > 0;
  if (kind === 'violation' && differs) {
    const report = reportOf(row.number);
    const because = report.classes.find((each) => each.class === 'sticky' || each.violates === true)?.because;
    const says = facts.witnessOf(row.number)?.says ?? because ?? facts.headline;
    return [junitCase(group, name, 'failed', says, linesOf(report, cell, facts))];
  }
  if (unsent > 0) {
    const why = whyOf(reportOf(row.number), cell, ['skipped', 'not-sent']);
    return [junitCase(group, name, 'error', `Not sent: ${why ?? 'it was not its turn yet.'}`, [])];
  }
  if (cell.states.failed !== undefined) {
    const why = whyOf(reportOf(row.number), cell, ['failed']);
    return [junitCase(group, name, 'error', `Not answered: ${why ?? 'nothing came.'}`, [])];
  }
  // A plain replay asks whether it is answered as recorded; what hangs on earlier requests is no answer to that.
  if (differs && facts.state.wish.kind === 'replay' && (kind === 'changed' || kind === 'unclear')) {
    const says =
      kind === 'changed' ? 'Not answered as recorded.' : 'Not as recorded, and too few answers to say why.';
    return [junitCase(group, name, 'failed', says, linesOf(reportOf(row.number), cell, facts))];
  }
  if (kind === 'sticky' && differs && facts.tone === 'bad') {
    return [junitCase(group, name, 'skipped', UNPROVED, linesOf(reportOf(row.number), cell, facts))];
  }
  return [junitCase(group, name, 'passed', '', differs ? linesOf(reportOf(row.number), cell, facts) : [])];
}

function whyOf({ answers }: StepReport, cell: MatrixCell, states: readonly StepState[]): string | undefined {
  return answers.find(({ instanceId, state }) => instanceId === cell.instanceId && states.includes(state))
    ?.why;
}

function linesOf(report: StepReport, { instanceId }: MatrixCell, facts: ReportFacts): string[] {
  return report.answers
    .filter((answer) => answer.instanceId === instanceId && answer.differences.length > 0)
    .flatMap(({ run, ref, differences }) => [
      `run ${String(run)} on ${facts.nameOf(instanceId)}${ref ? `, exchange #${String(ref.number)}` : ''}`,
      ...differenceLines(differences).map((line) => `  ${line}`),
    ]);
}

function othersCase(instance: string, count: number, { tone }: ReportFacts): JunitCase {
  const says = `${String(count)} further steps differ in nothing but noise.`;
  return junitCase(`hopscope.${instance}`, 'all other steps', tone === 'open' ? 'skipped' : 'passed', says, [
    says,
  ]);
}
