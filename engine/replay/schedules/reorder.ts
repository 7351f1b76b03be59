import { createRandom } from '../../random.ts';
import type { SentStep } from './contract.ts';

/** The same steps in another order, each behind all that it depends on; the same seed gives the same order. Pure. */
export function reordered(steps: readonly SentStep[], seed: number): SentStep[] {
  const random = createRandom(seed);
  const waiting = new Map<number, number>();
  const followers = new Map<number, SentStep[]>();
  const known = new Set(steps.map(({ number }) => number));
  const ready: SentStep[] = [];
  for (const step of steps) {
    const before = step.after.filter((number) => known.has(number));
    if (before.length === 0) ready.push(step);
    else waiting.set(step.number, before.length);
    for (const number of before) {
      const others = followers.get(number);
      if (others) others.push(step);
      else followers.set(number, [step]);
    }
  }
  const order: SentStep[] = [];
  while (ready.length > 0) {
    const index = Math.floor(random() * ready.length);
    const step = ready[index];
    const last = ready.pop();
    if (!step || !last) break;
    if (last !== step) ready[index] = last;
    order.push(step);
    for (const follower of followers.get(step.number) ?? []) {
      const left = (waiting.get(follower.number) ?? 0) - 1;
      waiting.set(follower.number, left);
      if (left === 0) ready.push(follower);
    }
  }
  return order;
}
