import { DURABILITY_STEPS, DURABILITY_WORDS, type DurabilityCell } from '../../shared/model/durability.ts';
import { escapeMarkup } from '../../shared/model/escape-markup.ts';
import { junitAttribute, junitDocument, type JunitSuite } from '../../shared/model/junit.ts';
import { checkExitCode, checkSummary, type CheckReport } from './check-report.ts';

/** The check as CI systems read JUnit's XML: a suite an instance, a case a step; what is not applicable is skipped. */
export function checkJunit(report: CheckReport): string {
  const { instances, cells, state } = report.state;
  const suites = instances.map(({ id, name }) => {
    const own = DURABILITY_STEPS.flatMap((step) =>
      cells.filter((cell) => cell.step === step && cell.instanceId === id),
    );
    return suiteOf(name, own);
  });
  // What ended before its end has no verdict on all that it did not come to.
  if (state !== 'done' && checkExitCode(report) !== 0) suites.push(endedEarly(checkSummary(report)));
  return junitDocument('hopscope tasks check', suites);
}

function suiteOf(name: string, cells: readonly DurabilityCell[]): JunitSuite {
  const count = (verdict: DurabilityCell['verdict']): number =>
    cells.filter((cell) => cell.verdict === verdict).length;
  const [failures, errors, skipped] = [count('violated'), count('not-reached'), count('not-applicable')];
  const head = `  <testsuite name="${junitAttribute(name)}" tests="${String(cells.length)}" failures="${String(failures)}" errors="${String(errors)}" skipped="${String(skipped)}">`;
  const text = [head, ...cells.map((cell) => caseOf(name, cell)), '  </testsuite>'].join('\n');
  return { text, tests: cells.length, failures, errors };
}

function caseOf(name: string, { step, verdict, says, exchanges }: DurabilityCell): string {
  const { title, asks } = DURABILITY_WORDS[step];
  const head = `    <testcase classname="${junitAttribute(`hopscope.${name}.tasks`)}" name="${junitAttribute(`${title}: ${asks}`)}">`;
  const where =
    exchanges.length === 0
      ? ''
      : `\nexchanges ${exchanges.map(({ number }) => `#${String(number)}`).join(', ')}`;
  const text = escapeMarkup(`${says}${where}`);
  const body = {
    ok: `      <system-out>${text}</system-out>`,
    violated: `      <failure type="violated" message="${junitAttribute(says)}">${text}</failure>`,
    'not-reached': `      <error type="not reached" message="${junitAttribute(says)}">${text}</error>`,
    'not-applicable': `      <skipped message="${junitAttribute(says)}"/>`,
  }[verdict];
  return [head, body, '    </testcase>'].join('\n');
}

function endedEarly(why: string): JunitSuite {
  const text = [
    '  <testsuite name="the check" tests="1" failures="0" errors="1" skipped="0">',
    '    <testcase classname="hopscope.tasks" name="the check is complete">',
    `      <error type="incomplete" message="${junitAttribute(why)}"/>`,
    '    </testcase>',
    '  </testsuite>',
  ].join('\n');
  return { text, tests: 1, failures: 0, errors: 1 };
}
