import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { expect, type Browser, type Page } from '@playwright/test';
import { createCaptures } from '../../engine/capture/captures.ts';
import { parseFilter } from '../../shared/filter/parse.ts';
import { makeDay, makeLargeAnswers, NEEDLE } from '../support/scale-bench/day-traffic.ts';
import { appendLive } from '../support/scale-bench/live-append.ts';
import {
  enterUntil,
  memoryOf,
  openBrowser,
  scrollThrough,
  watch,
  watchedOf,
} from '../support/scale-bench/watched-page.ts';
import { printMs, printText } from '../support/scale-bench/yardstick.ts';
import { startWebProgram, type WebProgram } from '../support/web-program.ts';

// Captures that hold a day's traffic, 100,000 and 1,000,000 exchanges, always the same: what a person waits for in the built
// product, in a real browser, beside its goal. Nothing is asserted: on a machine that others use, look at the ratio to the
// yardstick, which is measured just before each figure is printed.
// `node test/bench/captures.ts [PARTS]`: any of search,100000,1000000,json,live. HOPSCOPE_BENCH_CAPTURES names a folder in
// which the captures are kept for the next run.

const PARTS = process.argv[2]?.split(',') ?? ['search', '100000', '1000000', 'json', 'live'];
const kept = process.env['HOPSCOPE_BENCH_CAPTURES'];
const folder = kept ?? mkdtempSync(join(tmpdir(), 'hopscope-bench-'));
mkdirSync(folder, { recursive: true });

const DAYS = {
  '100000': { exchanges: 100_000, bodyBytes: 2_400, goal: 300 },
  '1000000': { exchanges: 1_000_000, bodyBytes: 400, goal: 600 },
} as const;

function dayOf(size: keyof typeof DAYS): string {
  const path = join(folder, `day-${size}.hopscope`);
  if (!existsSync(path)) makeDay({ path, ...DAYS[size] });
  return path;
}

/** Filters, each with the goal for it, in ms. */
const FILTERS: readonly (readonly [string, number])[] = [
  ['method:tools/call name:basket* instance:beta', 50],
  ['status:>=400', 50],
  [`body:${NEEDLE}`, 1_000],
  ['body:="the-needle"', 1_000],
  ['body:größe', 1_000],
];
const TIMES = 5;

async function search(): Promise<void> {
  const path = dayOf('100000');
  const captures = await createCaptures({
    ...{ directory: folder, judges: false, reopens: false },
    ...{ onRows: () => undefined, onSummaries: () => undefined, onProblem: console.error },
  });
  const recording = captures.summaries().find((each) => each.recording);
  const { id } = await captures.open(path);
  printText('the capture that is searched', `${(statSync(path).size / 1e6).toFixed(0)} MB`);
  for (const [text, goal] of FILTERS) {
    const reading = parseFilter(text);
    if (!reading.ok) throw new Error(reading.problem.message);
    const wish = { filter: reading.filter, mutes: [], budgetMs: 60_000 };
    let [fastest, processor, found] = [Infinity, Infinity, 0];
    for (let time = 0; time < TIMES; time += 1) {
      const used = process.cpuUsage();
      const began = performance.now();
      const { numbers } = await captures.ask(id, 'find', wish);
      fastest = Math.min(fastest, performance.now() - began);
      const { user, system } = process.cpuUsage(used);
      processor = Math.min(processor, (user + system) / 1_000);
      found = numbers.length;
    }
    const more = `processor ${processor.toFixed(0)} ms, ${found.toLocaleString('en')} found`;
    printMs(`100,000: ${text}`, fastest, goal, more);
  }
  await captures.close();
  if (recording && existsSync(recording.path)) rmSync(recording.path);
}

/** Opens a capture that was open lately, by the palette; ms from Enter until the row can be read. */
async function openRecent(page: Page, name: string, row: number): Promise<number> {
  await page.keyboard.press('ControlOrMeta+K');
  await page.getByRole('combobox', { name: 'Command' }).fill(`Open ${name}`);
  await expect(page.getByRole('option', { name: `Open ${name}` }).first()).toBeVisible();
  return enterUntil(page, `[role=row][data-number="${String(row)}"]`);
}

async function list(page: Page, program: WebProgram, size: keyof typeof DAYS): Promise<void> {
  const { exchanges, goal } = DAYS[size];
  const words = exchanges.toLocaleString('en');
  printMs(`${words}: from opening to the first rows`, await openRecent(page, `day-${size}`, exchanges), goal);
  const opened = performance.now();
  for (const when of ['while its rows come', 'once more']) {
    await watch(page);
    await scrollThrough(page, 600);
    const seen = await watchedOf(page);
    const more = `blank in all ${seen.blankMs.toFixed(0)} ms, longest gap between frames ${seen.longestGapMs.toFixed(0)} ms of ${String(seen.frames)} frames`;
    printMs(`${words}: longest blank from top to bottom, ${when}`, seen.longestBlankMs, 100, more);
    await expect(page.getByText('Reading the capture…')).toBeHidden({ timeout: 600_000 });
    if (when !== 'once more') printMs(`${words}: all rows are here`, performance.now() - opened);
  }
  printText(`${words}: memory`, await memoryOf(page, program.process.pid));
}

async function json(page: Page): Promise<void> {
  for (const [row, size] of [5, 50].entries()) {
    await page.locator(`[role=row][data-number="${String(row + 1)}"]`).click();
    await page.getByRole('tab', { name: 'Response' }).click();
    await watch(page);
    const began = performance.now();
    await page.getByRole('button', { name: 'Open all of it' }).click();
    const tree = page.getByRole('tree', { name: 'Answer body' });
    await expect(tree.getByRole('treeitem', { name: /^items/ })).toBeVisible({ timeout: 300_000 });
    await expect(tree).toHaveAttribute('aria-busy', 'false', { timeout: 300_000 });
    const tookMs = performance.now() - began;
    const { longestTaskMs, longestGapMs } = await watchedOf(page);
    printMs(`JSON of ${String(size)} MB: fetched, read and shown`, tookMs);
    const more = `longest gap between frames ${longestGapMs.toFixed(0)} ms`;
    printMs(`JSON of ${String(size)} MB: the page's longest task`, longestTaskMs, 100, more);
    await page.keyboard.press('Escape');
  }
}

async function live(page: Page): Promise<void> {
  const { delays, presses, rate } = await appendLive(page, 500, 15);
  const over = delays.filter((delay) => delay >= 100).length;
  const more = `${String(over)} of ${String(presses)} keys took 100 ms or longer; ${rate.toFixed(0)} exchanges a second were sent`;
  printMs('500 rows a second: longest from a key to the next paint', delays[0] ?? 0, 100, more);
}

async function inBrowser(browser: Browser): Promise<void> {
  const sizes = (['100000', '1000000'] as const).filter((size) => PARTS.includes(size));
  const large = join(folder, 'large.hopscope');
  if (PARTS.includes('json') && !existsSync(large)) makeLargeAnswers(large, [5_000_000, 50_000_000]);
  for (const part of [...sizes, ...(PARTS.includes('json') ? (['json'] as const) : [])]) {
    const path = part === 'json' ? large : dayOf(part);
    // Each in a program of its own, so that its memory is that of one capture.
    const program = await startWebProgram({ recents: [path] });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    try {
      await page.goto(program.url);
      await expect(page.getByText('connected')).toBeVisible();
      if (part === 'json') {
        await openRecent(page, 'large', 1);
        await json(page);
      } else await list(page, program, part);
    } finally {
      await page.close();
      await program.stop();
    }
  }
  if (PARTS.includes('live')) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await live(page);
    await page.close();
  }
}

if (PARTS.includes('search')) await search();
const browser = await openBrowser();
if (browser) {
  await inBrowser(browser);
  await browser.close();
} else console.log('There is no Chromium: what a page shows was not measured.');
if (kept === undefined) rmSync(folder, { recursive: true, force: true });
