/** `npm run check`: types, lint, format, import rules, unused code and the unit tests. */
import { addTallies, formatFailures, formatTally } from './count-results.mjs';
import { prepare } from './prepare.mjs';
import { runLanes } from './run-parts.mjs';
import { checkLanes } from './test-parts.mjs';

const node = await prepare(import.meta.url);
const tallies = await runLanes(node, checkLanes);
const sum = addTallies(tallies);
process.stdout.write(`${formatFailures(tallies)}\n${formatTally(sum)}\n`);
process.exitCode = sum.failed === 0 ? 0 : 1;
