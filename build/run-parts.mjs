import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { tallyPart } from './count-results.mjs';
import { nameFailures } from './name-failures.mjs';
import { root } from './prepare.mjs';
import { runChild } from './run-child.mjs';
import { formatDuration, say } from './say.mjs';

/** @typedef {import('./test-parts.mjs').Part} Part */
/** @typedef {import('./count-results.mjs').Tally} Tally */
/** @typedef {Tally & { readonly failures: readonly string[] }} Outcome what failed by name, for the end of the log */

/**
 * Runs the parts one after the other, all of them also when one fails, and tells how long each took. Ctrl-C
 * ends the part that runs and then this process.
 * @param {string} node
 * @param {readonly Part[]} parts
 * @param {NodeJS.ProcessEnv} [extraEnv]
 * @returns {Promise<Outcome[]>} in the order of the parts
 */
export async function runParts(node, parts, extraEnv = {}) {
  return withReports((reports) => runLane({ node, extraEnv, reports, output: 'inherit' }, parts));
}

/**
 * Runs lanes of parts beside each other, so that none of two cores is idle. What a part prints comes in one piece, at
 * its end; each tells when it begins.
 * @param {string} node
 * @param {readonly (readonly Part[])[]} lanes
 * @returns {Promise<Outcome[]>} in the order of the lanes
 */
export async function runLanes(node, lanes) {
  return withReports(async (reports) => {
    const run = { node, extraEnv: {}, reports, output: /** @type {const} */ ('capture') };
    return (await Promise.all(lanes.map((parts) => runLane(run, parts)))).flat();
  });
}

/**
 * @template T
 * @param {(reports: string) => Promise<T>} work gets a folder that goes afterwards
 * @returns {Promise<T>}
 */
async function withReports(work) {
  const reports = mkdtempSync(path.join(os.tmpdir(), 'hopscope-test-'));
  try {
    return await work(reports);
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

/**
 * @typedef {object} LaneRun
 * @property {string} node
 * @property {NodeJS.ProcessEnv} extraEnv
 * @property {string} reports
 * @property {'inherit' | 'capture'} output
 */

/**
 * @param {LaneRun} run
 * @param {readonly Part[]} parts
 * @returns {Promise<Outcome[]>}
 */
async function runLane({ node, extraEnv, reports, output }, parts) {
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const part of parts) {
    const startedAt = Date.now();
    say(`\n── ${part.name}`);
    const report = path.join(reports, `${part.name.replaceAll(' ', '-')}.json`);
    const end = await runChild(node, [path.join(root, part.script), ...partArguments(part, report)], {
      cwd: root,
      env: { ...process.env, ...extraEnv, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      output,
    });
    if (end.interrupted) {
      rmSync(reports, { recursive: true, force: true });
      process.exit(end.code || 130);
    }
    const written = readReport(report);
    const tally = tallyPart(part.count, end.code, written);
    outcomes.push({ ...tally, failures: tally.failed > 0 ? nameFailures(part, written) : [] });
    const ending = end.code === 0 ? 'fine' : `failed (exit code ${end.code})`;
    if (end.output.trim() !== '') say(`\n${end.output.trimEnd()}`);
    say(`── ${part.name}: ${ending}, ${formatDuration(Date.now() - startedAt)}`);
  }
  return outcomes;
}

/**
 * @param {Part} part
 * @param {string} report
 * @returns {readonly string[]}
 */
function partArguments(part, report) {
  if (part.count === 'vitest') return [...part.args, `--outputFile.json=${report}`];
  return part.count === 'tally' ? [...part.args, `--report=${report}`] : part.args;
}

/**
 * @param {string} file
 * @returns {unknown} undefined where there is none
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
