/** `npm start`: installs, builds what is stale, and opens the window or the web host. Plain Node 20 suffices. */
import path from 'node:path';
import { chooseShell, hasDisplay, hasSandbox, isCi } from './choose-shell.mjs';
import { failedBefore, findElectron, installElectron } from './electron-binary.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { prepare, root } from './prepare.mjs';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';
import { parseStartFlags, startUsage, webHostArguments, windowArguments } from './start-flags.mjs';

/** A window that dies sooner than this, in ms, never came up: then the web host is the better answer. */
const neverCameUpMs = 5_000;

/** @typedef {import('./start-flags.mjs').StartFlags} StartFlags */

/**
 * @param {string} node
 * @param {StartFlags} flags
 * @param {string} why
 * @returns {Promise<number>} exit code
 */
async function startWebHost(node, flags, why) {
  say(`Starting the web host, because ${why}.`);
  const host = path.join(root, 'dist', 'programs', 'web.js');
  return (await runChild(node, [host, ...webHostArguments(flags)])).code;
}

/**
 * @param {string} electron
 * @param {string} node
 * @param {StartFlags} flags
 * @returns {Promise<number>} exit code
 */
async function startWindow(electron, node, flags) {
  const startedAt = Date.now();
  const main = path.join(root, 'dist', 'programs', 'electron-main.js');
  const end = await runChild(electron, [main, ...windowArguments(flags)]);
  if (end.code === 0 || end.interrupted || Date.now() - startedAt > neverCameUpMs) return end.code;
  return startWebHost(node, flags, `Electron ended at once with code ${end.code}`);
}

/**
 * @param {string} node
 * @param {StartFlags} flags
 * @returns {Promise<number>} exit code
 */
async function startShell(node, flags) {
  const electron = findElectron(root, process.env);
  const choice = chooseShell({
    webAsked: flags.web,
    ci: isCi(process.env),
    display: hasDisplay(process.platform, process.env),
    sandbox: hasSandbox(process.platform, process.getuid?.(), process.env),
    electron: electron !== undefined ? 'ready' : failedBefore(root) ? 'failed-before' : 'absent',
  });
  if (choice.shell === 'web') return startWebHost(node, flags, choice.why);
  if (electron !== undefined) return startWindow(electron, node, flags);
  const installation = await installElectron(root, node);
  if ('cancelled' in installation) return installation.cancelled;
  if (!installation.done) return startWebHost(node, flags, installation.why);
  return startWindow(findElectron(root, process.env) ?? '', node, flags);
}

async function main() {
  const parsed = parseStartFlags(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (!parsed.ok) {
    say(parsed.message);
    return 2;
  }
  if (parsed.flags.help) {
    process.stdout.write(`${startUsage}\n`);
    return 0;
  }
  const node = await prepare(import.meta.url);
  const code = await ensureBuilt(root, node, ['renderer', 'programs']);
  return code === 0 ? startShell(node, parsed.flags) : code;
}

process.exitCode = await main();
