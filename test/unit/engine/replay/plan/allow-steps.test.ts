import { describe, expect, it } from 'vitest';
import {
  allowSteps,
  isOfTool,
  toolsOf,
  withAllowance,
  type ClaimsByTool,
} from '../../../../../engine/replay/plan/allow-steps.ts';
import type { Allowance, PlanStep, ReplayPlan } from '../../../../../shared/model/replay-plan.ts';
import { flow, planOf, session, toolCall, toolList } from '../../../../support/replay/planned.ts';
import { sampleStep } from '../../../../support/replay/run-samples.ts';

const NOTHING: Allowance = { tools: [] };
const claims: ClaimsByTool = new Map([
  ['look', { readOnlyHint: true }],
  ['write', undefined],
]);

const steps: readonly PlanStep[] = [
  sampleStep(1, { method: 'tools/call', tool: 'write', name: 'write', kind: 'call' }),
  sampleStep(2, { method: 'tools/call', tool: 'look', name: 'look', kind: 'read' }),
  sampleStep(3, { method: 'tools/call', tool: 'look', name: 'look', kind: 'read' }),
  sampleStep(4, { method: 'tools/call', tool: 'look', name: 'look', kind: 'read' }),
];
const flows = [flow(1, [2]), flow(2, [3])];

const safeties = (list: readonly PlanStep[]): readonly string[] => list.map(({ safety }) => safety);

describe('allowSteps', () => {
  it('holds what needs the answer to what is held, also over several steps, and says why', () => {
    const held = allowSteps(steps, { flows, claims, allow: NOTHING });
    expect(safeties(held)).toEqual(['held', 'held', 'held', 'safe']);
    expect(held[2]?.because).toBe('It needs the answer to #2 look, which is held.');
    // The tool itself is none that has to be allowed.
    expect(toolsOf(held, { claims, allow: NOTHING })).toMatchObject([
      { tool: 'look', safety: 'safe', steps: 3, claims: { readOnlyHint: true } },
      { tool: 'write', safety: 'held', steps: 1 },
    ]);
  });

  it('forgets what was said of a step before', () => {
    const held = allowSteps(steps, { flows, claims, allow: { tools: [], all: true, hold: ['look'] } });
    expect(safeties(held)).toEqual(['repeatable', 'held', 'held', 'held']);
    expect(safeties(allowSteps(held, { flows, claims, allow: { tools: ['write'] } }))).toEqual([
      ...['repeatable', 'safe', 'safe', 'safe'],
    ]);
  });
});

it('judges the update of a task by its tool where it is known, and polls and others by their method', () => {
  expect(isOfTool({ method: 'tools/call', kind: 'round', tool: 'look' })).toBe(true);
  expect(isOfTool({ method: 'tasks/update', kind: 'update', tool: 'look' })).toBe(true);
  expect(isOfTool({ method: 'tasks/cancel', kind: 'update', tool: 'tasks/cancel' })).toBe(false);
  expect(isOfTool({ method: 'tasks/get', kind: 'poll', tool: 'look' })).toBe(false);
});

it('changes of a plan only what is allowed, and back again to the same', () => {
  const allow = { tools: ['write'] };
  const allowed = allowSteps(steps, { flows, claims, allow });
  const plan = { captureId: 'c', flows, steps: allowed, tools: toolsOf(allowed, { claims, allow }) };
  const held = withAllowance(plan as unknown as ReplayPlan, NOTHING);
  expect(safeties(held.steps)).toEqual(['held', 'held', 'held', 'safe']);
  expect(held.tools.map(({ tool, safety }) => [tool, safety])).toEqual([
    ['look', 'safe'],
    ['write', 'held'],
  ]);
  expect(withAllowance(held, allow)).toEqual(plan);
});

describe('a plan that is allowed anew', () => {
  const shop = session(
    toolList({
      report: { readOnlyHint: true },
      look: { readOnlyHint: true },
      basket_add: {},
      deploy: { idempotentHint: true, destructiveHint: false },
    }),
    toolCall('basket_add', { item: 'pear' }, { basketId: 'bsk_8f3a1c77d2' }),
    toolCall('look', { basketId: 'bsk_8f3a1c77d2' }, { items: ['pear'] }),
    toolCall('basket_add', { basketId: 'bsk_8f3a1c77d2', item: 'fig' }, { ok: true }),
    toolCall('deploy', { to: 'staging' }, { ok: true }),
    { method: 'tasks/cancel', params: { taskId: 'tsk_unknown_4711' }, result: {} },
    toolCall(
      'report',
      { pages: 1 },
      {},
      { result: { resultType: 'task', taskId: 'tsk_0e124ca783a7d459f21d', status: 'working' } },
    ),
    {
      method: 'tasks/get',
      params: { taskId: 'tsk_0e124ca783a7d459f21d' },
      result: { status: 'input_required' },
    },
    {
      method: 'tasks/update',
      params: { taskId: 'tsk_0e124ca783a7d459f21d', inputResponses: {} },
      result: {},
    },
    toolCall('unheard', { basketId: 'bsk_8f3a1c77d2' }, { ok: true }),
  );
  const allowances: readonly Allowance[] = [
    NOTHING,
    { tools: [], all: true },
    { tools: ['basket_add'] },
    { tools: ['basket_add', 'unheard'], hold: ['look'] },
    { tools: [], all: true, hold: ['basket_add', 'deploy'] },
  ];

  it('judges a poll by its method and an answer to a task by its tool', () => {
    const { steps: planned } = planOf(shop, { allow: NOTHING });
    const about = planned.filter(({ method }) => /^tasks\/(get|update)$/.test(method));
    expect(about.map(({ tool, safety }) => [tool, safety])).toEqual([
      ['report', 'safe'],
      ['report', 'safe'],
    ]);
  });

  it.each(allowances)('is the one that is made so from the beginning: %j', (allow) => {
    const fresh = planOf(shop, { allow });
    expect(fresh.steps.some(({ after }) => after.length > 0)).toBe(true);
    for (const before of allowances)
      expect(withAllowance(planOf(shop, { allow: before }), allow)).toEqual(fresh);
  });
});
