/** `npm run test:electron`: the tests in the desktop window alone, where Electron's binary is. */
import { addTallies, formatTally } from './count-results.mjs';
import { runElectronTests } from './electron-tests.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { prepare, root } from './prepare.mjs';

const node = await prepare(import.meta.url);
const code = await ensureBuilt(root, node, ['renderer', 'programs']);
if (code !== 0) process.exit(code);
const sum = addTallies(await runElectronTests(node));
process.stdout.write(`${formatTally(sum)}\n`);
process.exitCode = sum.failed === 0 ? 0 : 1;
