import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium, noChromiumMessage } from './find-chromium.mjs';

const chromium = await findChromium();
if (!chromium) throw new Error(noChromiumMessage);

const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

// As in vitest.config.ts: workers and the programs that they start inherit it.
process.env.HOPSCOPE_SECRETS ??= 'session';
process.env.HOPSCOPE_STATE_DIR ??= folder('node_modules/.cache/hopscope-test-state');

/** `browser` drives the web host in Chromium; `electron` the window, where its binary is; `bench` measures. */
export default defineConfig({
  outputDir: folder('test-results'),
  timeout: 60_000,
  // Two cores: one carries the browser, the other the engine and the demo fleet.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  use: {
    // A control that is not there fails the test soon, with its name.
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: chromium, args: chromiumFlags },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'browser', testDir: folder('test/app'), testMatch: '**/*.test.ts', testIgnore: '**/electron/**' },
    { name: 'electron', testDir: folder('test/app/electron'), testMatch: '**/*.test.ts' },
    // A trace takes a picture of the page at each step: a measurement would measure that.
    {
      name: 'bench',
      testDir: folder('test/bench'),
      testMatch: '**/*.bench.ts',
      timeout: 300_000,
      use: { trace: 'off' },
    },
  ],
});
