import { hasDisplay, hasSandbox } from './choose-shell.mjs';
import { findElectron } from './electron-binary.mjs';
import { root } from './prepare.mjs';
import { runParts } from './run-parts.mjs';
import { electronPart } from './test-parts.mjs';

/** @typedef {import('./count-results.mjs').Tally} Tally */

/**
 * Runs the tests in the desktop window, or says in one plain line why they are skipped.
 * @param {string} node
 * @returns {Promise<Tally[]>}
 */
export async function runElectronTests(node) {
  const why = whySkipped(
    findElectron(root, process.env) !== undefined,
    hasDisplay(process.platform, process.env),
    hasSandbox(process.platform, process.getuid?.(), process.env),
  );
  if (why === undefined) return runParts(node, [electronPart]);
  process.stdout.write(`skipped: ${why}\n`);
  return [{ passed: 0, failed: 0, skipped: 1 }];
}

/**
 * Pure.
 * @param {boolean} binary
 * @param {boolean} display
 * @param {boolean} sandbox
 * @returns {string | undefined}
 */
export function whySkipped(binary, display, sandbox) {
  if (!binary) return 'no Electron binary';
  if (!display) return 'no display for Electron (xvfb-run npm test has one)';
  return sandbox ? undefined : 'Electron does not start for root';
}
