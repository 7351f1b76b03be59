/** `npm run -s hopscope -- …`: the command line, built first where it is stale. */
import path from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { prepare, root } from './prepare.mjs';
import { runChild } from './run-child.mjs';

/** Only these show screens: the others need not wait for the screens' build. */
const withScreens = new Set([undefined, 'open', 'web']);

const args = process.argv.slice(2);
const node = await prepare(import.meta.url);
const command = args.find((word) => !word.startsWith('-'));
const code = await ensureBuilt(
  root,
  node,
  withScreens.has(command) ? ['renderer', 'programs'] : ['programs'],
);
if (code !== 0) process.exit(code);
// npm changes into the package's folder; paths on the command line are meant from where it was typed.
const cwd = process.env.INIT_CWD ?? process.cwd();
const end = await runChild(node, [path.join(root, 'dist', 'programs', 'cli.js'), ...args], { cwd });
process.exitCode = end.code;
