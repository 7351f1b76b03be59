/** `npm run bench`: every measurement in test/bench, one after the other; the figures go to stdout. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { noChromiumMessage } from './find-chromium.mjs';
import { prepare, root } from './prepare.mjs';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';

const folder = path.join(root, 'test', 'bench');
const node = await prepare(import.meta.url);

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [extraEnv]
 */
async function measure(args, extraEnv = {}) {
  const end = await runChild(node, args, { cwd: root, env: { ...process.env, ...extraEnv } });
  if (end.interrupted) process.exit(end.code || 130);
  if (end.code !== 0) process.exitCode = 1;
}

const code = await ensureBuilt(root, node, ['renderer', 'programs']);
if (code !== 0) process.exit(code);
// `*.bench.ts` run in a browser; every other script there is a Node program that prints its figures.
const scripts = readdirSync(folder).filter((name) => name.endsWith('.ts'));
for (const name of scripts.filter((each) => !each.endsWith('.bench.ts'))) {
  say(`\n── ${name}`);
  await measure([path.join(folder, name)]);
}
const chromium = await ensureChromium(node);
if (chromium) {
  const runner = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const config = path.join(root, 'build', 'playwright.config.ts');
  await measure([runner, 'test', '-c', config, '--project', 'bench'], { CHROMIUM_PATH: chromium });
} else {
  say(noChromiumMessage);
  process.exitCode = 1;
}
