import { describe, expect, it } from 'vitest';
import { addTallies, formatFailures, formatTally, tallyPart } from '../../../build/count-results.mjs';

const vitestReport = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
};

describe('tallyPart', () => {
  it('counts a check as one', () => {
    expect(tallyPart('one', 0, undefined)).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(tallyPart('one', 2, undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts vitest tests, the left-out ones as skipped', () => {
    expect(tallyPart('vitest', 0, vitestReport)).toEqual({ passed: 5, failed: 0, skipped: 3 });
  });

  it('counts a file that vitest could not load', () => {
    const report = { ...vitestReport, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(tallyPart('vitest', 1, report).failed).toBe(1);
  });

  it('counts Playwright tests, the wavering ones as failed', () => {
    const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] };
    expect(tallyPart('playwright', 1, report)).toEqual({ passed: 3, failed: 2, skipped: 2 });
    const broken = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] };
    expect(tallyPart('playwright', 1, broken).failed).toBe(1);
  });

  it('takes a tally as it is', () => {
    expect(tallyPart('tally', 1, { passed: 36, failed: 1, skipped: 0 })).toEqual({
      passed: 36,
      failed: 1,
      skipped: 0,
    });
    expect(tallyPart('tally', 0, undefined).failed).toBe(1);
  });

  it.each([
    ['no report', undefined, 0],
    [
      'a report without a test',
      { ...vitestReport, numPassedTests: 0, numPendingTests: 0, numTodoTests: 0 },
      0,
    ],
    ['a failure that no test explains', vitestReport, 1],
    ['a report that is none', 'text', 0],
  ])('never ends well by silence: %s', (_, report, exitCode) => {
    expect(tallyPart('vitest', exitCode, report).failed).toBe(1);
  });
});

it('closes with the sum over all runners', () => {
  const sum = addTallies([
    { passed: 1, failed: 0, skipped: 2 },
    { passed: 10, failed: 3, skipped: 0 },
  ]);
  expect(formatTally(sum)).toBe('11 passed, 3 failed, 2 skipped');
});

it('names what failed before the sum, and says nothing where nothing did', () => {
  const fine = { passed: 1, failed: 0, skipped: 0, failures: [] };
  const failures = ['lint: see above', 'unit tests: a.test.ts › adds'];
  expect(formatFailures([fine])).toBe('');
  expect(formatFailures([fine, { ...fine, failed: 2, failures }])).toBe(
    '\nFailed:\n  lint: see above\n  unit tests: a.test.ts › adds\n',
  );
});
