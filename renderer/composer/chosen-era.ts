import type { Draft } from '../../shared/model/draft.ts';
import type { Era, InstanceHealth } from '../../shared/model/instance.ts';

/** What is known of the eras of the instances that are chosen. */
export interface ChosenEra {
  /** The era that the request is written for: legacy only where all of them are known to be. */
  readonly era: Era;
  /** A few words for each chosen instance group: "alpha, beta: modern". */
  readonly facts: readonly string[];
  /** Names of instances of the legacy era that would get a modern request all the same. */
  readonly against: readonly string[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const GROUPS: readonly { readonly era: Era | undefined; readonly word: string }[] = [
  { era: 'modern', word: 'modern' },
  { era: 'legacy', word: 'legacy' },
  { era: undefined, word: 'not known yet' },
];

/** `choice` as the composer has it; `health` by instance id. Pure. */
export function chosenEra(
  choice: Draft['era'],
  chosen: readonly Named[],
  health: ReadonlyMap<string, Pick<InstanceHealth, 'era'>>,
): ChosenEra {
  const eraOf = ({ id }: Named): Era | undefined => health.get(id)?.era;
  const legacy = chosen.filter((instance) => eraOf(instance) === 'legacy');
  const allLegacy = chosen.length > 0 && legacy.length === chosen.length;
  const facts = GROUPS.flatMap(({ era, word }) => {
    const names = chosen.filter((instance) => eraOf(instance) === era).map(({ name }) => name);
    if (names.length === 0) return [];
    return [names.length === chosen.length ? word : `${names.join(', ')}: ${word}`];
  });
  return {
    era: choice === 'auto' ? (allLegacy ? 'legacy' : 'modern') : choice,
    facts,
    against: choice === 'modern' ? legacy.map(({ name }) => name) : [],
  };
}
