import { expect, it } from 'vitest';
import { closingLine, verdictLines } from '../../../conformance/report.ts';
import { judge } from '../../../conformance/verdict.ts';

const requirement = {
  title: '2025-11-25',
  scored: ['one', 'two'],
  unscored: new Map([['three', 'extension']]),
  scenarios: 2,
  floor: 10,
};
const verdict = judge(requirement, [
  { scenario: 'one', passedChecks: 1, failures: [], remarks: ['warning b: hm'] },
  { scenario: 'two', passedChecks: 4, failures: ['a: why'], remarks: [] },
  { scenario: 'three', passedChecks: 2, failures: ['c: why'], remarks: [] },
  { scenario: 'four', passedChecks: 0, failures: [], remarks: [] },
]);

it('tells scenario by scenario what passed, and why not', () => {
  expect(verdictLines(verdict)).toEqual([
    '2025-11-25: 2 scored scenarios',
    '  passed  one (1 check)',
    '            (warning b: hm)',
    '  FAILED  two (4 checks)',
    '            a: why',
    '2025-11-25: 2 scenarios that decide nothing',
    '  failed  three (2 of 3 checks; extension)',
    '  passed  four (0 of 0 checks; not required)',
    '5 checks passed for 2025-11-25; at least 10 must.',
  ]);
});

it('closes with scenarios and checks', () => {
  expect(closingLine([verdict, { ...verdict, title: '2026-07-28' }])).toBe(
    '2 passed, 4 failed (checks passed: 2025-11-25 5 and 2 unscored, 2026-07-28 5 and 2 unscored)',
  );
});
