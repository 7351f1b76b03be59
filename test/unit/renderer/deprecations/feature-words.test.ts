import { describe, expect, it } from 'vitest';
import {
  countdown,
  shownFeatures,
  stateMeaning,
  stateWords,
  userOf,
  usersOf,
} from '../../../../renderer/deprecations/feature-words.ts';
import type { FeatureReport, FeatureUse } from '../../../../shared/model/deprecation.ts';
import { FEATURES } from '../../../../shared/spec/deprecations.ts';

const USE: FeatureUse = {
  ...{ what: 'asks', side: 'client', client: 'k', clientName: 'ide 2', era: 'modern' },
  ...{ instanceId: 'i-a', instanceName: 'alpha', count: 1 },
  ...{ first: 1, firstAt: 0, last: 1, lastAt: 0, latest: [1] },
};

describe('the countdown', () => {
  const at = (text: string): number => Date.parse(text);
  it.each([
    ['2026-07-28T00:00:00Z', 'in 365 days'],
    ['2027-07-26T23:59:59Z', 'in 2 days'],
    ['2027-07-27T00:00:00Z', 'tomorrow'],
    ['2027-07-28T13:00:00Z', 'today'],
    ['2027-07-29T00:00:01Z', 'yesterday'],
    ['2027-08-07T00:00:00Z', '10 days ago'],
  ])('is at %s: %s', (now, words) => {
    expect(countdown('2027-07-28', at(now))).toBe(words);
  });

  it('is none where there is no date', () => {
    expect(countdown('Follows Sampling', 0)).toBeUndefined();
  });

  it('can be told of every date that the registry has', () => {
    const dates = FEATURES.flatMap(({ removalDate }) => removalDate ?? []);
    expect(dates.length).toBeGreaterThan(0);
    expect(dates.map((date) => countdown(date, 0))).not.toContain(undefined);
  });
});

it('says the state in words and as a shape', () => {
  expect(stateWords({ state: 'removed', since: '2025-06-18' })).toBe('Removed in 2025-06-18');
  expect(stateWords({ state: 'deprecated', since: '2026-07-28' })).toBe('Deprecated in 2026-07-28');
  expect(stateMeaning({ state: 'removed', count: 0 })).toBe('fine');
  expect(stateMeaning({ state: 'removed', count: 1 })).toBe('fault');
  expect(stateMeaning({ state: 'deprecated', count: 1 })).toBe('warning');
});

it('names who uses a feature: the side that did it, each once, clients first', () => {
  expect(userOf({ ...USE, side: 'server' })).toEqual({ kind: 'instance', id: 'i-a', name: 'alpha' });
  const users = usersOf([
    { ...USE, side: 'server', instanceId: 'i-b', instanceName: 'beta' },
    { ...USE, clientName: 'robot' },
    USE,
    { ...USE, what: 'sends' },
    { ...USE, side: 'server' },
  ]);
  expect(users.map(({ name }) => name)).toEqual(['ide 2', 'robot', 'alpha', 'beta']);
});

it('shows those that were seen first, or only those', () => {
  const reports: readonly FeatureReport[] = FEATURES.map((feature) => ({
    ...feature,
    count: ['logging', 'ping'].includes(feature.id) ? 2 : 0,
    uses: [],
  }));
  expect(shownFeatures(reports, 'deprecated', 'seen').map(({ id }) => id)).toEqual(['logging']);
  const all = shownFeatures(reports, 'deprecated', 'all').map(({ id }) => id);
  expect(all.slice(0, 3)).toEqual(['logging', 'roots', 'sampling']);
  expect(all).toHaveLength(6);
  expect(shownFeatures(reports, 'removed', 'seen').map(({ id }) => id)).toEqual(['ping']);
});
