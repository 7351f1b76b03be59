/**
 * `npm run icons`: draws every icon from build/icons/hopscope.svg and capture.svg, with the tests' Chromium. What it
 * makes is kept in git, so that packaging needs no browser.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './ensure-chromium.mjs';
import { chromiumFlags, noChromiumMessage } from './find-chromium.mjs';
import { icnsTypes, icoSizes, packIcns, packIco } from './icons/containers.mjs';
import { prepare, root } from './prepare.mjs';
import { say } from './say.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./icons/containers.mjs').Image} Image */

const folder = path.join(root, 'build', 'icons');
/** On Linux, from the smallest in a panel to what software centres show. */
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
/** Apple's grid: the shape takes 824 of 1024, so that it is as large as its neighbours in the dock. */
const macShare = 824 / 992;

/**
 * @param {Page} page
 * @param {string} svg
 * @param {number} size in pixels
 * @param {number} [share] of the width that the drawing takes
 * @returns {Promise<Image>}
 */
async function draw(page, svg, size, share = 1) {
  const drawn = size * share;
  const margin = (size - drawn) / 2;
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin:${margin}px"><img alt="" src="${source}" width="${drawn}" height="${drawn}" style="display:block">`,
  );
  await page.waitForFunction('document.images[0].complete');
  return { size, png: await page.screenshot({ omitBackground: true }) };
}

/**
 * @param {Page} page
 * @param {string} name of the drawing
 * @param {number} share what it takes of a macOS icon
 */
async function makeContainers(page, name, share) {
  const svg = readFileSync(path.join(folder, `${name}.svg`), 'utf8');
  const forMac = [];
  for (const size of Object.keys(icnsTypes)) forMac.push(await draw(page, svg, Number(size), share));
  writeFileSync(path.join(folder, `${name}.icns`), packIcns(forMac));
  const forWindows = [];
  for (const size of icoSizes) forWindows.push(await draw(page, svg, size));
  writeFileSync(path.join(folder, `${name}.ico`), packIco(forWindows));
}

/**
 * @param {Page} page
 */
async function makeLinuxImages(page) {
  const svg = readFileSync(path.join(folder, 'hopscope.svg'), 'utf8');
  const images = path.join(folder, 'linux');
  rmSync(images, { recursive: true, force: true });
  mkdirSync(images);
  for (const size of linuxSizes) {
    const { png } = await draw(page, svg, size);
    writeFileSync(path.join(images, `${size}x${size}.png`), png);
  }
}

const node = await prepare(import.meta.url);
const executablePath = await ensureChromium(node);
if (!executablePath) {
  say(noChromiumMessage);
  process.exit(1);
}
const { chromium } = await import('@playwright/test'); // not before it is installed
const browser = await chromium.launch({ executablePath, args: chromiumFlags });
try {
  const page = await browser.newPage();
  await makeLinuxImages(page);
  await makeContainers(page, 'hopscope', macShare);
  await makeContainers(page, 'capture', 1);
} finally {
  await browser.close();
}
copyFileSync(path.join(folder, 'hopscope.svg'), path.join(root, 'renderer', 'app', 'icon.svg'));
say(`Drew the icons in ${path.relative(root, folder)}, and renderer/app/icon.svg.`);
