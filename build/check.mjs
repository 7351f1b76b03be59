/** `npm run check`: types, lint, format, import rules, unused code and the unit tests. */
import { addTallies, formatTally } from './count-results.mjs';
import { prepare } from './prepare.mjs';
import { runLanes } from './run-parts.mjs';
import { checkLanes } from './test-parts.mjs';

const node = await prepare(import.meta.url);
const sum = addTallies(await runLanes(node, checkLanes));
process.stdout.write(`\n${formatTally(sum)}\n`);
process.exitCode = sum.failed === 0 ? 0 : 1;
