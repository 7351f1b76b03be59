import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';

// What is measured on a machine that others use says little: so each figure stands beside a piece of work that is always the
// same, done just before it.

const WORK = Buffer.alloc(32 * 1024 * 1024, 'hopscope');

/** Wall time of hashing 32 MiB, in ms; the least of three. */
function yardstickMs(): number {
  const times = [1, 2, 3].map(() => {
    const began = performance.now();
    createHash('sha256').update(WORK).digest();
    return performance.now() - began;
  });
  return Math.min(...times);
}

/** Prints a figure, its goal, and how many times the yardstick it is. */
export function printMs(what: string, ms: number, goal?: number, more = ''): void {
  const yard = yardstickMs();
  const aim = goal === undefined ? '' : ` (goal ${String(goal)})`;
  const ratio = `${(ms / yard).toFixed(1)} × the yardstick of ${yard.toFixed(0)} ms`;
  console.log(
    `${what.padEnd(60)} ${ms.toFixed(0).padStart(6)} ms${aim}, ${ratio}${more === '' ? '' : `; ${more}`}`,
  );
}

/** The same for what is no time. */
export function printText(what: string, text: string): void {
  console.log(`${what.padEnd(60)} ${text}`);
}
