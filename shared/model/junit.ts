import { escapeMarkup } from './escape-markup.ts';

/** One suite of a JUnit report, written out, and what it counts. */
export interface JunitSuite {
  readonly text: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

/** A report as CI systems read JUnit's XML. */
export function junitDocument(name: string, suites: readonly JunitSuite[]): string {
  const sum = (of: (suite: JunitSuite) => number): string =>
    String(suites.reduce((total, suite) => total + of(suite), 0));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${junitAttribute(name)}" tests="${sum(({ tests }) => tests)}" failures="${sum(({ failures }) => failures)}" errors="${sum(({ errors }) => errors)}">`,
    ...suites.map(({ text }) => text),
    '</testsuites>',
    '',
  ].join('\n');
}

/** A text as the value of an attribute, on one line. */
export function junitAttribute(text: string): string {
  return escapeMarkup(text.replace(/\s+/g, ' '));
}
