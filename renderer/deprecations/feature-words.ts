import type { Feature, FeatureReport, FeatureUse } from '../../shared/model/deprecation.ts';
import type { Meaning } from '../ui/palette.ts';

/** "Deprecated in 2026-07-28", "Removed in 2026-07-28". Pure. */
export function stateWords({ state, since }: Pick<Feature, 'state' | 'since'>): string {
  return `${state === 'deprecated' ? 'Deprecated' : 'Removed'} in ${since}`;
}

/** What a feature is, as a shape: what is not used needs no attention. Pure. */
export function stateMeaning({ state, count }: Pick<FeatureReport, 'state' | 'count'>): Meaning {
  if (count === 0) return 'fine';
  return state === 'deprecated' ? 'warning' : 'fault';
}

const A_DAY_MS = 86_400_000;

/**
 * How long until an ISO date, in whole days of UTC: "in 246 days", "tomorrow", "today", "4 days ago". `now`: epoch ms.
 * Undefined where it is no date. Pure.
 */
export function countdown(date: string, now: number): string | undefined {
  const then = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(then)) return undefined;
  const days = Math.round((then - Math.floor(now / A_DAY_MS) * A_DAY_MS) / A_DAY_MS);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${String(days)} days` : `${String(-days)} days ago`;
}

/** Somebody who uses a feature. */
export type User =
  | { readonly kind: 'client'; readonly name: string }
  | { readonly kind: 'instance'; readonly id: string; readonly name: string };

/** Who a use is by: the client where its side did it, else the instance. Pure. */
export function userOf({ side, clientName, instanceId, instanceName }: FeatureUse): User {
  return side === 'client'
    ? { kind: 'client', name: clientName }
    : { kind: 'instance', id: instanceId, name: instanceName };
}

/** Everybody who uses a feature, each once: clients by name, then instances. Pure. */
export function usersOf(uses: readonly FeatureUse[]): readonly User[] {
  const users = new Map<string, User>();
  for (const use of uses) {
    const user = userOf(use);
    users.set(user.kind === 'client' ? `client ${user.name}` : `instance ${user.id}`, user);
  }
  const all = [...users.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  return [...all.filter(({ kind }) => kind === 'client'), ...all.filter(({ kind }) => kind === 'instance')];
}

/** Features that were seen before those that were not; else in the report's order. Pure. */
export function shownFeatures(
  features: readonly FeatureReport[],
  state: Feature['state'],
  which: 'seen' | 'all',
): readonly FeatureReport[] {
  const own = features.filter((feature) => feature.state === state);
  const seen = own.filter(({ count }) => count > 0);
  return which === 'seen' ? seen : [...seen, ...own.filter(({ count }) => count === 0)];
}
