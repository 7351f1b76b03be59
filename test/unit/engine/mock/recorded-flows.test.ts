import { describe, expect, it } from 'vitest';
import { recordedFlows } from '../../../../engine/mock/recorded-flows.ts';
import type { PlanStep, ValueFlow } from '../../../../shared/model/replay-plan.ts';
import { flow } from '../../../support/replay/planned.ts';
import { flowsOf, step } from '../../../support/mock/recorded.ts';

const TASK = 'tsk_11aa22bb33cc44dd';
const made: ValueFlow = flow(1, [2, 3, 4], {
  id: 'task',
  kind: 'task-id',
  value: TASK,
  producer: { number: 1, pointer: '/result/taskId' },
  consumers: [2, 3, 4].map((number) => ({ number, pointer: '/params/taskId' })),
});
const STEPS: readonly PlanStep[] = [
  step(1, 'approve_work', 'held'),
  // Polls of a tool that is held are held as well.
  { ...step(2, 'approve_work', 'held'), method: 'tasks/get', kind: 'poll' },
  { ...step(3, 'approve_work', 'safe'), method: 'tasks/update', kind: 'update' },
  { ...step(4, 'approve_work', 'held'), method: 'tasks/get', kind: 'poll' },
];

describe('how a recording is entangled', () => {
  it('has as changes what may change something, and no poll', () => {
    const flows = flowsOf(STEPS, [made]);
    expect(flows.writers).toEqual([1, 3]);
    expect(flows.writersOf(1)).toEqual([3]);
    expect([1, 2, 3, 4].filter((number) => flows.isWriter(number))).toEqual([1, 3]);
  });

  it('takes a tool that is held at its word: by its claim, else by its name', () => {
    const steps = [
      step(1, 'basket_get', 'held'),
      step(2, 'basket_add', 'held'),
      step(3, 'basket_list', 'safe'),
    ];
    expect(flowsOf(steps, []).writers).toEqual([2]);
    const tools = [{ tool: 'basket_get', claims: { readOnlyHint: false } }];
    expect(recordedFlows({ steps, flows: [], tools } as never).writers).toEqual([1, 2]);
  });

  it('knows who makes and who carries a value, wherever that stands', () => {
    const flows = flowsOf(STEPS, [
      made,
      { ...made, id: 'other', use: 'off', value: 'tsk_other_00112233' } as never,
    ]);
    expect(flows.mintedBy(1)).toEqual([made]);
    expect(flows.mintedBy(2)).toEqual([]);
    expect([...flows.producersIn({ taskId: TASK })]).toEqual([1]);
    expect([...flows.producersIn({ taskId: 'tsk_other_00112233' })]).toEqual([]);
    expect(flows.carries(3, 1)).toBe(true);
    expect(flows.carries(3, 2)).toBe(false);
  });

  it('makes anew what is made by a change or is the server’s own, and no cursor', () => {
    const flows = flowsOf(STEPS, [made]);
    const minted = (part: Partial<ValueFlow>): ValueFlow => ({ ...made, ...part });
    expect(flows.isFresh(made)).toBe(true);
    expect(flows.isFresh(minted({ kind: 'cursor' }))).toBe(false);
    expect(
      flows.isFresh(minted({ kind: 'value', producer: { number: 2, pointer: '/result/a' } } as never)),
    ).toBe(false);
    expect(flows.isFresh(minted({ producer: { number: 1, pointer: '/result/a', key: true } }))).toBe(false);
  });
});
