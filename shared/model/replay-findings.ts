import type { ReplayFinding, ReplayState } from './replay-verdict.ts';

/** Findings that are told together. */
export interface FindingGroup {
  readonly is: 'everywhere' | 'somewhere' | 'known' | 'client';
  /** "What it breaks on every instance alike". */
  readonly title: string;
  readonly findings: readonly ReplayFinding[];
}

type Instances = ReplayState['instances'];

const TITLES: Readonly<Record<FindingGroup['is'], string>> = {
  everywhere: 'What it breaks on every instance alike',
  somewhere: 'What it breaks on some instances only',
  known: 'Worth knowing',
  client: 'What the recorded requests break themselves',
};

/**
 * What the rules have found in a replay, apart by who is at fault: of the server's side what shows on all instances first. No group
 * is empty. Pure.
 */
export function findingGroups(
  findings: readonly ReplayFinding[],
  instances: Instances,
): readonly FindingGroup[] {
  return (['everywhere', 'somewhere', 'known', 'client'] as const).flatMap((is) => {
    const own = findings.filter((finding) => groupOf(finding, instances) === is);
    if (own.length === 0) return [];
    const title = is === 'everywhere' && instances.length === 1 ? 'What it breaks' : TITLES[is];
    return [{ is, title, findings: own }];
  });
}

function groupOf({ side, instances }: ReplayFinding, all: Instances): FindingGroup['is'] {
  if (side === 'client') return 'client';
  if (side === 'none') return 'known';
  return all.every(({ id }) => instances[id] !== undefined) ? 'everywhere' : 'somewhere';
}

/** Rules that are named in a sentence; all are counted. */
const MOST_NAMED = 6;

/** "What it breaks on every instance alike: 12 × task.past-ttl, 3 × result.result-type-missing." Pure. */
export function findingSentence({ title, findings }: FindingGroup): string {
  const named = findings.slice(0, MOST_NAMED).map(({ count, rule }) => `${String(count)} × ${rule}`);
  const more = findings.length - named.length;
  return `${title}: ${named.join(', ')}${more > 0 ? ` and ${String(more)} more rules` : ''}.`;
}

/** "beta", "alpha and beta"; "all" where it is on each of several. Pure. */
export function findingPlaces({ instances }: ReplayFinding, all: Instances): string {
  const names = all.filter(({ id }) => instances[id] !== undefined).map(({ name }) => name);
  if (names.length === all.length && all.length > 1) return 'all';
  return names.join(', ');
}

const MOST_STEPS = 5;

/** "#3, #4 and 7 more". Pure. */
export function findingSteps({ steps, stepCount }: ReplayFinding): string {
  const named = steps.slice(0, MOST_STEPS).map((number) => `#${String(number)}`);
  const more = stepCount - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}
