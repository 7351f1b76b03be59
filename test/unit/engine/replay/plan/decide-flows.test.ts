import { expect, it } from 'vitest';
import { AddedFlows, decideFlows } from '../../../../../engine/replay/plan/decide-flows.ts';
import type { FlowDecision } from '../../../../../shared/model/replay-plan.ts';
import { flow } from '../../../../support/replay/planned.ts';

const found = [
  flow(1, [2, 3], { id: 'one' }),
  flow(1, [4], { id: 'two', confidence: 'possible', use: 'forbidden' }),
];

it('does with a flow what a person says', () => {
  const decisions: FlowDecision[] = [
    { op: 'pin', id: 'one', value: 'x' },
    { op: 'use', id: 'two' },
  ];
  expect(decideFlows(found, [], decisions)).toMatchObject([
    { use: 'pinned', pinnedTo: 'x', byHand: true },
    { use: 'used', byHand: true },
  ]);
  const [forbidden] = decideFlows(found, [], [...decisions, { op: 'forbid', id: 'one' }]);
  expect(forbidden).toMatchObject({ use: 'forbidden' });
  expect(forbidden).not.toHaveProperty('pinnedTo');
  expect(decideFlows(found, [], [{ op: 'forbid', id: 'nobody' }])).toEqual(found);
});

const add = {
  op: 'add',
  producer: { number: 1, pointer: '/result/structuredContent/n' },
  consumer: { number: 3, pointer: '/params/arguments/id' },
} as const;

function added(decision: typeof add, answer: object, params: object): AddedFlows {
  const flows = new AddedFlows({ flows: [decision] });
  flows.learn('consumer', decision.consumer.number, { params } as never);
  flows.learn('producer', 1, { result: { structuredContent: answer } } as never);
  return flows;
}

it('adds a flow with what stood there, and lets no other one feed that place', () => {
  const list = added(add, { n: 5 }, { arguments: { id: 5 } }).list();
  expect(list).toMatchObject([{ value: 5, use: 'used', confidence: 'certain', byHand: true }]);
  const flows = decideFlows(found, list, [add]);
  expect(flows[0]?.consumers.map(({ number }) => number)).toEqual([2]);
  expect(flows).toHaveLength(3);
});

it('says why a flow that was added cannot be used, and uses none', () => {
  expect(added(add, {}, { arguments: { id: 5 } }).list()).toMatchObject([
    {
      use: 'forbidden',
      why: 'You added it, but there is no text or number at /result/structuredContent/n of #1, so it is not used.',
    },
  ]);
  expect(added(add, { n: 5 }, {}).list()[0]?.why).toContain('/params/arguments/id of #3');
  const backwards = {
    ...add,
    consumer: { number: 1, pointer: '/params/arguments/id' },
  } as unknown as typeof add;
  expect(added(backwards, { n: 5 }, { arguments: { id: 5 } }).list()[0]?.why).toContain(
    '#1 does not come after #1',
  );
});

it('makes one flow of several that were added to one place', () => {
  const other = { ...add, consumer: { number: 4, pointer: '/params/uri' } };
  const flows = new AddedFlows({ flows: [add, other] });
  flows.learn('producer', 1, { result: { structuredContent: { n: 5 } } });
  flows.learn('consumer', 3, { params: { arguments: { id: 5 } } });
  flows.learn('consumer', 4, { params: { uri: 'x' } });
  expect(
    decideFlows([], flows.list(), []).map(({ consumers }) => consumers.map(({ number }) => number)),
  ).toEqual([[3, 4]]);
});
