/**
 * `npm run conformance:client [-- <scenario>…]`: the conformance suite's client scenarios but those on authorization,
 * each against the command line as it was built.
 *
 * `--report=<file>` writes the tally there as JSON. Exit codes: 0 all that must pass passes, 1 it does not, 2 wrong
 * arguments, 130 interrupted.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inParallel } from './in-parallel.ts';
import { closingLine, verdictLines } from './report.ts';
import { interruption, requiredScenarios, runSuite } from './run-suite.ts';
import type { ScenarioOutcome } from './suite-results.ts';
import { judge, tallyVerdicts, type Verdict } from './verdict.ts';

/** What must pass: how many scenarios, and how many checks over them, since the suite passes a client that does nothing. */
const REVISIONS = [
  // What the suite took up after the release decides here, too.
  { title: '2026-07-28', scenarios: 8, floor: 64, more: ['json-schema-2020-12-preservation'] },
  { title: '2025-11-25', scenarios: 4, floor: 11, more: [] },
] as const;

const PROGRAM = join(import.meta.dirname, '../../dist/programs/cli.js');
const DRIVER = join(import.meta.dirname, 'client-driver.ts');
/** A scenario waits for its client; so many of them side by side keep the machine busy, not overrun. */
const AT_ONCE = 3;
/** Far more than a scenario takes on a busy machine, in ms. */
const SCENARIO_MS = 120_000;

function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

async function runScenario(
  revision: string,
  scenario: string,
  signal: AbortSignal,
): Promise<readonly ScenarioOutcome[]> {
  // Goes through a shell, word by word.
  const command = `"${process.execPath}" "${DRIVER}"`;
  const args = ['--command', command, '--scenario', scenario, '--spec-version', revision];
  const { exitCode, output, outcomes } = await runSuite(
    'client',
    [...args, '--timeout', String(SCENARIO_MS)],
    signal,
    { HOPSCOPE_CLI: PROGRAM },
  );
  if (exitCode === 0 && outcomes.length > 0) return outcomes;
  // Its own verdict also counts how the client ended.
  const ended = {
    scenario,
    passedChecks: 0,
    failures: [`The suite ended with ${String(exitCode)}.`, ...errorLines(output)],
    remarks: [],
  };
  return [...outcomes, ended];
}

/** What the suite or the client says of a fault; the end of all where no line is of that kind. */
function errorLines(output: string): readonly string[] {
  const lines = output.trimEnd().split('\n');
  const errors = lines.filter((line) => /\bError: \S/.test(line));
  return errors.length > 0 ? errors.slice(0, 5) : lines.slice(-5);
}

async function examine(only: readonly string[], signal: AbortSignal): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { title, scenarios, floor, more } of REVISIONS) {
    const { scored } = requiredScenarios(title, 'client');
    const all = [...scored.filter((scenario) => !scenario.startsWith('auth/')), ...more];
    const wanted = only.length === 0 ? all : all.filter((scenario) => only.includes(scenario));
    const outcomes = await inParallel(wanted, AT_ONCE, (scenario) => runScenario(title, scenario, signal));
    // With some of them only, there is no telling how many checks should pass.
    const required = only.length === 0 ? { scenarios, floor } : { scenarios: wanted.length, floor: 0 };
    const verdict = judge({ title, scored: wanted, ...required }, outcomes.flat());
    say(...verdictLines(verdict), '');
    verdicts.push(verdict);
  }
  return verdicts;
}

async function run(only: readonly string[], report: string | undefined): Promise<number> {
  if (!existsSync(PROGRAM)) throw new Error(`There is no ${PROGRAM}: npm run conformance:client builds it.`);
  const signal = interruption();
  try {
    const verdicts = await examine(only, signal);
    const tally = tallyVerdicts(verdicts);
    if (report !== undefined) writeFileSync(report, JSON.stringify(tally));
    say(closingLine(verdicts));
    return tally.failed === 0 ? 0 : 1;
  } catch (error) {
    if (signal.aborted) return 130;
    throw error;
  }
}

function readArguments() {
  return parseArgs({ options: { report: { type: 'string' } }, allowPositionals: true });
}

let options: ReturnType<typeof readArguments> | undefined;
try {
  options = readArguments();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
if (options !== undefined) process.exitCode = await run(options.positionals, options.values.report);
