import { describe, expect, it } from 'vitest';
import { goneIn, unsayable } from '../../../../../engine/replay/eras/sayable.ts';
import type { PlanStep, ValueFlow } from '../../../../../shared/model/replay-plan.ts';
import { madeStep } from '../../../../support/replay/made-step.ts';

const step = (number: number, method: string, more: Partial<PlanStep> = {}): PlanStep =>
  madeStep(number, { method, name: '', ...more });
const flow = (from: number, to: number, use: ValueFlow['use'] = 'used'): ValueFlow => ({
  id: `${String(from)}-${String(to)}`,
  kind: 'handle',
  value: 'x',
  producer: { number: from, pointer: '/result/a' },
  alsoAt: [],
  consumers: [{ number: to, pointer: '/params/a' }],
  confidence: 'certain',
  why: '',
  use,
});

describe('unsayable', () => {
  it.each([
    'ping',
    'logging/setLevel',
    'resources/subscribe',
    'resources/unsubscribe',
    'tasks/list',
    'tasks/result',
    'tasks/get',
    'tasks/cancel',
  ])('%s of the legacy era is gone in 2026-07-28', (method) => {
    const gone = unsayable([step(1, method, { era: 'legacy' })], [], 'modern');
    expect(gone.get(1)).toMatchObject({ number: 1, method, era: 'modern' });
    expect(gone.get(1)?.feature).toBeTruthy();
    expect(unsayable([step(1, method, { era: 'legacy' })], [], 'legacy').size).toBe(0);
  });

  it.each(['server/discover', 'tasks/get', 'tasks/update', 'tasks/cancel'])(
    '%s came with 2026-07-28',
    (method) => {
      expect(unsayable([step(1, method)], [], 'legacy').size).toBe(1);
      expect(unsayable([step(1, method)], [], 'modern').size).toBe(0);
    },
  );

  it('leaves out both the rounds and the call that asks for input', () => {
    const steps = [madeStep(1), madeStep(2, { kind: 'round', follows: 1 }), madeStep(3)];
    expect([...unsayable(steps, [], 'legacy').keys()]).toEqual([1, 2]);
  });

  it('leaves out what needs a value of what is gone, and whoever needs one of that', () => {
    const steps = [step(1, 'server/discover'), madeStep(2), madeStep(3), madeStep(4)];
    const gone = unsayable(steps, [flow(1, 2), flow(2, 3), flow(1, 4, 'forbidden')], 'legacy');
    expect([...gone.keys()]).toEqual([1, 2, 3]);
    expect(gone.get(3)?.says).toBe('It needs a value of #2, which this era does not have.');
  });

  it('names each step once', () => {
    const steps = [step(1, 'server/discover'), step(2, 'ping', { era: 'legacy' }), madeStep(3)];
    expect(goneIn(steps, [], ['legacy', 'modern']).map(({ number, era }) => [number, era])).toEqual([
      [1, 'legacy'],
      [2, 'modern'],
    ]);
  });
});
