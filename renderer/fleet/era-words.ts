import type { InstanceHealth } from '../../shared/model/instance.ts';

/** What can be set on an instance. */
export const ERA_CHOICES = [
  { value: 'auto', label: 'as detected' },
  { value: 'modern', label: 'modern (2026-07-28 and later)' },
  { value: 'legacy', label: 'legacy (2025-11-25 and earlier)' },
] as const;

const SOURCES: Readonly<Record<NonNullable<InstanceHealth['eraSource']>, string>> = {
  detected: 'detected',
  kept: 'kept from earlier',
  set: 'set by hand',
};

/** How the era is known, in a word or two; empty where it is not. Pure. */
export function eraSourceWords(health: Pick<InstanceHealth, 'eraSource'> | undefined): string {
  return health?.eraSource === undefined ? '' : SOURCES[health.eraSource];
}
