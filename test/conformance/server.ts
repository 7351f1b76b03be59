/**
 * `npm run conformance:server [-- --url <url>]`: the conformance suite against one instance of the demo fleet that
 * carries the suite's fixtures, or against the server at <url>, which must carry them too.
 *
 * `--report=<file>` writes the tally there as JSON. Exit codes: 0 all that must pass passes, 1 it does not, 2 wrong
 * arguments, 130 interrupted.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startDemoFleet } from '../support/demo-processes.ts';
import { closingLine, verdictLines } from './report.ts';
import { interruption, requiredScenarios, runSuite } from './run-suite.ts';
import { judge, tallyVerdicts, type Verdict } from './verdict.ts';

/**
 * What must pass: how many scenarios, and how many checks, over them and over everything that is run. Those over the
 * scored scenarios are all that the suite has, so that a check which is no longer made is noticed.
 */
const REVISIONS = [
  { title: '2026-07-28', scenarios: 37, floor: 120, floorOverAll: 120 },
  { title: '2025-11-25', scenarios: 30, floor: 70, floorOverAll: 80 },
] as const;

function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

async function examine(url: string, signal: AbortSignal): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const revision of REVISIONS) {
    const required = requiredScenarios(revision.title, 'server');
    say(`The server scenarios of ${revision.title} run against ${url}`);
    const run = await runSuite('server', ['--url', url, '--requirements', revision.title], signal);
    const verdict = judge({ ...revision, ...required }, run.outcomes);
    say(...verdictLines(verdict), '');
    // Without results only the suite itself can tell why.
    if (run.outcomes.length === 0) say(run.output);
    verdicts.push(verdict);
  }
  return verdicts;
}

async function run(url: string | undefined, report: string | undefined): Promise<number> {
  const signal = interruption();
  const fleet =
    url === undefined ? await startDemoFleet({ names: ['alpha'], conformanceFixtures: true }) : undefined;
  try {
    const verdicts = await examine(url ?? fleet?.get('alpha').url ?? '', signal);
    const tally = tallyVerdicts(verdicts);
    if (report !== undefined) writeFileSync(report, JSON.stringify(tally));
    say(closingLine(verdicts));
    return tally.failed === 0 ? 0 : 1;
  } catch (error) {
    if (signal.aborted) return 130;
    throw error;
  } finally {
    await fleet?.stop();
  }
}

function readArguments(): { readonly url?: string | undefined; readonly report?: string | undefined } {
  return parseArgs({ options: { url: { type: 'string' }, report: { type: 'string' } } }).values;
}

let options: ReturnType<typeof readArguments> | undefined;
try {
  options = readArguments();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
if (options !== undefined) process.exitCode = await run(options.url, options.report);
