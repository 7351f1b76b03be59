import { describe, expect, it } from 'vitest';
import type { ScenarioOutcome } from '../../../conformance/suite-results.ts';
import { judge, tallyVerdicts, type Requirement } from '../../../conformance/verdict.ts';

const requirement: Requirement = { title: '2026-07-28', scored: ['one', 'two'], scenarios: 2, floor: 5 };

const outcome = (scenario: string, passedChecks: number, ...failures: string[]): ScenarioOutcome => ({
  scenario,
  passedChecks,
  failures,
  remarks: [],
});

const fine = [outcome('one', 2), outcome('two', 3)];

describe('judge', () => {
  it('passes a run that shows all that it must', () => {
    const verdict = judge(requirement, fine);
    expect(verdict).toMatchObject({ passedChecks: 5, problems: [], unscored: [] });
    expect(verdict.scored.map(({ scenario, problems }) => [scenario, problems])).toEqual([
      ['one', []],
      ['two', []],
    ]);
    expect(tallyVerdicts([verdict])).toEqual({ passed: 2, failed: 0, skipped: 0 });
  });

  it('misses a scenario that left no results', () => {
    const verdict = judge(requirement, [outcome('one', 9)]);
    expect(verdict.scored[1]?.problems).toEqual(['The suite left no results.']);
    expect(tallyVerdicts([verdict])).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('fails a scenario for one failed check, however many passed', () => {
    const verdict = judge(requirement, [outcome('one', 90), outcome('two', 90, 'a: why')]);
    expect(verdict.scored[1]?.problems).toEqual(['a: why']);
    expect(tallyVerdicts([verdict])).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('fails a scenario that failed nothing because nothing was checked', () => {
    const verdict = judge(requirement, [outcome('one', 9), outcome('two', 0)]);
    expect(verdict.scored[1]?.problems).toEqual(['Not one check passed.']);
  });

  it('fails a run with too few passed checks', () => {
    const verdict = judge({ ...requirement, floor: 6 }, fine);
    expect(verdict.problems).toEqual(['5 checks passed for 2026-07-28; at least 6 must.']);
    expect(tallyVerdicts([verdict])).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });

  it('can ask for more checks over everything that was run', () => {
    const stricter = { ...requirement, floorOverAll: 12 };
    const verdict = judge(stricter, [...fine, outcome('three', 6)]);
    expect(verdict).toMatchObject({
      overAll: 11,
      problems: ['11 checks passed for 2026-07-28 over everything; at least 12 must.'],
    });
    expect(judge(stricter, [...fine, outcome('three', 7)]).problems).toEqual([]);
  });

  it('can hold scenarios that decide nothing: none may fail, and no check may be lost', () => {
    const holding = { ...requirement, held: { prefix: 'extra-', floor: 4 } };
    const run = (...more: ScenarioOutcome[]) =>
      judge(holding, [...fine, outcome('other', 0, 'x'), ...more]).problems;
    expect(run(outcome('extra-a', 1), outcome('extra-b', 3))).toEqual([]);
    expect(run(outcome('extra-a', 1), outcome('extra-b', 3, 'y: why'))).toEqual(['extra-b: y: why']);
    expect(run(outcome('extra-a', 3))).toEqual([
      '3 checks passed for 2026-07-28 in extra-*; at least 4 must.',
    ]);
    expect(run()).toEqual(['0 checks passed for 2026-07-28 in extra-*; at least 4 must.']);
  });

  it('fails a run whose list of scenarios is not as long as expected', () => {
    const verdict = judge({ ...requirement, scored: ['one'] }, [outcome('one', 9)]);
    expect(verdict.problems).toEqual(['2026-07-28 has 1 scored scenarios; 2 are expected.']);
    expect(tallyVerdicts([verdict]).failed).toBe(1);
  });

  it('reports what decides nothing, and neither counts its checks nor its failures', () => {
    const verdict = judge(requirement, [...fine, outcome('three', 7, 'a: why')]);
    expect(verdict).toMatchObject({
      passedChecks: 5,
      unscored: [{ scenario: 'three', passedChecks: 7, problems: ['a: why'] }],
    });
    expect(tallyVerdicts([verdict]).failed).toBe(0);
  });

  it('adds up the runs of one scenario', () => {
    const verdict = judge(requirement, [...fine, outcome('two', 1, 'a: why')]);
    expect(verdict.scored[1]).toMatchObject({ passedChecks: 4, problems: ['a: why'] });
  });
});

it('never counts nothing as well', () => {
  expect(tallyVerdicts([])).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
