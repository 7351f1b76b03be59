import { fileURLToPath } from 'node:url';
import { findNode, noNodeMessage } from './find-node.mjs';
import { ensurePackages } from './packages.mjs';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';

/** The repository's root. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The way every command begins, on any Node: packages as the lockfile says, then a Node that is new enough.
 * Where this one is too old the script is run again on the right one, and this never returns.
 * @param {string} script import.meta.url of the script that calls
 * @returns {Promise<string>} the Node to run things with
 */
export async function prepare(script) {
  const code = await ensurePackages(root);
  if (code !== 0) process.exit(code);
  const node = findNode(root);
  if (node === undefined) {
    say(noNodeMessage);
    process.exit(1);
  }
  if (node === process.execPath) return node;
  const end = await runChild(node, [fileURLToPath(script), ...process.argv.slice(2)]);
  process.exit(end.code);
}
