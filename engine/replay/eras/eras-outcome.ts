import type { DeprecationReport } from '../../../shared/model/deprecation.ts';
import type { ErasOutcome, LeanedOn } from '../../../shared/model/replay-eras.ts';
import type { ErasComparison } from './compare-eras.ts';

const MOST_WHO = 10;
const MOST_CHANGED = 500;
const MOST_GONE = 2_000;
const REVISIONS = { legacy: '2025-11-25', modern: '2026-07-28' } as const;

/** What two eras have come to, and what the recording leans on that is deprecated or gone. Pure. */
export function erasOutcome(
  compared: ErasComparison,
  deprecations: DeprecationReport | undefined,
): ErasOutcome {
  const { eras, same, changed, gone, notCompared } = compared;
  const leansOn = leanedOn(deprecations);
  return {
    eras,
    says: sentence(compared, leansOn.length),
    same: same.size,
    changed: changed.length,
    changedSteps: changed.slice(0, MOST_CHANGED).flatMap(({ number, method, name, differences }) => {
      const [first] = differences;
      return first ? [{ number, method, name, first, places: differences.length }] : [];
    }),
    gone: gone.length,
    goneSteps: gone.slice(0, MOST_GONE),
    notCompared,
    leansOn,
  };
}

function sentence({ eras, same, changed, gone, notCompared }: ErasComparison, features: number): string {
  const [from, to] = eras.map((era) => REVISIONS[era]);
  const parts = [
    `${steps(same.size)} ${same.size === 1 ? 'is' : 'are'} answered alike in ${from ?? ''} and ${to ?? ''}`,
    ...(changed.length > 0 ? [`${String(changed.length)} otherwise`] : []),
    ...(gone.length > 0
      ? [`${String(gone.length)} ${gone.length === 1 ? 'is' : 'are'} not there in both`]
      : []),
    ...(notCompared > 0 ? [`${String(notCompared)} could not be compared`] : []),
  ];
  const leans =
    features === 0
      ? ''
      : ` The recording leans on ${String(features)} deprecated or removed ${features === 1 ? 'feature' : 'features'}.`;
  return `${parts.join(', ')}.${leans}`;
}

function steps(count: number): string {
  return count === 1 ? '1 step' : `${String(count)} steps`;
}

function leanedOn(report: DeprecationReport | undefined): LeanedOn[] {
  return (report?.features ?? [])
    .filter(({ count }) => count > 0)
    .map(({ id, title, state, count, uses, earliestRemoval, migration, link }) => ({
      id,
      title,
      state,
      count,
      who: [
        ...new Set(
          uses.map(({ side, clientName, instanceName, what }) =>
            `${side === 'client' ? clientName : instanceName} ${what}`.trim(),
          ),
        ),
      ].slice(0, MOST_WHO),
      ...(earliestRemoval !== undefined && { earliestRemoval }),
      migration,
      link,
    }));
}
