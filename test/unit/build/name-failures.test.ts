import path from 'node:path';
import { expect, it } from 'vitest';
import { nameFailures } from '../../../build/name-failures.mjs';

it('names the tests of vitest that failed, and the files that could not be loaded', () => {
  const report = {
    testResults: [
      {
        name: path.join(process.cwd(), 'test/unit/a.test.ts'),
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'adds' },
          { status: 'failed', fullName: 'sums up counts' },
        ],
      },
      { name: '/elsewhere/b.test.ts', status: 'failed', assertionResults: [] },
      { name: '/elsewhere/c.test.ts', status: 'passed', assertionResults: [] },
    ],
  };
  expect(nameFailures({ name: 'unit tests', count: 'vitest' }, report)).toEqual([
    'unit tests: test/unit/a.test.ts › sums up counts',
    'unit tests: /elsewhere/b.test.ts could not be loaded',
  ]);
});

it('names the tests of Playwright that failed, the wavering ones too, wherever they stand', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  const report = {
    suites: [
      {
        title: 'app/filter.test.ts',
        specs: [spec('is shown', 'expected'), spec('is completed', 'unexpected')],
        suites: [{ title: 'after a crash', specs: [spec('is there again', 'flaky')] }],
      },
    ],
  };
  expect(nameFailures({ name: 'browser tests', count: 'playwright' }, report)).toEqual([
    'browser tests: app/filter.test.ts › is completed',
    'browser tests: app/filter.test.ts › after a crash › is there again',
  ]);
});

it.each([
  ['one', undefined],
  ['tally', { passed: 3, failed: 1, skipped: 0 }],
  ['vitest', undefined],
  ['playwright', 'text'],
] as const)('names the part where nothing else is named: %s', (count, report) => {
  expect(nameFailures({ name: 'lint', count }, report)).toEqual(['lint: see above']);
});
