import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { makeDay } from '../support/scale-bench/day-traffic.ts';
import type { BenchOrder, BenchReply } from '../support/bench-host.ts';

/**
 * A day's traffic in the built product, in a real browser: how soon rows are there, whether scrolling ever shows a place
 * without its row for long, how soon a key is answered while rows arrive, and what memory it takes. Printed, not asserted.
 * HOPSCOPE_BENCH_CAPTURES: a folder in which the captures are kept for the next run.
 */

const kept = process.env['HOPSCOPE_BENCH_CAPTURES'];
const folder = kept ?? mkdtempSync(join(tmpdir(), 'hopscope-bench-'));
function print(what: string, figures: string): void {
  process.stdout.write(`${what.padEnd(62)} ${figures}\n`);
}

function captureOf(exchanges: number, bodyBytes: number): string {
  const path = join(folder, `day-${String(exchanges)}.hopscope`);
  if (!existsSync(path)) makeDay({ path, exchanges, bodyBytes });
  return path;
}

/** Wakes on every frame; keeps how long rows in view were only places, and the gaps between frames, in ms. */
async function watchList(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = { blankMs: 0, longestBlankMs: 0, longestGapMs: 0, frames: 0 };
    let last = performance.now();
    let blankSince: number | undefined;
    const tick = (now: number): void => {
      watched.frames += 1;
      watched.longestGapMs = Math.max(watched.longestGapMs, now - last);
      const isBlank =
        document.querySelector('[data-awaited]') !== null ||
        document.querySelector('[role=row][data-number]') === null;
      if (isBlank) {
        blankSince ??= now;
        watched.longestBlankMs = Math.max(watched.longestBlankMs, now - blankSince);
        watched.blankMs += now - last;
      } else blankSince = undefined;
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(globalThis, { benchWatched: watched });
  });
}

async function watchedFigures(page: Page): Promise<string> {
  const found = await page.evaluate(
    () => (globalThis as unknown as { benchWatched: Record<string, number> }).benchWatched,
  );
  const figure = (key: string): string => (found[key] ?? NaN).toFixed(0);
  return `longest blank ${figure('longestBlankMs')} ms (aim < 100), blank in all ${figure('blankMs')} ms, longest frame gap ${figure('longestGapMs')} ms of ${figure('frames')} frames`;
}

async function memory(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  await session.detach();
  const status = readFileSync(`/proc/${String(host.pid)}/status`, 'utf8');
  const rss = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1_000;
  return `page ${((usedSize + backingStorageSize) / 1e6).toFixed(0)} MB (heap ${(usedSize / 1e6).toFixed(0)}), host ${rss.toFixed(0)} MB`;
}

let server: ChildProcess;
let host: ChildProcess;

async function reply<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T];
  return message;
}

function start(file: string, args: readonly string[] = []): ChildProcess {
  return fork(fileURLToPath(new URL(`../support/${file}`, import.meta.url)), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

async function order(what: BenchOrder): Promise<BenchReply> {
  const answer = reply<BenchReply>(host);
  host.send(what);
  return answer;
}

async function timed(what: BenchOrder): Promise<number> {
  const answer = await order(what);
  return 'tookMs' in answer ? answer.tookMs : NaN;
}

test.beforeAll(async () => {
  server = start('bench-server.ts');
  host = start('bench-host.ts', [await reply<string>(server)]);
  await reply<BenchReply>(host);
});

test.afterAll(async () => {
  for (const child of [host, server]) {
    const exited = once(child, 'exit');
    child.disconnect();
    await exited;
  }
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
});

/** A page on a new recording. */
async function openPage(page: Page): Promise<void> {
  const answer = await order({ fresh: true });
  await page.goto('url' in answer ? answer.url : '');
  await expect(page.getByText('connected')).toBeVisible();
}

/** Shows an open capture; ms from the click until its last rows can be read. */
async function show(page: Page, name: string, last: number): Promise<number> {
  await page
    .getByRole('button', { name: /\.hopscope$/ })
    .first()
    .click();
  const entry = page.getByRole('menuitemradio', { name: new RegExp(`${name}\\.hopscope`) });
  await entry.waitFor();
  await page.evaluate((wanted) => {
    document.addEventListener(
      'click',
      () => {
        const began = performance.now();
        const look = (): void => {
          if (!document.querySelector(`[role=row][data-number="${String(wanted)}"]`))
            requestAnimationFrame(look);
          else Object.assign(globalThis, { benchShown: performance.now() - began });
        };
        look();
      },
      { capture: true, once: true },
    );
  }, last);
  await entry.click();
  await page.waitForFunction(() => 'benchShown' in globalThis);
  return page.evaluate(() => (globalThis as unknown as { benchShown: number }).benchShown);
}

async function scrollThrough(page: Page, frames: number): Promise<void> {
  await page.getByRole('grid', { name: 'Exchanges' }).evaluate(async (grid, steps) => {
    grid.scrollTop = 0;
    for (let step = 0; step <= steps; step += 1) {
      grid.scrollTop = (grid.scrollHeight * step) / steps;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, frames);
}

for (const [exchanges, bodyBytes, aim] of [
  [100_000, 2_400, 300],
  [1_000_000, 400, 600],
] as const) {
  const size = exchanges.toLocaleString('en');
  test(`a capture of ${size} exchanges`, async ({ page }) => {
    test.setTimeout(900_000);
    const path = captureOf(exchanges, bodyBytes);
    await openPage(page);
    const openedMs = await timed({ open: path });
    const shownMs = await show(page, `day-${String(exchanges)}`, exchanges);
    print(
      `${size}: from opening to the first rows (aim < ${String(aim)} ms)`,
      `${(openedMs + shownMs).toFixed(0)} ms: file ${openedMs.toFixed(0)}, rows ${shownMs.toFixed(0)}`,
    );
    const began = Date.now();
    await watchList(page);
    await scrollThrough(page, 600);
    print(`${size}: top to bottom in 600 frames, while rows come`, await watchedFigures(page));
    await expect(page.getByText('Reading the capture…')).toBeHidden({ timeout: 600_000 });
    await watchList(page);
    await scrollThrough(page, 600);
    print(`${size}: the same once more`, await watchedFigures(page));
    print(`${size}: memory ${((Date.now() - began) / 1_000).toFixed(0)} s after opening`, await memory(page));
  });
}

test('500 exchanges a second, list open', async ({ page }) => {
  await openPage(page);
  await timed({ flood: 50 });
  await page.locator('[role=row][data-number]').last().click();
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    const delays: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') delays.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
    Object.assign(globalThis, { benchDelays: delays });
  });
  const work = timed({ pace: 500, seconds: 15 });
  let presses = 0;
  const state = { over: false };
  void work.finally(() => (state.over = true));
  while (!state.over) {
    await page.keyboard.press(presses % 2 === 0 ? 'k' : 'j');
    presses += 1;
    await page.waitForTimeout(90);
  }
  const tookMs = await work;
  const delays = await page.evaluate(() => (globalThis as unknown as { benchDelays: number[] }).benchDelays);
  const sorted = delays.toSorted((a, b) => b - a);
  print(
    '500 exchanges a second: from a key to the next paint (aim < 100 ms)',
    `longest ${String(sorted[0] ?? '< 16')} ms, ${String(delays.filter((delay) => delay >= 100).length)} of ${String(presses)} over 100 ms; ` +
      `${(7_500 / (tookMs / 1_000)).toFixed(0)}/s sent`,
  );
});
