import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { AskedValues } from './asked-values.ts';
import { isWriter } from './depend.ts';
import { isHandleKey, lookOf } from './minted-look.ts';

/**
 * Numbers of steps, ascending, that name the same thing by a value that nothing in the capture minted, such as an account
 * that was there before; only where one of them may change it. Pure.
 */
export function* sharedBySteps(
  asked: AskedValues,
  steps: readonly Pick<PlanStep, 'number' | 'kind' | 'safety'>[],
): Generator<readonly number[]> {
  const writers = new Set(steps.filter(isWriter).map(({ number }) => number));
  if (writers.size === 0) return;
  for (const [value, { places }] of asked.values()) {
    if (places.length < 2 || lookOf(value) === 'none') continue;
    const numbers = places.filter(({ name }) => isHandleKey(name)).map(({ number }) => number);
    if (numbers.length > 1 && numbers.some((number) => writers.has(number))) yield numbers;
  }
}
