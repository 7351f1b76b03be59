import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import type { BenchOrder, BenchReply } from '../support/bench-host.ts';

/**
 * What a person feels, in the built product in a real browser, on whatever machine this is. Figures are printed,
 * not asserted: wall time is the machine's. The aim is in the line.
 */

function start(file: string, args: readonly string[] = []): ChildProcess {
  return fork(fileURLToPath(new URL(`../support/${file}`, import.meta.url)), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

async function reply<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T];
  return message;
}

let server: ChildProcess;
let host: ChildProcess;

test.beforeAll(async () => {
  server = start('bench-server.ts');
  const url = await reply<string>(server);
  host = start('bench-host.ts', [url]);
  await reply<BenchReply>(host);
});

test.afterAll(async () => {
  for (const child of [host, server]) {
    const exited = once(child, 'exit');
    child.disconnect();
    await exited;
  }
});

async function order(what: BenchOrder): Promise<BenchReply> {
  const answer = reply<BenchReply>(host);
  host.send(what);
  return answer;
}

async function timed(what: BenchOrder): Promise<number> {
  const answer = await order(what);
  return 'tookMs' in answer ? answer.tookMs : NaN;
}

/** A page on a new recording. */
async function open(page: Page): Promise<void> {
  const answer = await order({ fresh: true });
  await page.goto('url' in answer ? answer.url : '');
  await expect(page.getByText('connected')).toBeVisible();
}

function print(what: string, figures: string): void {
  process.stdout.write(`${what.padEnd(62)} ${figures}\n`);
}

/** Keeps the gaps between animation frames from here on, in ms. */
async function watchFrames(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const gaps: number[] = [];
    let last = performance.now();
    const tick = (now: number): void => {
      gaps.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(globalThis, { benchGaps: gaps });
  });
  return async () => {
    const gaps = await page.evaluate(() => (globalThis as unknown as { benchGaps: number[] }).benchGaps);
    const sorted = gaps.toSorted((a, b) => b - a);
    const over = gaps.filter((gap) => gap > 50).length;
    return `longest frame gap ${(sorted[0] ?? 0).toFixed(0)} ms, ${String(over)} of ${String(gaps.length)} over 50 ms`;
  };
}

async function heap(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const used = metrics.find((metric) => metric.name === 'JSHeapUsedSize')?.value ?? NaN;
  await session.detach();
  return `${(used / 1e6).toFixed(1)} MB of JS heap`;
}

async function openLastRow(page: Page): Promise<void> {
  await page.locator('[role=row][data-number]').last().click();
  await expect(page.getByRole('region', { name: 'Exchange' })).toBeVisible();
}

test('first paint and time to interactive', async ({ page }) => {
  await open(page);
  const paint = await page.evaluate(() => {
    const entry = performance.getEntriesByName('first-contentful-paint')[0];
    return entry?.startTime ?? NaN;
  });
  await page.reload();
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  await expect(page.getByText('connected')).toBeVisible();
  const interactive = await page.evaluate(() => performance.now());
  print('first contentful paint (cold page)', `${paint.toFixed(0)} ms`);
  print('connected and interactive after a reload', `${interactive.toFixed(0)} ms`);
});

test('10,000 exchanges at full speed, list and detail open', async ({ page }) => {
  await open(page);
  await timed({ flood: 20 });
  await openLastRow(page);
  const frames = await watchFrames(page);
  const tookMs = await timed({ flood: 10_000 });
  await expect(page.getByText('10,020 exchanges')).toBeVisible({ timeout: 30_000 });
  print(
    '10,000 exchanges sent, recorded and shown (aim: gaps < 50 ms)',
    `${(10_000 / (tookMs / 1000)).toFixed(0)}/s, ${await frames()}`,
  );
  print('page memory after 10,000 exchanges', await heap(page));

  const scroll = await watchFrames(page);
  await page.getByRole('grid', { name: 'Exchanges' }).evaluate(async (grid) => {
    const scroller = [grid, ...grid.querySelectorAll('*')].find(
      (element) => element.scrollHeight > element.clientHeight + 1000,
    );
    if (!scroller) throw new Error('nothing scrolls');
    const steps = 240;
    for (let step = 0; step <= steps; step += 1) {
      scroller.scrollTop = (scroller.scrollHeight * step) / steps;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  print('scrolling 10,000 rows from top to bottom in 240 frames', await scroll());
});

test('time from append to row', async ({ page }) => {
  await open(page);
  await timed({ flood: 5 });
  await page.evaluate(() => {
    const seen = new Map<string, number>();
    new MutationObserver(() => {
      for (const row of document.querySelectorAll<HTMLElement>('[role=row][data-number]')) {
        const number = row.dataset['number'] ?? '';
        if (!seen.has(number)) seen.set(number, Date.now());
      }
    }).observe(document.body, { childList: true, subtree: true });
    Object.assign(globalThis, { benchSeen: seen });
  });
  const sentAt: number[] = [];
  for (let index = 0; index < 20; index += 1) {
    sentAt.push(Date.now());
    await timed({ flood: 1 });
    await page.waitForTimeout(137);
  }
  const seen = await page.evaluate(() => [
    ...(globalThis as unknown as { benchSeen: Map<string, number> }).benchSeen,
  ]);
  const delays = sentAt
    .map((at, index) => (seen.find(([number]) => number === String(index + 6))?.[1] ?? NaN) - at)
    .toSorted((a, b) => a - b);
  print(
    'from sending to the row on screen (batches of 50 ms)',
    `median ${String(delays[10])} ms, longest ${String(delays.at(-1))} ms`,
  );
});

for (const count of [200, 1_000, 10_000]) {
  test(`one call that emits ${String(count)} notifications, list and detail open`, async ({ page }) => {
    await open(page);
    const call = timed({ call: { name: 'burst', arguments: { count, waitMs: 2_500 } } });
    await page.locator('[role=row][data-number="1"]').click();
    await page.getByRole('tab', { name: /^Stream/ }).click();
    await page.waitForTimeout(300);
    const frames = await watchFrames(page);
    const tookMs = (await call) - 2_500;
    const shown = page.getByRole('region', { name: 'Exchange' });
    // The notifications, the first comment and the answer.
    await expect(shown).toContainText((count + 2).toLocaleString('en-US'), { timeout: 60_000 });
    await page.waitForTimeout(300);
    print(
      `one call with ${String(count)} notifications (aim: gaps < 50 ms)`,
      `${tookMs.toFixed(0)} ms on the wire, ${await frames()}, ${await heap(page)}`,
    );
  });
}
