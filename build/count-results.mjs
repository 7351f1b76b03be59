import { fieldOf, listOf, numberOf } from './json-fields.mjs';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * `tally`: the report is a tally already.
 * @typedef {'one' | 'vitest' | 'playwright' | 'tally'} CountKind
 */

/**
 * What a part of the tests came to. A runner that failed without saying how, or said nothing at all, counts
 * as one failure: no part may end well by silence. Pure.
 * @param {CountKind} kind
 * @param {number} exitCode
 * @param {unknown} report the runner's JSON report; undefined where it wrote none
 * @returns {Tally}
 */
export function tallyPart(kind, exitCode, report) {
  if (kind === 'one') return exitCode === 0 ? tally(1, 0) : tally(0, 1);
  const counted = count(kind, report);
  const ran = counted.passed + counted.failed + counted.skipped > 0;
  if ((exitCode !== 0 || !ran) && counted.failed === 0) return { ...counted, failed: 1 };
  return counted;
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function addTallies(tallies) {
  return tallies.reduce(
    (sum, each) => tally(sum.passed + each.passed, sum.failed + each.failed, sum.skipped + each.skipped),
    tally(0, 0),
  );
}

/**
 * The closing line.
 * @param {Tally} sum
 * @returns {string}
 */
export function formatTally(sum) {
  return `${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`;
}

/**
 * The lines before it: what failed, by name, since what was printed of it stands far above. Pure.
 * @param {readonly (Tally & { readonly failures?: readonly string[] })[]} tallies
 * @returns {string} empty where nothing failed
 */
export function formatFailures(tallies) {
  const failures = tallies.flatMap((each) => each.failures ?? []);
  return failures.length === 0 ? '' : `\nFailed:\n${failures.map((name) => `  ${name}\n`).join('')}`;
}

/**
 * @param {Exclude<CountKind, 'one'>} kind
 * @param {unknown} report
 * @returns {Tally}
 */
function count(kind, report) {
  if (kind === 'vitest') return countVitest(report);
  return kind === 'playwright' ? countPlaywright(report) : countTally(report);
}

/**
 * @param {unknown} report
 * @returns {Tally}
 */
function countVitest(report) {
  const files = listOf(report, 'testResults');
  // A file that could not be loaded has failed without a single test.
  const unloadable = files.filter(
    (file) => fieldOf(file, 'status') === 'failed' && listOf(file, 'assertionResults').length === 0,
  ).length;
  return tally(
    numberOf(report, 'numPassedTests'),
    numberOf(report, 'numFailedTests') + unloadable,
    numberOf(report, 'numPendingTests') + numberOf(report, 'numTodoTests'),
  );
}

/**
 * @param {unknown} report
 * @returns {Tally}
 */
function countPlaywright(report) {
  const stats = fieldOf(report, 'stats');
  // A test that passes only sometimes has failed.
  const failed = numberOf(stats, 'unexpected') + numberOf(stats, 'flaky');
  return tally(
    numberOf(stats, 'expected'),
    failed + listOf(report, 'errors').length,
    numberOf(stats, 'skipped'),
  );
}

/**
 * @param {unknown} report
 * @returns {Tally}
 */
function countTally(report) {
  return tally(numberOf(report, 'passed'), numberOf(report, 'failed'), numberOf(report, 'skipped'));
}

/**
 * @param {number} passed
 * @param {number} failed
 * @param {number} [skipped]
 * @returns {Tally}
 */
function tally(passed, failed, skipped = 0) {
  return { passed, failed, skipped };
}
