/**
 * `npm run conformance:server [-- --url <url> | --gateway]`: the conformance suite against one instance of the demo fleet that
 * carries the suite's fixtures, or against the server at <url>, which must carry them too. `--gateway`: through
 * `hopscope gateway` in front of three instances, the modern era by round robin, the legacy one by its sessions.
 *
 * `--report=<file>` writes the tally there as JSON. Exit codes: 0 all that must pass passes, 1 it does not, 2 wrong
 * arguments, 130 interrupted.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startDemoFleet, type DemoFleet } from '../support/demo-processes.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { closingLine, verdictLines } from './report.ts';
import { interruption, requiredScenarios, runSuite } from './run-suite.ts';
import { judge, tallyVerdicts, type Verdict } from './verdict.ts';

/**
 * What must pass: how many scenarios, and how many checks, over them and over everything that is run. Those over the
 * scored scenarios are all that the suite has, so that a check which is no longer made is noticed.
 */
const REVISIONS = [
  {
    title: '2026-07-28',
    route: 'round-robin',
    scenarios: 37,
    floor: 120,
    floorOverAll: 190,
    // All that the suite checks of the extension; no check contradicts its text, so no failure is expected.
    held: { prefix: 'tasks-', floor: 44 },
  },
  { title: '2025-11-25', route: 'sticky:Mcp-Session-Id', scenarios: 30, floor: 70, floorOverAll: 80 },
] as const;

type Revision = (typeof REVISIONS)[number];

function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

async function examine(revision: Revision, url: string, signal: AbortSignal): Promise<Verdict> {
  const required = requiredScenarios(revision.title, 'server');
  say(`The server scenarios of ${revision.title} run against ${url}`);
  const run = await runSuite('server', ['--url', url, '--requirements', revision.title], signal);
  const verdict = judge({ ...revision, ...required }, run.outcomes);
  say(...verdictLines(verdict), '');
  // Without results only the suite itself can tell why.
  if (run.outcomes.length === 0) say(run.output);
  return verdict;
}

async function examineAll(url: string, signal: AbortSignal): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const revision of REVISIONS) verdicts.push(await examine(revision, url, signal));
  return verdicts;
}

/** Through the gateway, as it is started from the command line: the counts must be the same as without it. */
async function examineThroughGateway(fleet: DemoFleet, signal: AbortSignal): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  const codes: (number | null)[] = [];
  for (const revision of REVISIONS) {
    const gateway = await startGatewayProcess(fleet.instances, ['--route', revision.route]);
    try {
      verdicts.push(await examine(revision, gateway.url, signal));
    } finally {
      codes.push(await gateway.stop());
    }
  }
  if (codes.some((code) => code !== 0)) throw new Error(`The gateways ended with ${codes.join(' and ')}.`);
  return verdicts;
}

async function examineDemo(gateway: boolean, signal: AbortSignal): Promise<readonly Verdict[]> {
  const names = gateway ? ['alpha', 'beta', 'gamma'] : ['alpha'];
  const fleet = await startDemoFleet({ names, conformanceFixtures: true });
  try {
    if (gateway) return await examineThroughGateway(fleet, signal);
    return await examineAll(fleet.get('alpha').url, signal);
  } finally {
    await fleet.stop();
  }
}

async function run({ url, report, gateway = false }: Arguments): Promise<number> {
  const signal = interruption();
  try {
    const verdicts = await (url === undefined ? examineDemo(gateway, signal) : examineAll(url, signal));
    const tally = tallyVerdicts(verdicts);
    if (report !== undefined) writeFileSync(report, JSON.stringify(tally));
    say(closingLine(verdicts));
    return tally.failed === 0 ? 0 : 1;
  } catch (error) {
    if (signal.aborted) return 130;
    throw error;
  }
}

interface Arguments {
  readonly url?: string | undefined;
  readonly report?: string | undefined;
  readonly gateway?: boolean | undefined;
}

function readArguments(): Arguments {
  return parseArgs({
    options: { url: { type: 'string' }, report: { type: 'string' }, gateway: { type: 'boolean' } },
  }).values;
}

let options: Arguments | undefined;
try {
  options = readArguments();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
if (options !== undefined) process.exitCode = await run(options);
