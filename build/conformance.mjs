/**
 * `npm run conformance:<leg>`: the protocol's conformance suite, by the script of that leg in test/conformance.
 * Whatever is written after `--` is handed on to it.
 */
import path from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { prepare, root } from './prepare.mjs';
import { runChild } from './run-child.mjs';

const node = await prepare(import.meta.url);
const [leg = '', ...args] = process.argv.slice(2);
// The client that is examined is the command line as it is built.
const code = leg === 'client' ? await ensureBuilt(root, node, ['programs']) : 0;
if (code !== 0) process.exit(code);
const end = await runChild(node, [path.join(root, 'test', 'conformance', `${leg}.ts`), ...args], {
  cwd: root,
});
process.exitCode = end.code;
