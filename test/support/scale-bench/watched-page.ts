import { readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumFlags, findChromium } from '../../../build/find-chromium.mjs';

/** Undefined where there is no Chromium. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = await findChromium();
  return executablePath === undefined ? undefined : chromium.launch({ executablePath, args: chromiumFlags });
}

/** What was seen on a page since it was watched, in ms. */
export interface Watched {
  /** Some row in view was only a place, or there was no row. */
  readonly blankMs: number;
  readonly longestBlankMs: number;
  readonly longestGapMs: number;
  readonly frames: number;
  /** The longest task of the page's thread; 0 where none took 50 ms. */
  readonly longestTaskMs: number;
}

/** Wakes on every frame from here on. */
export async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = { blankMs: 0, longestBlankMs: 0, longestGapMs: 0, frames: 0, longestTaskMs: 0 };
    const holder = globalThis as unknown as { benchWatched?: typeof watched };
    holder.benchWatched = watched;
    let last = performance.now();
    let blankSince: number | undefined;
    const tick = (now: number): void => {
      // Another watch has begun.
      if (holder.benchWatched !== watched) return;
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
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        watched.longestTaskMs = Math.max(watched.longestTaskMs, duration);
    }).observe({ type: 'longtask' });
  });
}

export function watchedOf(page: Page): Promise<Watched> {
  return page.evaluate(() => (globalThis as unknown as { benchWatched: Watched }).benchWatched);
}

/** Presses Enter; ms until something that `selector` finds is in the document and has been painted. */
export async function enterUntil(page: Page, selector: string): Promise<number> {
  await page.evaluate((wanted) => {
    const holder = globalThis as unknown as { benchShown?: number };
    delete holder.benchShown;
    document.addEventListener(
      'keydown',
      () => {
        const began = performance.now();
        const look = (): void => {
          if (document.querySelector(wanted)) holder.benchShown = performance.now() - began;
          else requestAnimationFrame(look);
        };
        look();
      },
      { capture: true, once: true },
    );
  }, selector);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => 'benchShown' in globalThis, undefined, { timeout: 120_000 });
  return page.evaluate(() => (globalThis as unknown as { benchShown: number }).benchShown);
}

/** The list from its first row to its last, in so many frames. */
export async function scrollThrough(page: Page, frames: number): Promise<void> {
  await page.getByRole('grid', { name: 'Exchanges' }).evaluate(async (grid, steps) => {
    for (let step = 0; step <= steps; step += 1) {
      grid.scrollTop = (grid.scrollHeight * step) / steps;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, frames);
}

/** MB that the page holds once it has tidied up, and that the process `pid` has in memory. */
export async function memoryOf(page: Page, pid: number | undefined): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  await session.detach();
  const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  return `page ${mb(usedSize + backingStorageSize)} (objects ${mb(usedSize)}), host ${memoryOfProcess(pid)}`;
}

/** On Linux; elsewhere it is not known. */
function memoryOfProcess(pid: number | undefined): string {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const kilobytes = (name: string): number =>
      Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? NaN);
    return `${(kilobytes('VmRSS') / 1_000).toFixed(0)} MB (at most ${(kilobytes('VmHWM') / 1_000).toFixed(0)} MB)`;
  } catch {
    return 'not known';
  }
}
