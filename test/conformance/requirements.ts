import type { Leg } from './suite-results.ts';

/** What the suite runs for one revision and one leg. */
export interface RequiredScenarios {
  /** Those that decide. */
  readonly scored: readonly string[];
  /** Those that are run and reported only, and the suite's word for why. */
  readonly unscored: ReadonlyMap<string, string>;
}

/**
 * Reads a `requirements/<revision>.yaml` of the suite: lists under `server:`, `client:` and `not_scored:`.
 *
 * Of YAML it knows no more than those files use; whoever calls compares the number of scenarios with what they expect.
 */
export function readRequirements(yaml: string, leg: Leg): RequiredScenarios {
  const scored: string[] = [];
  const unscored = new Map<string, string>();
  let section = '';
  let entry = { scenario: '', leg: '' };
  for (const line of yaml.split(/\r?\n/)) {
    const heading = /^([a-z_]+):\s*$/.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    if (section === leg) {
      const scenario = /^ {2}- (\S+)\s*$/.exec(line)?.[1];
      if (scenario !== undefined) scored.push(scenario);
    }
    if (section !== 'not_scored') continue;
    const [, key, value] = /^ {2}(?:- | {2})([a-z]+): (\S+)\s*$/.exec(line) ?? [];
    if (value === undefined) continue;
    if (key === 'scenario') entry = { scenario: value, leg: '' };
    if (key === 'leg') entry.leg = value;
    if (key === 'reason' && entry.leg === leg) unscored.set(entry.scenario, value);
  }
  return { scored, unscored };
}
