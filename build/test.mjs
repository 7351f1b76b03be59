/** `npm test`: everything, on a fresh clone too. The last line is the sum over all runners. */
import path from 'node:path';
import { addTallies, formatFailures, formatTally } from './count-results.mjs';
import { runElectronTests } from './electron-tests.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { noChromiumMessage } from './find-chromium.mjs';
import { prepare, root } from './prepare.mjs';
import { runLanes, runParts } from './run-parts.mjs';
import { formatDuration, say } from './say.mjs';
import {
  browserPart,
  checkLanes,
  clientConformancePart,
  gatewayConformancePart,
  integrationPart,
  serverConformancePart,
} from './test-parts.mjs';

/** @typedef {import('./count-results.mjs').Tally & { failures?: readonly string[] }} Tally */

/**
 * @param {string} node
 * @returns {Promise<Tally[]>}
 */
async function runAppTests(node) {
  const code = await ensureBuilt(root, node, ['renderer', 'programs']);
  if (code !== 0) return [{ passed: 0, failed: 1, skipped: 0, failures: ['the build'] }];
  // The bundle starts four times as fast as its source, and it is what users run.
  const built = { HOPSCOPE_TEST_PROGRAM: path.join(root, 'dist/programs/cli.js') };
  /** @type {Tally[]} */
  const tallies = await runParts(
    node,
    [integrationPart, serverConformancePart, gatewayConformancePart, clientConformancePart],
    built,
  );
  const chromium = await ensureChromium(node);
  if (chromium) tallies.push(...(await runParts(node, [browserPart], { CHROMIUM_PATH: chromium })));
  else {
    say(`\n${noChromiumMessage}`);
    tallies.push({ passed: 0, failed: 1, skipped: 0, failures: ['browser tests: no Chromium'] });
  }
  tallies.push(...(await runElectronTests(node)));
  return tallies;
}

const startedAt = Date.now();
const node = await prepare(import.meta.url);
const tallies = [...(await runLanes(node, checkLanes)), ...(await runAppTests(node))];
const sum = addTallies(tallies);
say(`\nAll of it took ${formatDuration(Date.now() - startedAt)}.`);
process.stdout.write(`${formatFailures(tallies)}${formatTally(sum)}\n`);
process.exitCode = sum.failed === 0 ? 0 : 1;
