/**
 * `npm run screenshot`: makes the README's picture from the real product. It starts the web host with the demo fleet
 * on an empty workspace, calls tools on all instances from the composer, and opens one of the exchanges.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { chromiumFlags, noChromiumMessage } from './find-chromium.mjs';
import { prepare, root } from './prepare.mjs';
import { say } from './say.mjs';

const picture = path.join(root, 'docs', 'images', 'traffic.png');
const toolsToCall = ['whoami', 'search_catalog', 'basket_create'];

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Starts the host and waits for the address that it prints.
 * @param {string} node
 * @param {string} workspace
 */
async function startHost(node, workspace) {
  const program = path.join(root, 'dist', 'programs', 'web.js');
  const host = spawn(node, [program, '--demo', '--no-open', '--workspace', workspace], {
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
 * Calls one tool on every instance, with the arguments that the composer proposes, and waits for the answers.
 * @param {Page} page
 * @param {string} tool
 */
async function callOnAll(page, tool) {
  await page.getByRole('option', { name: tool, exact: true }).click();
  const send = page.getByRole('button', { name: 'Send to 3 instances' });
  await send.click();
  const answers = page.getByRole('region', { name: 'Answers', exact: true });
  await answers.getByRole('status', { name: 'Comparison' }).waitFor();
  await answers.getByRole('button', { name: 'Close the answers' }).click();
}

/**
 * Leaves out the header that every instance must miss.
 * @param {Page} page
 */
async function dropMethodHeader(page) {
  const headers = page.getByRole('list', { name: 'Request headers' });
  await headers.getByRole('listitem').filter({ hasText: 'Mcp-Method' }).hover();
  await headers.getByRole('button', { name: 'Drop Mcp-Method' }).click();
}

/**
 * @param {Page} page
 * @param {string} url
 */
async function drive(page, url) {
  await page.goto(url);
  const screens = page.getByRole('navigation', { name: 'Screens' });
  await screens.getByRole('button', { name: 'Compose' }).click();
  // `gamma` is the last of the fleet to come up.
  const instances = page.getByRole('group', { name: 'Instances', exact: true });
  await instances.getByRole('checkbox', { name: 'gamma' }).waitFor();
  const all = instances.getByRole('button', { name: /Choose (all instances|the fleet)/ }).first();
  if ((await all.getAttribute('aria-pressed')) !== 'true') await all.click();
  for (const tool of toolsToCall) await callOnAll(page, tool);
  await dropMethodHeader(page);
  await callOnAll(page, 'whoami');
  await screens.getByRole('button', { name: 'Traffic' }).click();
  const rows = page.getByRole('grid', { name: 'Exchanges' }).getByRole('row');
  await rows.filter({ hasText: '400' }).filter({ hasText: 'beta' }).click();
  await page.getByRole('tab', { name: 'Headers' }).click();
  await page.getByRole('table', { name: 'Routing' }).waitFor();
}

/**
 * @param {string} node
 * @param {string} executablePath
 */
async function takePicture(node, executablePath) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hopscope-screenshot-'));
  const workspace = path.join(folder, 'my-server'); // its name is in the picture
  const { chromium } = await import('@playwright/test'); // not before it is installed
  const { host, ended, url } = await startHost(node, workspace);
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 810 },
      colorScheme: 'dark',
      locale: 'en-GB',
    });
    page.setDefaultTimeout(30_000);
    await drive(page, url);
    mkdirSync(path.dirname(picture), { recursive: true });
    await page.screenshot({ path: picture });
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
await takePicture(node, executablePath);
say(`Wrote ${path.relative(root, picture)}.`);
