import { expect, it } from 'vitest';
import { junitCase, junitSuite } from '../../../../../engine/replay/report/junit-case.ts';

it('writes a case as what it is', () => {
  expect(junitCase('g', 'n', 'passed', '', []).text).toBe('    <testcase classname="g" name="n"/>');
  expect(junitCase('g', 'n', 'passed', '', ['a<b']).text).toContain('<system-out>a&lt;b</system-out>');
  expect(junitCase('g', 'n', 'failed', 'm "x"', ['1', '2']).text).toContain(
    '<failure message="m &quot;x&quot;">1\n2</failure>',
  );
  expect(junitCase('g', 'n', 'error', 'm', []).text).toContain('<error message="m"/>');
  expect(
    junitCase(
      'g',
      'n',
      'skipped',
      'm',
      Array.from({ length: 99 }, (_, line) => String(line)),
    ).text,
  ).toMatch(/59\n…<\/skipped>/);
});

it('counts in a suite what each case is', () => {
  const cases = (['passed', 'failed', 'error', 'skipped', 'skipped'] as const).map((is) =>
    junitCase('g', 'n', is, 'm', []),
  );
  const suite = junitSuite('s', cases);
  expect(suite).toMatchObject({ tests: 5, failures: 1, errors: 1 });
  expect(suite.text).toContain('<testsuite name="s" tests="5" failures="1" errors="1" skipped="2">');
});
