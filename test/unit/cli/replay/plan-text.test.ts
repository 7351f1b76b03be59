import { expect, it } from 'vitest';
import { createPaint } from '../../../../cli/output/paint.ts';
import { numbersText, planText } from '../../../../cli/replay/plan-text.ts';
import { INSTANCES, samplePlan } from './sample-plan.ts';

const plain = createPaint(false);

it('shows each step and where it would go, what is held, left out, rewritten, and may be another one by now', () => {
  expect(planText(samplePlan(), INSTANCES, plain))
    .toBe(`3 steps of monday.hopscope, 1 held, 2 left out, 1 value to rewrite
recorded on shop: 1 client, 1 lane, 1.50 s

step  request                 kind  lane  after  safety  random:7
  #3  server/discover         read     0         safe    alpha+beta
  #5  tools/call basket_get   call     0  #3     safe    beta
  #6  tools/call basket_drop  call     0         held    –

Held, and not sent unless --allow TOOL or --allow-all says so:
  basket_drop  1 step: It claims destructiveHint.

Left out:
  notification  #1 #2: Nothing answers it.

kind    value        from                                   to  sure     use   flow
handle  bsk_\\x1b[2J  #3 /result/structuredContent/basketId  #5  certain  used  f1

May be another one by now; --replace RECORDED=VALUE sends that instead:
  date  2026-01-31  in 1 step: #5

random:7: Each step goes anywhere.

Nothing was sent.
`);
});

it('says so where there is nothing to send', () => {
  const { summary } = samplePlan();
  const empty = {
    summary: { ...summary, leftOut: {}, flows: 0, held: 0, tools: [], variables: [], recordedOn: [] },
    steps: [],
    leftOut: [],
    flows: [],
    schedules: [],
  };
  expect(planText(empty, [], plain)).toBe(`0 steps of monday.hopscope
recorded on nothing: 0 clients, 1 lane, 1.50 s

There is nothing in it that could be sent again.

Nothing was sent.
`);
});

it('colours what is held', () => {
  const text = planText(samplePlan(), INSTANCES, createPaint(true));
  expect(text).toContain('\u001b[33m  #6  tools/call basket_drop');
  expect(text).not.toContain('\u001b[33m  #5');
});

it('shortens lists of numbers', () => {
  expect(numbersText([], 2)).toBe('');
  expect(numbersText([1, 2], 2)).toBe('#1 #2');
  expect(numbersText([1, 2, 3], 2)).toBe('#1 #2 and 1 more');
  expect(numbersText([1, 2], 8, 40)).toBe('#1 #2 and 38 more');
});
