import { tallyVerdicts, type ScenarioVerdict, type Verdict } from './verdict.ts';

/** One run, scenario by scenario; what decides nothing has one line each. Pure. */
export function verdictLines(verdict: Verdict): readonly string[] {
  const { title, scored, unscored, problems } = verdict;
  const lines = [`${title}: ${counted(scored.length, 'scored scenario')}`, ...scored.flatMap(scenarioLines)];
  if (unscored.length > 0) {
    lines.push(`${title}: ${counted(unscored.length, 'scenario')} that decide nothing`);
    lines.push(...unscored.map(unscoredLine));
  }
  return [...lines, ...problems];
}

/** The last line: scenarios, and the checks of each run. Pure. */
export function closingLine(verdicts: readonly Verdict[]): string {
  const { passed, failed } = tallyVerdicts(verdicts);
  const checks = verdicts.map(
    ({ title, passedChecks, overAll }) =>
      `${title} ${String(passedChecks)} and ${String(overAll - passedChecks)} unscored`,
  );
  return `${String(passed)} passed, ${String(failed)} failed (checks passed: ${checks.join(', ')})`;
}

function scenarioLines({ scenario, passedChecks, problems, remarks }: ScenarioVerdict): readonly string[] {
  const mark = problems.length === 0 ? 'passed' : 'FAILED';
  return [
    `  ${mark}  ${scenario} (${counted(passedChecks, 'check')})`,
    ...problems.map((problem) => `            ${problem}`),
    ...remarks.map((remark) => `            (${remark})`),
  ];
}

function unscoredLine({ scenario, passedChecks, problems, unscored }: ScenarioVerdict): string {
  const checks = `${String(passedChecks)} of ${String(passedChecks + problems.length)} checks`;
  return `  ${problems.length === 0 ? 'passed' : 'failed'}  ${scenario} (${checks}; ${unscored ?? ''})`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
