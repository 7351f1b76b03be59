import type { ScenarioOutcome } from './suite-results.ts';

/** What a run must show. */
export interface Requirement {
  /** What is examined, for the report: a revision, for one. */
  readonly title: string;
  /** The scenarios that decide. */
  readonly scored: readonly string[];
  /** Why the others decide nothing, by scenario. */
  readonly unscored?: ReadonlyMap<string, string>;
  /** How many they must be: a list that was read wrongly must not pass because it is short. */
  readonly scenarios: number;
  /** The fewest passed checks over all scored scenarios: the suite passes some subjects that do nothing. */
  readonly floor: number;
  /** The fewest passed checks over everything that was run. */
  readonly floorOverAll?: number;
  /** Scenarios that decide nothing for the suite and that we hold all the same: no failure, and the fewest passed checks. */
  readonly held?: { /** How their names begin. */ readonly prefix: string; readonly floor: number };
}

export interface ScenarioVerdict {
  readonly scenario: string;
  readonly passedChecks: number;
  /** Why it does not pass, a line each; empty when it does. */
  readonly problems: readonly string[];
  readonly remarks: readonly string[];
  /** Why it decides nothing, where it does not. */
  readonly unscored?: string;
}

export interface Verdict {
  readonly title: string;
  /** Those that decide, in the order of the requirement. */
  readonly scored: readonly ScenarioVerdict[];
  /** Those that were run as well. */
  readonly unscored: readonly ScenarioVerdict[];
  /** Over the scored scenarios. */
  readonly passedChecks: number;
  /** Over everything that was run. */
  readonly overAll: number;
  /** What is wrong with the run as a whole, a sentence each. */
  readonly problems: readonly string[];
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Compares what a run came to with what it must show. Pure. */
export function judge(requirement: Requirement, outcomes: readonly ScenarioOutcome[]): Verdict {
  const { title, floor, floorOverAll = 0, scenarios } = requirement;
  const names = new Set(requirement.scored);
  const scored = [...names].map((name) => judgeScenario(name, outcomes));
  const unscored = outcomes
    .filter(({ scenario }) => !names.has(scenario))
    .map(({ scenario, passedChecks, failures, remarks }) => ({
      scenario,
      passedChecks,
      problems: failures,
      remarks,
      unscored: requirement.unscored?.get(scenario) ?? 'not required',
    }));
  const passedChecks = sumOfChecks(scored);
  const overAll = passedChecks + sumOfChecks(unscored);
  const problems: string[] = [];
  if (names.size !== scenarios) {
    problems.push(`${title} has ${String(names.size)} scored scenarios; ${String(scenarios)} are expected.`);
  }
  if (passedChecks < floor) {
    problems.push(`${String(passedChecks)} checks passed for ${title}; at least ${String(floor)} must.`);
  }
  if (overAll < floorOverAll) {
    problems.push(
      `${String(overAll)} checks passed for ${title} over everything; at least ${String(floorOverAll)} must.`,
    );
  }
  problems.push(...problemsOfHeld(requirement, unscored));
  return { title, scored, unscored, passedChecks, overAll, problems };
}

function problemsOfHeld(
  { title, held }: Requirement,
  unscored: readonly ScenarioVerdict[],
): readonly string[] {
  if (held === undefined) return [];
  const scenarios = unscored.filter(({ scenario }) => scenario.startsWith(held.prefix));
  const problems = scenarios.flatMap(({ scenario, problems: all }) =>
    all.map((one) => `${scenario}: ${one}`),
  );
  const passed = sumOfChecks(scenarios);
  if (passed < held.floor) {
    problems.push(
      `${String(passed)} checks passed for ${title} in ${held.prefix}*; at least ${String(held.floor)} must.`,
    );
  }
  return problems;
}

function sumOfChecks(verdicts: readonly ScenarioVerdict[]): number {
  return verdicts.reduce((sum, { passedChecks }) => sum + passedChecks, 0);
}

/** The scored scenarios of some runs; what is wrong with a run as a whole counts as one failure. Pure. */
export function tallyVerdicts(verdicts: readonly Verdict[]): Tally {
  let passed = 0;
  let failed = 0;
  for (const verdict of verdicts) {
    for (const { problems } of verdict.scored) {
      if (problems.length === 0) passed += 1;
      else failed += 1;
    }
    failed += verdict.problems.length;
  }
  // Nothing examined is not a pass.
  return { passed, failed: passed + failed === 0 ? 1 : failed, skipped: 0 };
}

function judgeScenario(scenario: string, outcomes: readonly ScenarioOutcome[]): ScenarioVerdict {
  const runs = outcomes.filter((outcome) => outcome.scenario === scenario);
  const passedChecks = runs.reduce((sum, run) => sum + run.passedChecks, 0);
  const problems = runs.flatMap((run) => run.failures);
  if (runs.length === 0) problems.push('The suite left no results.');
  else if (passedChecks === 0 && problems.length === 0) problems.push('Not one check passed.');
  return { scenario, passedChecks, problems, remarks: runs.flatMap((run) => run.remarks) };
}
