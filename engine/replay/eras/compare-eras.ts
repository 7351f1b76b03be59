import type { Era } from '../../../shared/model/instance.ts';
import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { GoneStep } from '../../../shared/model/replay-eras.ts';
import type { ComparedStep } from '../../../shared/model/replay-verdict.ts';
import { compareReplays } from '../diff/compare-replays.ts';
import type { Observations } from '../diff/observations.ts';
import { protocolChange } from './protocol-change.ts';

/** What two eras are compared by. */
export interface ErasCompared {
  readonly eras: readonly [Era, Era];
  readonly steps: readonly PlanStep[];
  /** Steps that one of the eras does not have. */
  readonly gone: readonly GoneStep[];
  readonly observations: Observations;
}

/** Two eras held against each other, step by step. */
export interface ErasComparison {
  readonly eras: readonly [Era, Era];
  /** Numbers of steps that are answered alike. */
  readonly same: ReadonlySet<number>;
  /** Steps that are neither gone nor were answered in both. */
  readonly notCompared: number;
  /** Steps that one of the eras does not have. */
  readonly gone: readonly GoneStep[];
  /** Steps that are answered otherwise, without what the protocol explains. */
  readonly changed: readonly ComparedStep[];
  /** What the protocol explains, and in the answers to how many steps. */
  readonly protocol: readonly { readonly place: string; readonly says: string; readonly count: number }[];
}

/** Pure. */
export function compareEras({ eras, steps, gone, observations }: ErasCompared): ErasComparison {
  const isGone = new Set(gone.map(({ number }) => number));
  const [left, right] = eras.map((era) => ({ observations: observations.inEra(era), steps }));
  if (!left || !right)
    return { eras, same: new Set(), gone, changed: [], protocol: [], notCompared: steps.length };
  const protocol = new Map<string, { place: string; says: string; steps: Set<number> }>();
  const changed = compareReplays(left, right, 0, Infinity).rows.flatMap((row): ComparedStep[] => {
    if (row.left === undefined || row.right === undefined || isGone.has(row.number)) return [];
    const differences = row.differences.filter((difference) => {
      const known = protocolChange(difference);
      if (!known) return true;
      const line = protocol.get(known.place);
      if (line) line.steps.add(row.number);
      else protocol.set(known.place, { ...known, steps: new Set([row.number]) });
      return false;
    });
    return differences.length === 0 ? [] : [{ ...row, differences }];
  });
  const isChanged = new Set(changed.map(({ number }) => number));
  const same = steps
    .map(({ number }) => number)
    .filter((number) => !isGone.has(number) && !isChanged.has(number))
    .filter((number) => [left, right].every((side) => side.observations.classOf(number) !== undefined));
  return {
    eras,
    gone: gone.toSorted((one, other) => one.number - other.number),
    changed,
    same: new Set(same),
    notCompared: steps.length - isGone.size - same.length - changed.length,
    protocol: [...protocol.values()]
      .map(({ steps: seen, ...line }) => ({ ...line, count: seen.size }))
      .sort((one, other) => other.count - one.count || (one.place < other.place ? -1 : 1)),
  };
}
