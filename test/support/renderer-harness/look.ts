/** Screenshots of the harness: `node test/support/renderer-harness/look.ts FOLDER`. For looking, not for asserting. */
import { chromium, type Page } from '@playwright/test';
import { serveHarness } from './serve.ts';

const folder = process.argv[2] ?? '/tmp/look';
const only = process.argv[3];
const served = await serveHarness({ built: false });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});

const tab = (name: string) => async (page: Page) => {
  await page.locator('[role=row][data-number="174"]').click();
  await page.getByRole('tab', { name }).click();
};

const SHOTS: Readonly<
  Record<string, { readonly scene?: string; readonly steps?: (page: Page) => Promise<void> }>
> = {
  empty: { scene: 'empty' },
  starting: {
    scene: 'empty',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Start the demo fleet' }).click();
      await page.waitForTimeout(300);
    },
  },
  list: {},
  overview: { steps: tab('Overview') },
  headers: { steps: tab('Headers') },
  request: { steps: tab('Request') },
  response: {
    steps: async (page) => {
      await page.locator('[role=row][data-number="173"]').click();
      await page.getByRole('tab', { name: 'Response' }).click();
      await page.waitForTimeout(600);
    },
  },
  text: {
    steps: async (page) => {
      await page.locator('[role=row][data-number="173"]').click();
      await page.getByRole('tab', { name: 'Response' }).click();
      await page.getByText('Text', { exact: true }).click();
      await page.waitForTimeout(2500);
    },
  },
  large: {
    steps: async (page) => {
      await page.locator('[role=row][data-number="168"]').click();
      await page.getByRole('tab', { name: 'Response' }).click();
      await page.waitForTimeout(600);
    },
  },
  stream: {
    steps: async (page) => {
      await page.locator('[role=row][data-number="175"]').click();
      await page.getByRole('tab', { name: 'Stream' }).click();
      await page.getByRole('button', { name: /Event 3/ }).click();
      await page.waitForTimeout(600);
    },
  },
  timing: {
    steps: async (page) => {
      await page.locator('[role=row][data-number="175"]').click();
      await page.getByRole('tab', { name: 'Timing' }).click();
      await page.waitForTimeout(300);
    },
  },
  raw: { steps: tab('Raw') },
  hex: {
    steps: async (page) => {
      await tab('Raw')(page);
      await page.getByText('Hex', { exact: true }).click();
      await page.waitForTimeout(200);
    },
  },
  compare: {
    steps: async (page) => {
      await page.locator('[role=row][data-number="174"]').click({ modifiers: ['Control'] });
      await page.locator('[role=row][data-number="178"]').click({ modifiers: ['Control'] });
      await page.keyboard.press('d');
      await page.waitForTimeout(300);
    },
  },
  filter: {
    steps: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('instance:beta status:>=');
      await page.waitForTimeout(200);
    },
  },
  filterhelp: {
    steps: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('failed');
      await page.waitForTimeout(200);
    },
  },
  palette: { steps: (page) => page.keyboard.press('Control+k') },
  keys: { steps: (page) => page.keyboard.press('?') },
  captures: {
    steps: async (page) => {
      await page.getByRole('button', { name: 'demo-2026' }).click();
      await page.waitForTimeout(200);
    },
  },
  composer: {
    steps: async (page) => {
      await page.keyboard.press('2');
      await page.waitForTimeout(2000);
    },
  },
  routing: { scene: 'gateway', steps: (page) => page.keyboard.press('4') },
  routingnames: {
    scene: 'gateway',
    steps: async (page) => {
      await page.keyboard.press('4');
      await page.getByText('By name').click();
    },
  },
  routingtable: {
    scene: 'gateway',
    steps: async (page) => {
      await page.keyboard.press('4');
      await page.getByText('Table', { exact: true }).click();
    },
  },
  routingsent: { steps: (page) => page.keyboard.press('4') },
  routingempty: { scene: 'empty', steps: (page) => page.keyboard.press('4') },
  fleet: {
    steps: async (page) => {
      await page.keyboard.press('3');
      await page.waitForTimeout(800);
    },
  },
};

for (const [width, height] of [
  [1440, 900],
  [1100, 700],
] as const) {
  for (const colorScheme of ['dark', 'light'] as const) {
    for (const [name, { scene = 'demo', steps }] of Object.entries(SHOTS)) {
      if (only !== undefined && !only.split(',').includes(name)) continue;
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) console.log(name, message.text());
      });
      page.on('pageerror', (error) => {
        console.log(name, String(error));
      });
      try {
        await page.goto(`${served.url}?scene=${scene}`);
        await page.getByRole('contentinfo').waitFor();
        await page.waitForTimeout(400);
        await steps?.(page);
        await page.waitForTimeout(250);
        await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
      } catch (error) {
        console.log(name, String(error).split('\n')[0]);
        await page.screenshot({ path: `${folder}/${name}-FAILED.png` });
      }
      await page.close();
    }
  }
}
await browser.close();
await served.close();
