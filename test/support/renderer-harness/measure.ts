/** Frame gaps of the screens under load, printed: `node test/support/renderer-harness/measure.ts`. Not a test. */
import { chromium, type Page } from '@playwright/test';
import { serveHarness } from './serve.ts';

const served = await serveHarness({ built: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});

/** Gaps between animation frames in ms while `run` goes on in the page. */
async function gapsDuring(page: Page, run: (page: Page) => Promise<unknown>): Promise<string> {
  await page.evaluate(() => {
    const gaps: number[] = [];
    let last = performance.now();
    const tick = (): void => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, { gaps });
  });
  const started = Date.now();
  await run(page);
  const gaps = await page.evaluate(() => (window as unknown as { gaps: number[] }).gaps);
  const sorted = gaps.toSorted((a, b) => b - a).map((gap) => gap.toFixed(0));
  return `longest ${sorted.slice(0, 5).join(', ')} ms; ${gaps.length} frames in ${Date.now() - started} ms`;
}

async function open(scene: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => {
    console.log(String(error));
  });
  await page.goto(`${served.url}?scene=${scene}`);
  await page.getByRole('contentinfo').waitFor();
  await page.waitForTimeout(1000);
  return page;
}

let page = await open('demo');
await page.locator('[role=row][data-number="175"]').click();
await page.waitForTimeout(500);
for (const [batch, every] of [
  [500, 0],
  [500, 50],
] as const) {
  const gaps = await gapsDuring(page, (target) =>
    target.evaluate(([size, ms]) => window.harness.flood(10_000, size, ms), [batch, every] as const),
  );
  console.log(`10,000 exchanges, ${batch} each ${every} ms, list and detail open: ${gaps}`);
}
await page.getByRole('columnheader', { name: 'Duration' }).getByRole('button').click();
console.log(
  `10,000 more, sorted by duration: ${await gapsDuring(page, (target) => target.evaluate(() => window.harness.flood(10_000, 500, 0)))}`,
);
await page.close();

for (const count of [200, 1000, 10_000]) {
  for (const tab of ['Overview', 'Stream'] as const) {
    page = await open('demo');
    const gaps = await gapsDuring(page, async (target) => {
      const done = target.evaluate(
        (events) => window.harness.stream(events, Math.max(events / 40, 10)),
        count,
      );
      await target.locator('[role=row][data-number="181"]').click();
      await target.getByRole('tab', { name: tab }).click();
      await done;
      await target.waitForTimeout(500);
    });
    console.log(`one call with ${count} notifications, ${tab} open: ${gaps}`);
    await page.close();
  }
}

page = await open('large');
console.log(
  `scrolling 100,000 rows: ${await gapsDuring(page, async (target) => {
    await target.mouse.move(600, 400);
    for (let turn = 0; turn < 60; turn += 1) await target.mouse.wheel(0, turn % 2 === 0 ? -900 : -4000);
  })}`,
);
console.log(
  `filtering 100,000 rows: ${await gapsDuring(page, async (target) => {
    await target.keyboard.press('/');
    await target.keyboard.type('status:>=400 basket', { delay: 60 });
  })}`,
);
await browser.close();
await served.close();
