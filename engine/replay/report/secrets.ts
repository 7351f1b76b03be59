import type { PlanWish } from '../../../shared/model/replay-plan.ts';
import { AppError } from '../../app-error.ts';
import type { Secret } from './whole-exchange.ts';

/** A shorter one stands in too many places that are none of its. */
const SHORTEST = 3;

/**
 * What variables have put into requests: `${TOKEN}` stays `${TOKEN}` in a report, and what was written out is told as left out.
 * `fill`: throws AppError where the environment does not have it (any more).
 */
export function secretsOf(
  variables: PlanWish['variables'],
  fill: (value: string) => string,
): readonly Secret[] {
  return variables
    .flatMap(({ value }): Secret[] => {
      const filled = filledOr(value, fill);
      if (filled === undefined || filled.length < SHORTEST) return [];
      return [{ value: filled, shown: filled === value ? '(left out)' : value }];
    })
    .sort((one, other) => other.value.length - one.value.length);
}

function filledOr(value: string, fill: (value: string) => string): string | undefined {
  try {
    return fill(value);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return undefined;
  }
}
