import type { ValueOrigin } from '../../../shared/model/exchange.ts';

/**
 * Finds the origin of a request header's line: names go without case, and the n-th line of a name has the n-th origin
 * with that target. Undefined where nothing is known.
 */
export function originFinder(
  origins: readonly ValueOrigin[],
): (name: string, nth: number) => ValueOrigin | undefined {
  const byTarget = Map.groupBy(origins, (origin) => origin.target.toLowerCase());
  return (name, nth) => {
    const found = byTarget.get(`header:${name.toLowerCase()}`);
    return found?.[nth] ?? found?.at(-1);
  };
}
