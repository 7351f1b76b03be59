import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { tallyPart } from './count-results.mjs';
import { root } from './prepare.mjs';
import { runChild } from './run-child.mjs';
import { formatDuration, say } from './say.mjs';

/** @typedef {import('./test-parts.mjs').Part} Part */
/** @typedef {import('./count-results.mjs').Tally} Tally */

/**
 * Runs the parts one after the other, all of them also when one fails, and tells how long each took. Ctrl-C
 * ends the part that runs and then this process.
 * @param {string} node
 * @param {readonly Part[]} parts
 * @param {NodeJS.ProcessEnv} [extraEnv]
 * @returns {Promise<Tally[]>} in the order of the parts
 */
export async function runParts(node, parts, extraEnv = {}) {
  const reports = mkdtempSync(path.join(os.tmpdir(), 'hopscope-test-'));
  /** @type {Tally[]} */
  const tallies = [];
  try {
    for (const part of parts) {
      const startedAt = Date.now();
      say(`\n── ${part.name}`);
      const report = path.join(reports, 'report.json');
      rmSync(report, { force: true });
      const end = await runChild(node, [path.join(root, part.script), ...partArguments(part, report)], {
        cwd: root,
        env: { ...process.env, ...extraEnv, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      });
      if (end.interrupted) {
        rmSync(reports, { recursive: true, force: true });
        process.exit(end.code || 130);
      }
      tallies.push(tallyPart(part.count, end.code, readReport(report)));
      const outcome = end.code === 0 ? 'fine' : `failed (exit code ${end.code})`;
      say(`── ${part.name}: ${outcome}, ${formatDuration(Date.now() - startedAt)}`);
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  return tallies;
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
