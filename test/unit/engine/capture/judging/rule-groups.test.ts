import { expect, it } from 'vitest';
import { RuleGroups } from '../../../../../engine/capture/judging/rule-groups.ts';

const counted = { severity: 'warning', instanceId: 'a', number: 5, first: true } as const;

it('counts by rule: the worst first, then the most', () => {
  const groups = new RuleGroups();
  groups.add({ ...counted, rule: 'few.warnings' });
  for (const number of [9, 7, 8]) groups.add({ ...counted, rule: 'many.warnings', number });
  groups.add({ ...counted, rule: 'one.error', severity: 'note' });
  groups.add({ ...counted, rule: 'one.error', severity: 'error', instanceId: 'b', number: 2, first: false });
  expect(groups.list()).toEqual([
    {
      rule: 'one.error',
      severity: 'error',
      count: 2,
      exchanges: 1,
      instances: { a: 1, b: 1 },
      first: 2,
      last: 5,
    },
    {
      rule: 'many.warnings',
      severity: 'warning',
      count: 3,
      exchanges: 3,
      instances: { a: 3 },
      first: 7,
      last: 9,
    },
    {
      rule: 'few.warnings',
      severity: 'warning',
      count: 1,
      exchanges: 1,
      instances: { a: 1 },
      first: 5,
      last: 5,
    },
  ]);
  expect(groups.tallies()).toContainEqual({
    rule: 'one.error',
    instanceId: 'b',
    severity: 'error',
    count: 1,
  });
  expect(groups.tallies()).toHaveLength(4);
});

it('can be gone on from without being changed', () => {
  const groups = new RuleGroups();
  groups.add({ ...counted, rule: 'a.b' });
  const copy = groups.copy();
  copy.add({ ...counted, rule: 'a.b' });
  copy.add({ ...counted, rule: 'c.d' });
  expect(groups.list()).toMatchObject([{ rule: 'a.b', count: 1 }]);
  expect(copy.list()).toMatchObject([{ rule: 'a.b', count: 2 }, { rule: 'c.d' }]);
});
