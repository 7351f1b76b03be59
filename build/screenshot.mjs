/**
 * `npm run screenshot`: makes the README's pictures from the real product, each with a web host of its own on an empty workspace.
 * `npm run screenshot proof` makes one of them.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { chromiumFlags, noChromiumMessage } from './find-chromium.mjs';
import * as proof from './picture-proof.mjs';
import * as traffic from './picture-traffic.mjs';
import { prepare, root } from './prepare.mjs';
import { say } from './say.mjs';

const images = path.join(root, 'docs', 'images');

/**
 * @typedef {object} Picture
 * @property {string} file
 * @property {boolean} [demo] the demo fleet is started with the host
 * @property {(page: import('@playwright/test').Page, url: string) => Promise<void>} drive
 */

/** @type {Readonly<Record<string, Picture>>} */
const pictures = { proof, traffic: { file: traffic.file, drive: traffic.drive, demo: true } };

/**
 * Starts the host and waits for the address that it prints.
 * @param {string} node
 * @param {string} workspace
 * @param {boolean} demo
 */
async function startHost(node, workspace, demo) {
  const program = path.join(root, 'dist', 'programs', 'web.js');
  const host = spawn(node, [program, ...(demo ? ['--demo'] : []), '--no-open', '--workspace', workspace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => host.once('exit', resolve));
  for await (const line of createInterface({ input: host.stdout })) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url) return { host, ended, url };
  }
  throw new Error('The web host ended without an address.');
}

/**
 * @param {string} node
 * @param {string} executablePath
 * @param {Picture} picture
 */
async function takePicture(node, executablePath, { file, demo = false, drive }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hopscope-screenshot-'));
  const workspace = path.join(folder, 'my-server'); // its name is in the picture
  const { chromium } = await import('@playwright/test'); // not before it is installed
  const { host, ended, url } = await startHost(node, workspace, demo);
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 810 },
      colorScheme: 'dark',
      locale: 'en-GB',
    });
    page.setDefaultTimeout(30_000);
    await drive(page, url);
    mkdirSync(images, { recursive: true });
    await page.screenshot({ path: path.join(images, file) });
  } finally {
    await browser.close();
    host.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

const node = await prepare(import.meta.url);
const code = await ensureBuilt(root, node, ['renderer', 'programs']);
if (code !== 0) process.exit(code);
const executablePath = await ensureChromium(node);
if (!executablePath) {
  say(noChromiumMessage);
  process.exit(1);
}
const [only] = process.argv.slice(2);
const wanted = Object.entries(pictures).filter(([name]) => only === undefined || name === only);
if (wanted.length === 0) {
  say(`There is no picture ${only ?? ''}. There are: ${Object.keys(pictures).join(', ')}.`);
  process.exit(1);
}
for (const [, picture] of wanted) {
  await takePicture(node, executablePath, picture);
  say(`Wrote ${path.relative(root, path.join(images, picture.file))}.`);
}
