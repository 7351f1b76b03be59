import { fieldOf, listOf, textOf } from './json-fields.mjs';

/**
 * What failed, by name, so that the end of a long log tells it: the part of the tests, and the test where one did.
 * Pure.
 * @param {{ readonly name: string, readonly count: import('./count-results.mjs').CountKind }} part
 * @param {unknown} report the runner's JSON report; undefined where it wrote none
 * @returns {readonly string[]} the part's own name where its report names nothing
 */
export function nameFailures({ name, count }, report) {
  const named = namesIn(count, report);
  return (named.length > 0 ? named : ['see above']).map((test) => `${name}: ${test}`);
}

/**
 * @param {import('./count-results.mjs').CountKind} count
 * @param {unknown} report
 * @returns {readonly string[]}
 */
function namesIn(count, report) {
  if (count === 'vitest') return listOf(report, 'testResults').flatMap(vitestNames);
  return count === 'playwright'
    ? listOf(report, 'suites').flatMap((suite) => playwrightNames(suite, ''))
    : [];
}

/**
 * @param {unknown} file
 * @returns {readonly string[]}
 */
function vitestNames(file) {
  const at = textOf(file, 'name').replace(`${process.cwd()}/`, '');
  const tests = listOf(file, 'assertionResults');
  if (tests.length === 0) return fieldOf(file, 'status') === 'failed' ? [`${at} could not be loaded`] : [];
  return tests
    .filter((test) => fieldOf(test, 'status') === 'failed')
    .map((test) => `${at} › ${textOf(test, 'fullName')}`);
}

/**
 * @param {unknown} suite
 * @param {string} above
 * @returns {readonly string[]}
 */
function playwrightNames(suite, above) {
  const at = [above, textOf(suite, 'title')].filter((title) => title !== '').join(' › ');
  const own = listOf(suite, 'specs')
    .filter((spec) =>
      listOf(spec, 'tests').some((test) => ['unexpected', 'flaky'].includes(textOf(test, 'status'))),
    )
    .map((spec) => `${at} › ${textOf(spec, 'title')}`);
  return [...own, ...listOf(suite, 'suites').flatMap((inner) => playwrightNames(inner, at))];
}
