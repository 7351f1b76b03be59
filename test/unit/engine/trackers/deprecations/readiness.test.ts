import { expect, it } from 'vitest';
import { readinessOf } from '../../../../../engine/trackers/deprecations/readiness.ts';
import { STEPS } from '../../../../../engine/trackers/deprecations/steps.ts';
import type { UseLine } from '../../../../../engine/trackers/deprecations/use-ledger.ts';
import { DEPRECATED_FEATURES, FEATURES } from '../../../../../shared/spec/deprecations.ts';
import { REMOVED_FEATURES } from '../../../../../shared/spec/removed-features.ts';

const NOBODY = { clients: new Set<string>(), instances: new Set<string>() };
const PING = REMOVED_FEATURES.find(({ id }) => id === 'ping') ?? REMOVED_FEATURES[0];
const [ROOTS] = DEPRECATED_FEATURES;

function line(parts: Partial<UseLine>): UseLine {
  return {
    what: 'pings',
    side: 'client',
    client: 'c',
    clientName: 'client',
    era: 'legacy',
    instanceId: 'a',
    instanceName: 'alpha',
    count: 1,
    first: 1,
    firstAt: 0,
    last: 1,
    lastAt: 0,
    latest: [1],
    examples: [1],
    ...parts,
  };
}

it('sums up what is seen of each side, each name once', () => {
  const lines = [
    line({ count: 3, examples: [9, 2] }),
    line({ instanceId: 'b', examples: [4] }),
    line({ side: 'server', count: 2 }),
  ];
  expect(readinessOf(PING, lines, NOBODY)).toEqual([
    {
      feature: 'ping',
      title: 'ping',
      side: 'client',
      who: ['client'],
      todo: STEPS.ping.client,
      count: 4,
      examples: [2, 4, 9],
    },
    {
      feature: 'ping',
      title: 'ping',
      side: 'server',
      who: ['alpha'],
      todo: STEPS.ping.server,
      count: 2,
      examples: [1],
    },
  ]);
});

it('holds removed features in legacy exchanges against nobody who also speaks 2026-07-28', () => {
  const modern = { clients: new Set(['c']), instances: new Set(['a']) };
  const lines = [line({}), line({ side: 'server' })];
  expect(readinessOf(PING, lines, modern)).toEqual([]);
  expect(readinessOf(PING, [line({ era: 'modern' })], modern)).toHaveLength(1);
  expect(readinessOf(ROOTS, lines, modern)).toHaveLength(2);
});

it('knows what each side has to do that a feature binds', () => {
  for (const { id, side } of FEATURES) {
    const todo = STEPS[id as keyof typeof STEPS];
    expect([id, todo.client ?? todo.server]).not.toEqual([id, undefined]);
    if (side !== 'both') expect([id, todo[side]]).not.toEqual([id, undefined]);
  }
});
