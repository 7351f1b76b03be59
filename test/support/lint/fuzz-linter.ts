import { createLinter } from '../../../engine/lint/linter.ts';
import type { Rule } from '../../../engine/lint/rule.ts';
import { mutatedExchange } from './mutated-exchanges.ts';
import { randomOf } from './random.ts';
import { variedExchange } from './varied-exchanges.ts';

/** What went wrong, and where it can be seen again. */
export interface FuzzFailure {
  /** Index of the exchange, from 0, with the same seed. */
  readonly at: number;
  readonly what: string;
}

/** Sends random exchanges through these rules, most of them faulty; each may find something, none may throw. */
export function fuzzLinter(
  rules: readonly Rule[],
  { seed, count }: { readonly seed: number; readonly count: number },
): readonly FuzzFailure[] {
  const random = randomOf(seed);
  const linter = createLinter(rules);
  const failures: FuzzFailure[] = [];
  for (let at = 0; at < count; at += 1) {
    try {
      const seen = random.chance(0.8) ? mutatedExchange(random, at) : variedExchange(random, at);
      for (const { finding } of [...linter.glance(seen), ...linter.see(seen)]) {
        if (finding.rule === 'lint.rule-failed') failures.push({ at, what: finding.message });
      }
    } catch (error) {
      failures.push({ at, what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  return failures;
}
