import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { NoiseEntry } from '../../../shared/model/replay-run.ts';
import type { NoiseLedger } from './noise-ledger.ts';
import { appliesTo } from './pointer-pattern.ts';
import { nameIn } from './step-classes.ts';

/** What a replay learnt of noise. */
export interface LearnedNoise {
  readonly entries: readonly NoiseEntry[];
  /** Known entries that could have varied and did not. */
  readonly quiet: readonly NoiseEntry[];
}

/** An entry for each place that varied, in a fixed order. `evidence` is asked for the first step, by index, of each. Pure. */
export function learnedEntries(
  ledger: NoiseLedger,
  since: string,
  evidence: (step: number, pattern: string) => string,
): readonly NoiseEntry[] {
  return [...ledger.lines()]
    .map(({ place: { method, name, pattern }, first }): NoiseEntry => ({
      method,
      ...(name !== '' && { name }),
      pointer: pattern,
      evidence: evidence(first, pattern),
      since,
    }))
    .sort(byPlace);
}

/** By method, name and pointer, whatever the locale. */
export function byPlace(one: NoiseEntry, other: NoiseEntry): number {
  const [left, right] = [one, other].map(({ method, name = '', pointer }) =>
    [method, name, pointer].join('\n'),
  );
  return (left ?? '') < (right ?? '') ? -1 : left === right ? 0 : 1;
}

/** Entries that are not `loud`, of which a step was answered twice under the same circumstances. Pure. */
export function quietEntries(
  { noise = [], steps }: { readonly noise?: readonly NoiseEntry[]; readonly steps: readonly PlanStep[] },
  loud: ReadonlySet<NoiseEntry | undefined>,
  isRepeated: (step: number) => boolean,
): readonly NoiseEntry[] {
  return noise.filter(
    (entry) =>
      !loud.has(entry) &&
      steps.some(
        (step, index) => appliesTo(entry, { method: step.method, name: nameIn(step) }) && isRepeated(index),
      ),
  );
}
