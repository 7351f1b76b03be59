import { escapeMarkup } from '../../../shared/model/escape-markup.ts';
import { junitAttribute, junitDocument, type JunitSuite } from '../../../shared/model/junit.ts';
import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { StepState } from '../../../shared/model/replay-run.ts';
import type { MatrixCell, MatrixRow, StepReport } from '../../../shared/model/replay-verdict.ts';
import { differenceLines } from './difference-lines.ts';
import { stepWords, type ReportFacts } from './report-facts.ts';

/** Beyond so many steps only those are written that say something, and the others as one case an instance. */
const MOST_CASES = 5_000;

const UNPROVED =
  'It differs by instance, and no trial showed it alone: most likely it follows from what fails before it.';

/** One case: what stands in it, and what it counts as. */
interface Case {
  readonly text: string;
  readonly is: 'passed' | 'failed' | 'error' | 'skipped';
}

/**
 * A replay as CI systems read JUnit's XML: a suite for the verdict and one for each instance, in it a case for each step that was
 * to be sent there. What violates fails, with its pointers and values, and in a plain replay what is not as recorded; a held step
 * is skipped, and one that was not sent or answered is an error: neither ever passes. A proof's differences
 * in the wake of a violation are skipped, too; others stand in the output of a case that passes. The verdict's case fails exactly where the exit code is 1, and is an error where that is 3. Pure.
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
    return suiteOf(name === '' ? id : name, cases);
  });
  return junitDocument(`hopscope ${facts.state.wish.kind}`, [
    suiteOf('verdict', [verdictCase(facts)]),
    ...suites,
  ]);
}

function suiteOf(name: string, cases: readonly Case[]): JunitSuite {
  const count = (is: Case['is']): number => cases.filter((each) => each.is === is).length;
  const [failures, errors] = [count('failed'), count('error')];
  const head = `  <testsuite name="${junitAttribute(name)}" tests="${String(cases.length)}" failures="${String(failures)}" errors="${String(errors)}" skipped="${String(count('skipped'))}">`;
  return {
    text: [head, ...cases.map(({ text }) => text), '  </testsuite>'].join('\n'),
    tests: cases.length,
    failures,
    errors,
  };
}

function verdictCase({ tone, headline, state, witnesses }: ReportFacts): Case {
  const lines = [
    ...witnesses.map(({ says, causeSays }) => `${says}. ${causeSays}`),
    ...(state.verdict?.notes ?? []),
  ];
  const is = tone === 'good' ? 'passed' : tone === 'bad' ? 'failed' : 'error';
  return written('hopscope.verdict', 'the verdict', is, headline, lines);
}

/** None where the step was never to be sent to that instance. */
function caseOf(
  row: MatrixRow,
  cell: MatrixCell,
  instance: string,
  facts: ReportFacts,
  reportOf: (number: number) => StepReport,
): Case[] {
  const group = `hopscope.${instance}.${row.name === '' ? row.method : row.name}`;
  const name = stepWords(row);
  const kind = facts.kindOf(row);
  if (kind === 'held')
    return [written(group, name, 'skipped', 'Held: nobody has allowed it to be sent.', [])];
  const unsent = (cell.states.skipped ?? 0) + (cell.states['not-sent'] ?? 0);
  const asked = cell.answered + (cell.states.failed ?? 0);
  if (asked + unsent === 0) return [];
  const differs = cell.different > 0;
  if (kind === 'violation' && differs) {
    const report = reportOf(row.number);
    const because = report.classes.find((each) => each.class === 'sticky' || each.violates === true)?.because;
    const says = facts.witnessOf(row.number)?.says ?? because ?? facts.headline;
    return [written(group, name, 'failed', says, linesOf(report, cell, facts))];
  }
  if (unsent > 0) {
    const why = whyOf(reportOf(row.number), cell, ['skipped', 'not-sent']);
    return [written(group, name, 'error', `Not sent: ${why ?? 'it was not its turn yet.'}`, [])];
  }
  if (cell.states.failed !== undefined) {
    const why = whyOf(reportOf(row.number), cell, ['failed']);
    return [written(group, name, 'error', `Not answered: ${why ?? 'nothing came.'}`, [])];
  }
  // A plain replay asks whether it is answered as recorded; what hangs on earlier requests is no answer to that.
  if (differs && facts.state.wish.kind === 'replay' && (kind === 'changed' || kind === 'unclear')) {
    const says =
      kind === 'changed' ? 'Not answered as recorded.' : 'Not as recorded, and too few answers to say why.';
    return [written(group, name, 'failed', says, linesOf(reportOf(row.number), cell, facts))];
  }
  if (kind === 'sticky' && differs && facts.tone === 'bad') {
    return [written(group, name, 'skipped', UNPROVED, linesOf(reportOf(row.number), cell, facts))];
  }
  return [written(group, name, 'passed', '', differs ? linesOf(reportOf(row.number), cell, facts) : [])];
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

function othersCase(instance: string, count: number, { tone }: ReportFacts): Case {
  const says = `${String(count)} further steps differ in nothing but noise.`;
  return written(`hopscope.${instance}`, 'all other steps', tone === 'open' ? 'skipped' : 'passed', says, [
    says,
  ]);
}

const ELEMENTS = { failed: 'failure', error: 'error', skipped: 'skipped' } as const;
const MOST_LINES = 60;

function written(
  group: string,
  name: string,
  is: Case['is'],
  message: string,
  lines: readonly string[],
): Case {
  const head = `    <testcase classname="${junitAttribute(group)}" name="${junitAttribute(name)}"`;
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : lines;
  const text = escapeMarkup(shown.join('\n'));
  if (is === 'passed') {
    const output = `      <system-out>${text}</system-out>`;
    return {
      is,
      text: shown.length === 0 ? `${head}/>` : [`${head}>`, output, '    </testcase>'].join('\n'),
    };
  }
  const element = `      <${ELEMENTS[is]} message="${junitAttribute(message)}"`;
  const body = text === '' ? `${element}/>` : `${element}>${text}</${ELEMENTS[is]}>`;
  return { is, text: [`${head}>`, body, '    </testcase>'].join('\n') };
}
