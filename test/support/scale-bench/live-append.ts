import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import type { BenchOrder, BenchReply } from '../bench-host.ts';

async function reply<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T];
  return message;
}

function start(file: string, args: readonly string[] = []): ChildProcess {
  return fork(fileURLToPath(new URL(`../${file}`, import.meta.url)), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

export interface LiveAppend {
  /** From a key to the next paint, in ms, the longest first; those below 16 are not told of. */
  readonly delays: readonly number[];
  readonly presses: number;
  /** Exchanges that were sent and answered in a second. */
  readonly rate: number;
}

/** Sends so many requests a second for so long, while somebody moves the selection of the open list by keys. */
export async function appendLive(page: Page, rate: number, seconds: number): Promise<LiveAppend> {
  const server = start('bench-server.ts');
  const host = start('bench-host.ts', [await reply<string>(server)]);
  const order = async (what: BenchOrder): Promise<BenchReply> => {
    const answer = reply<BenchReply>(host);
    host.send(what);
    return answer;
  };
  try {
    await reply<BenchReply>(host);
    const fresh = await order({ fresh: true });
    await page.goto('url' in fresh ? fresh.url : '');
    await expect(page.getByText('connected')).toBeVisible();
    await order({ flood: 50 });
    await page.locator('[role=row][data-number]').last().click();
    await page.keyboard.press('Escape');
    await page.evaluate(() => {
      const delays: number[] = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (entry.name === 'keydown') delays.push(entry.duration);
      }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
      Object.assign(globalThis, { benchDelays: delays });
    });
    const state = { over: false };
    const work = order({ pace: rate, seconds }).finally(() => (state.over = true));
    let presses = 0;
    while (!state.over) {
      await page.keyboard.press(presses % 2 === 0 ? 'k' : 'j');
      presses += 1;
      await page.waitForTimeout(90);
    }
    const done = await work;
    const delays = await page.evaluate(
      () => (globalThis as unknown as { benchDelays: number[] }).benchDelays,
    );
    return {
      delays: delays.toSorted((a, b) => b - a),
      presses,
      rate: 'tookMs' in done ? (rate * seconds) / (done.tookMs / 1_000) : NaN,
    };
  } finally {
    for (const child of [host, server]) {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    }
  }
}
