import { expect, it } from 'vitest';
import type { FoundWithin } from '../../../../../engine/capture/judging/judge-messages.ts';
import { FindingSums, type SumOptions } from '../../../../../engine/replay/findings/sum-findings.ts';

/** Exchange 10 s + i is step s on instance i. */
const SENT = new Map(
  [1, 2, 3].flatMap((step) =>
    ['a', 'b'].map((instanceId, index) => [10 * step + index, { step, instanceId }] as const),
  ),
);

function summed(found: readonly FoundWithin[], options: Partial<SumOptions> = {}): FindingSums {
  const sums = new FindingSums({
    ...{ instanceIds: ['a', 'b'], isMuted: () => false, isRecorded: () => false },
    ...options,
  });
  sums.add('c', found, SENT);
  return sums;
}

const found = (rule: string, numbers: readonly number[], more: Partial<FoundWithin> = {}): FoundWithin => ({
  ...{ rule, numbers, side: 'server', severity: 'warning' },
  ...more,
});

it('counts findings, exchanges, instances and steps, and takes the example from the baseline', () => {
  expect(summed([found('r', [11, 20, 20, 21, 31, 99])]).list()).toEqual([
    {
      ...{ rule: 'r', side: 'server', severity: 'warning', count: 5, exchanges: 4 },
      instances: { a: 2, b: 3 },
      steps: [1, 2, 3],
      stepCount: 3,
      exampleAt: { captureId: 'c', number: 20, step: 2, instanceId: 'a' },
    },
  ]);
});

it('takes the same number in another capture for another exchange', () => {
  const sums = summed([found('r', [10])]);
  sums.add('d', [found('r', [10])], SENT);
  expect(sums.list()).toMatchObject([{ count: 2, exchanges: 2 }]);
});

it('puts the server first, then the worst, then the most', () => {
  const sums = summed(
    [
      found('client', [10], { side: 'client', severity: 'error' }),
      found('known', [10], { side: 'none', severity: 'note' }),
      found('few', [10]),
      found('many', [10, 11]),
      found('worst', [10], { severity: 'note' }),
      found('worst', [11], { severity: 'error' }),
    ],
    { isRecorded: () => true },
  );
  expect(sums.list().map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
    'worst error',
    'many warning',
    'few warning',
    'known note',
    'client error',
  ]);
});

it('blames a client only for what was recorded', () => {
  const isRecorded = (rule: string, step: number): boolean => rule === 'r' && step === 2;
  const sums = summed([found('r', [10, 20, 21], { side: 'client' })], { isRecorded });
  expect(sums.list()).toMatchObject([{ side: 'client', count: 2, steps: [2] }]);
});

it('leaves out what is muted, and counts it', () => {
  const sums = summed([found('r', [10, 11, 21])], { isMuted: (_, instanceId) => instanceId === 'b' });
  expect(sums.list()).toMatchObject([{ count: 1, instances: { a: 1 } }]);
  expect(sums.muted).toBe(2);
});

it('names fifty steps and counts all', () => {
  const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
  const sent = new Map(numbers.map((step) => [step, { step, instanceId: 'a' }]));
  const sums = new FindingSums({ instanceIds: ['a'], isMuted: () => false, isRecorded: () => false });
  sums.add('c', [found('r', numbers.toReversed())], sent);
  const [only] = sums.list();
  expect(only).toMatchObject({ stepCount: 60, count: 60 });
  expect(only?.steps).toEqual(numbers.slice(0, 50));
});
