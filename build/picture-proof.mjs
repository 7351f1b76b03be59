/**
 * The proof of a fleet that keeps baskets in one process: recorded with a healthy fleet, sent to three instances, and read on screen.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './prepare.mjs';

/** @typedef {import('@playwright/test').Page} Page */

export const file = 'proof.png';

/** The switch of this bug. */
const bug = 'Baskets live in one process';

/**
 * @param {Page} page
 * @param {string} title of the bug that the fleet is started with; none where it is empty
 */
export async function startFleet(page, title) {
  const screens = page.getByRole('navigation', { name: 'Screens' });
  await screens.getByRole('button', { name: 'Fleet' }).click();
  if (title !== '') await page.getByRole('checkbox', { name: title }).check();
  await page.getByRole('button', { name: 'Start 3 instances' }).click();
  await page.getByText('Fleet: demo').waitFor();
}

/**
 * Opens a recording, allows all of it, and proves it on all instances.
 * @param {Page} page
 * @param {string} recording
 */
export async function prove(page, recording) {
  const screens = page.getByRole('navigation', { name: 'Screens' });
  await screens.getByRole('button', { name: 'Replay' }).click();
  await page.getByLabel('Recording to open').setInputFiles(recording);
  await page.getByRole('button', { name: 'Read the plan' }).click();
  await page.getByRole('grid', { name: 'Steps of the plan' }).waitFor();
  await page.getByRole('switch', { name: 'Allow all' }).check({ force: true });
  await page.getByRole('button', { name: 'Choose where to send' }).click();
  await page.getByRole('button', { name: 'Prove on 3 instances' }).click();
  await page.getByRole('button', { name: 'Save a report' }).waitFor({ timeout: 180_000 });
}

/** @param {string} file */
function record(file) {
  const program = path.join(root, 'test', 'support', 'make-shop-recording.ts');
  execFileSync(process.execPath, [program, file, 'lists', 'cursors', 'baskets', 'rounds'], {
    stdio: 'inherit',
  });
}

/**
 * @param {Page} page
 * @param {string} url
 */
export async function drive(page, url) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hopscope-recording-'));
  try {
    const recording = path.join(folder, 'shop.hopscope');
    record(recording);
    await page.goto(url);
    await startFleet(page, bug);
    await prove(page, recording);
    const classes = page.getByRole('toolbar', { name: 'Steps by class' });
    await classes.getByRole('button', { name: /^sticky/ }).click();
    const answers = page.getByRole('region', { name: 'The two answers' });
    await answers.locator('[data-ready=true]').waitFor();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
