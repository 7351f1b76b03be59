import { existsSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from './find-chromium.mjs';
import { root } from './prepare.mjs';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';

/** Longest time for one way of installing, in ms. */
const limitMs = 240_000;

/**
 * Finds Chromium, or installs it: Playwright's own, or Debian's where we may.
 * @param {string} node
 * @returns {Promise<string | undefined>} its path
 */
export async function ensureChromium(node) {
  const found = await findChromium();
  if (found || process.env.CHROMIUM_PATH) return found;
  for (const way of waysToInstall(node)) {
    say(`No Chromium found; trying ${way.name} …`);
    if (!(await runAll(way.commands))) continue;
    const installed = await findChromium();
    if (installed) return installed;
  }
  return undefined;
}

/**
 * @param {string} node
 * @returns {{ name: string, commands: readonly (readonly [string, ...string[]])[] }[]}
 */
function waysToInstall(node) {
  const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const mayUseApt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  return [
    {
      name: 'Playwright (npx playwright install chromium)',
      commands: [[node, playwright, 'install', ...(mayUseApt ? ['--with-deps'] : []), 'chromium']],
    },
    ...(mayUseApt
      ? [
          {
            name: 'apt-get install chromium',
            commands: /** @type {[string, ...string[]][]} */ ([
              ['apt-get', '-q', 'update'],
              ['apt-get', '-q', 'install', '-y', '--no-install-recommends', 'chromium'],
            ]),
          },
        ]
      : []),
  ];
}

/**
 * @param {readonly (readonly [string, ...string[]])[]} commands
 * @returns {Promise<boolean>} whether all of them succeeded
 */
async function runAll(commands) {
  for (const [program, ...args] of commands) {
    const end = await runChild(program, args, {
      output: 'stderr',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      signal: AbortSignal.timeout(limitMs),
    });
    if (end.interrupted) process.exit(end.code || 130);
    if (end.code !== 0) return false;
  }
  return true;
}
