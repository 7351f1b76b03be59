import { expect, it } from 'vitest';
import { checkTools, flowsOf } from '../../../../cli/replay/check-against-plan.ts';
import { samplePlan } from './sample-plan.ts';

const { summary, flows } = samplePlan();
const [flow] = flows;
if (!flow) throw new Error('a sample without a flow');

it('tells of a tool that is allowed and that no step is of, and refuses to hold one', () => {
  expect(checkTools({ allow: ['basket_drop'], hold: ['basket_get'] }, summary)).toEqual([]);
  expect(checkTools({ allow: ['basket_drip'], hold: [] }, summary)).toEqual([
    '--allow basket_drip: no step of this recording is of this tool.',
  ]);
  expect(() => checkTools({ allow: [], hold: ['basket_drip'] }, summary)).toThrow(
    '--hold basket_drip: no step is of this tool. There are: basket_get, basket_drop.',
  );
});

it('shows the first tools of many', () => {
  const tools = Array.from({ length: 25 }, (_, index) => ({
    ...summary.tools[0],
    tool: `t${String(index)}`,
  }));
  expect(() => checkTools({ allow: [], hold: ['x'] }, { tools } as never)).toThrow('t18, t19 and 5 more.');
});

it('refuses decisions on flows that there are not', () => {
  const decisions = [
    { op: 'forbid', id: flow.id },
    { op: 'pin', id: flow.id, value: '7' },
  ] as const;
  expect(flowsOf(decisions, flows)).toEqual(decisions);
  expect(() => flowsOf([{ op: 'use', id: 'f9' }], flows)).toThrow('--flow use:f9: there is no such flow');
});

it('pins a number to a number', () => {
  const counted = [{ ...flow, value: 41 }];
  const pin = (value: string) => flowsOf([{ op: 'pin', id: flow.id, value }], counted);
  expect(pin('42')).toEqual([{ op: 'pin', id: flow.id, value: 42 }]);
  for (const wrong of ['x', ' '])
    expect(() => pin(wrong)).toThrow('the value is a number, 41 in the recording');
});
