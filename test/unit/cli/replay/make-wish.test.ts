import { expect, it } from 'vitest';
import { planWishOf, replayWishOf } from '../../../../cli/replay/make-wish.ts';
import { replayWishSchema } from '../../../../shared/bridge/replay-schemas.ts';
import type { ReplayWish } from '../../../../shared/model/replay-run.ts';
import { optionsOf } from './sample-options.ts';

const ALPHA = { id: 'a', name: 'Alpha' };
const BETA = { id: 'b', name: 'beta' };
const noise = [{ method: 'tools/list', pointer: '/x', evidence: 'seen', since: '2026-11-23' }];

function wish(
  kind: 'replay' | 'prove',
  instances: readonly (typeof ALPHA)[],
  ...args: readonly string[]
): ReplayWish {
  const made = replayWishOf(kind, optionsOf(kind, ...args), { captureId: 'c', instances, noise: [] });
  // What the bridge would refuse is a mistake of this command line.
  expect(replayWishSchema.parse(made)).toEqual(made);
  return made;
}

it('a replay has a schedule of its own accord, a proof has its battery', () => {
  expect(wish('replay', [ALPHA]).schedules).toEqual([{ name: 'pinned' }]);
  expect(wish('replay', [ALPHA, BETA], '--seed', '3').schedules).toEqual([{ name: 'round-robin', seed: 3 }]);
  expect(wish('prove', [ALPHA, BETA], '--seed', '3')).toMatchObject({
    kind: 'prove',
    schedules: [],
    seed: 3,
  });
});

it('finds the instances that schedules name, whatever their case', () => {
  const args = ['--schedule', 'pinned:alpha,failover:BETA@4,random:9,reorder', '--seed', '2'];
  expect(wish('replay', [ALPHA, BETA], ...args).schedules).toEqual([
    { name: 'pinned', instanceId: 'a', seed: 2 },
    { name: 'failover', instanceId: 'b', beforeStep: 4, seed: 2 },
    { name: 'random', seed: 9 },
    { name: 'reorder', seed: 2 },
  ]);
  expect(() => wish('replay', [ALPHA, BETA], '--schedule', 'pinned:gamma')).toThrow(
    'There are: Alpha, beta.',
  );
});

it('repeats once where it is to learn noise, and as often as told', () => {
  const learn = ['--noise', 'n', '--learn-noise'];
  expect(wish('replay', [ALPHA], ...learn).repeat).toBe(2);
  expect(wish('replay', [ALPHA], ...learn, '--repeat', '5').repeat).toBe(5);
  expect(wish('replay', [ALPHA])).not.toHaveProperty('repeat');
  // A proof repeats its baseline by itself.
  expect(wish('prove', [ALPHA, BETA], ...learn)).not.toHaveProperty('repeat');
});

it('sends in both eras with no schedule', () => {
  expect(wish('replay', [ALPHA], '--eras', '2025-11-25,2026-07-28')).toMatchObject({
    kind: 'eras',
    schedules: [],
    eras: ['legacy', 'modern'],
  });
});

it('hands on everything else', () => {
  const made = replayWishOf(
    'replay',
    optionsOf(
      'replay',
      ...['--pace', 'x4', '--max-gap', '100', '--timeout', '500', '--unordered', 'tools/list /result/tools'],
      ...[
        '--production',
        '--allow-all',
        '--allow',
        'x',
        '--hold',
        'y',
        '--flow',
        'forbid:f',
        '--replace',
        'a=b',
      ],
    ),
    { captureId: 'c', instances: [ALPHA], noise },
  );
  expect(replayWishSchema.parse(made)).toEqual({
    kind: 'replay',
    plan: {
      captureId: 'c',
      allow: { all: true, tools: ['x'], hold: ['y'] },
      flows: [{ op: 'forbid', id: 'f' }],
      variables: [{ recorded: 'a', value: 'b' }],
    },
    instanceIds: ['a'],
    schedules: [{ name: 'pinned' }],
    pace: { kind: 'recorded', factor: 4, maxGapMs: 100 },
    timeoutMs: 500,
    noise,
    unordered: ['tools/list /result/tools'],
    confirmed: true,
  });
  expect(planWishOf(optionsOf('replay'), 'c')).toEqual({
    captureId: 'c',
    allow: { tools: [] },
    flows: [],
    variables: [],
  });
});
