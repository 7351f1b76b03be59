import { expect, it } from 'vitest';
import { junitAttribute, junitDocument } from '../../../../shared/model/junit.ts';

it('adds up what its suites count', () => {
  const suite = { text: '  <testsuite name="a"/>', tests: 3, failures: 1, errors: 1 };
  expect(junitDocument('x "y"', [suite, { ...suite, errors: 0 }])).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="x &quot;y&quot;" tests="6" failures="2" errors="1">',
      suite.text,
      suite.text,
      '</testsuites>',
      '',
    ].join('\n'),
  );
});

it('writes attributes on one line, without what XML forbids', () => {
  expect(junitAttribute('a\n  "b" <c>\u0000')).toBe('a &quot;b&quot; &lt;c&gt;\uFFFD');
});
