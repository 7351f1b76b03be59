import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, expect } from '@playwright/test';
import { listArchive } from '../../../build/package/asar-index.mjs';
import { fuses } from '../../../build/package/configuration.mjs';
import { systemOf } from '../../../build/package/flags.mjs';
import { readFuses } from '../../../build/package/fuse-wire.mjs';
import { type UnpackedPlaces, unpackedPlaces } from '../../../build/package/unpacked.mjs';
import { goTo, startDemoFleet } from '../../support/app-test.ts';
import { test } from '../../support/electron-app.ts';

/** The program of an unpacked package; set by the workflow that makes installers. */
const executable = process.env.HOPSCOPE_PACKAGED;

test.skip(!executable, 'skipped: no packaged Hopscope (npm run package -- --dir, then HOPSCOPE_PACKAGED=…)');

function places(): UnpackedPlaces {
  const system = systemOf(process.platform);
  const up = system === 'mac' ? '../../../..' : '..';
  return unpackedPlaces(resolve(executable ?? '', up), system);
}

test('the fuses stand as they should, and everything is in the archive', () => {
  expect(readFuses(places().fuses)).toEqual(fuses);
  expect(listArchive(places().asar).filter(({ unpacked, hashed }) => unpacked || !hashed)).toEqual([]);
});

test('is no Node, whatever its surroundings say, and does what it is for', async ({ folder }) => {
  const mark = join(folder, 'ran');
  const script = join(folder, 'smuggled.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);
  // Playwright's own way in is --inspect, which this binary no longer has; the page is reached by Chromium's.
  const child = spawn(
    executable ?? '',
    ['--workspace', join(folder, 'workspace'), '--inspect=0', '--remote-debugging-port=0'],
    {
      env: {
        ...process.env,
        HOPSCOPE_STATE_DIR: join(folder, 'state'),
        ELECTRON_RUN_AS_NODE: '1',
        NODE_OPTIONS: `--require ${JSON.stringify(script)}`,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const ended = new Promise((done) => child.once('exit', done));
  let said = '';
  try {
    const address = await new Promise<string>((found, failed) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const url = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
        if (url !== undefined) found(url);
      });
      void ended.then(() => {
        failed(new Error(`It ended at once: ${said}`));
      });
    });
    const browser = await chromium.connectOverCDP(address);
    const context = browser.contexts()[0];
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (!page) throw new Error('there is no window');
    await startDemoFleet(page);
    await goTo(page, 'Compose');
    await page.getByRole('option', { name: 'whoami' }).click();
    await page.getByRole('button', { name: /^Send to/ }).click();
    await expect(page.getByRole('region', { name: /^Answer/ }).first()).toContainText('alpha');
    await browser.close();
  } finally {
    child.kill();
    await ended;
  }
  expect(said).not.toContain('Debugger listening');
  expect(existsSync(mark)).toBe(false);
});
