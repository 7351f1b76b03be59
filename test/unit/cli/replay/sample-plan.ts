import type { WholePlan } from '../../../../cli/replay/read-plan.ts';
import type { PlanStep, ValueFlow } from '../../../../shared/model/replay-plan.ts';

export const INSTANCES = [
  { id: 'a', name: 'alpha' },
  { id: 'b', name: 'beta' },
];

function step(number: number, changes: Partial<PlanStep> = {}): PlanStep {
  return {
    number,
    method: 'tools/call',
    name: 'basket_get',
    tool: 'basket_get',
    era: 'modern',
    kind: 'call',
    lane: 0,
    client: 0,
    offsetMs: 0,
    instanceId: 'a',
    instanceName: 'alpha',
    safety: 'safe',
    because: 'It only reads.',
    after: [],
    ...changes,
  };
}

const FLOW: ValueFlow = {
  id: 'f1',
  kind: 'handle',
  value: 'bsk_\u001b[2J',
  producer: { number: 3, pointer: '/result/structuredContent/basketId' },
  alsoAt: [],
  consumers: [
    { number: 5, pointer: '/params/arguments/basketId' },
    { number: 5, pointer: '/params/name' },
  ],
  confidence: 'certain',
  why: 'It was in no request before.',
  use: 'used',
};

/** Three steps of which one is held, two exchanges that are left out, a flow, a date. */
export function samplePlan(): WholePlan {
  return {
    summary: {
      id: 'plan-1',
      wish: { captureId: 'c', allow: { tools: [] }, flows: [], variables: [] },
      captureId: 'c',
      captureName: 'monday.hopscope',
      steps: 3,
      held: 1,
      leftOut: { notification: 2 },
      flows: 1,
      tools: [
        { tool: 'basket_get', safety: 'safe', because: 'It only reads.', steps: 1 },
        { tool: 'basket_drop', safety: 'held', because: 'It claims destructiveHint.', steps: 1 },
      ],
      variables: [{ kind: 'date', recorded: '2026-01-31', steps: [5], count: 1 }],
      recordedOn: [{ id: 'x', name: 'shop' }],
      lanes: 1,
      lastedMs: 1_500,
    },
    steps: [
      step(3, { method: 'server/discover', name: '', kind: 'read' }),
      step(5, { after: [3] }),
      step(6, { name: 'basket_drop', tool: 'basket_drop', safety: 'held' }),
    ],
    leftOut: [
      { number: 1, method: 'notifications/x', name: '', reason: 'notification', says: 'Nothing answers it.' },
      { number: 2, method: 'notifications/y', name: '', reason: 'notification', says: 'Nothing answers it.' },
    ],
    flows: [FLOW],
    schedules: [
      {
        choice: { name: 'random', seed: 7 },
        says: 'Each step goes anywhere.',
        steps: [
          { number: 3, to: ['a', 'b'], lane: 0, after: [] },
          { number: 5, to: ['b'], lane: 0, after: [3] },
        ],
      },
    ],
  };
}
