import { expect, it } from 'vitest';
import { checkExitCode, checkSummary } from '../../../../cli/tasks/check-report.ts';
import { checkReport, cleanCheck } from './sample-check.ts';

const MISSED = { verdict: 'not-reached', says: 'Not known in full.' } as const;

it('exits 0 where all holds, 1 on a violation, 3 where something was not reached', () => {
  expect(checkExitCode(cleanCheck())).toBe(0);
  expect(checkExitCode(checkReport())).toBe(1);
  expect(checkExitCode(checkReport({ outcome: MISSED }))).toBe(3);
});

it('lets a violation that was proved weigh more than an early end', () => {
  expect(checkExitCode(checkReport({ state: 'cancelled' }))).toBe(1);
  const { outcome: _none, ...state } = checkReport({ state: 'cancelled' }).state;
  const cancelled = { ...checkReport(), state };
  expect(checkExitCode(cancelled)).toBe(3);
  expect(checkSummary(cancelled)).toBe('The check was cancelled: it is not complete.');
  const failed = {
    ...checkReport(),
    state: { ...state, state: 'failed' as const, problem: 'alpha is gone.' },
  };
  expect(checkExitCode(failed)).toBe(3);
  expect(checkSummary(failed)).toBe('alpha is gone.');
});
