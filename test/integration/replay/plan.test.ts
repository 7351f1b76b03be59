import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PlanStep, PlanSummary, ValueFlow } from '../../../shared/model/replay-plan.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { createModernClient } from '../../support/modern-client.ts';
import { legacySession } from '../../support/legacy-session.ts';
import { recordSession, recordTraffic, SESSION_PARTS } from '../../support/recorded-session.ts';
import { addInstance, ask } from '../servers/ask-through-bridge.ts';

let opened: ContractEngine;
let fleet: DemoFleet;
let ids: string[];
beforeEach(async () => {
  [opened, fleet] = await Promise.all([
    openContractEngine(),
    startDemoFleet({ names: ['alpha', 'beta'], conformanceFixtures: true }),
  ]);
  ids = [];
  for (const { name, url } of fleet.instances) ids.push((await addInstance(opened.engine, name, url)).id);
});
afterEach(async () => {
  await opened.close();
  await fleet.stop();
});

interface Planned {
  readonly summary: PlanSummary;
  readonly steps: readonly PlanStep[];
  readonly flows: readonly ValueFlow[];
}

async function planned(captureId: string, allowAll = true): Promise<Planned> {
  const { engine } = opened;
  const allow = { all: allowAll, tools: [] };
  const summary = await ask(engine, 'replay.plan', { captureId, allow, flows: [], variables: [] });
  const page = { planId: summary.id, from: 0, limit: 500 };
  const { steps } = await ask(engine, 'replay.planSteps', page);
  const { flows } = await ask(engine, 'replay.planFlows', page);
  return { summary, steps, flows };
}

/** `basket_create/result/structuredContent/basketId -> basket_add/params/arguments/basketId x 8`, for people. */
function told({ steps, flows }: Planned): string[] {
  const names = new Map(
    steps.map(({ number, method, name, tool }) => [
      number,
      method === 'tools/call' ? name : `${method}(${tool})`,
    ]),
  );
  return flows.flatMap(({ kind, use, producer, consumers }) => {
    const counts = new Map<string, number>();
    for (const { number, pointer } of consumers) {
      const to = `${names.get(number) ?? ''}${pointer}`;
      counts.set(to, (counts.get(to) ?? 0) + 1);
    }
    return [...counts].map(
      ([to, count]) =>
        `${use} ${kind}: ${names.get(producer.number) ?? ''}${producer.pointer} -> ${to} x ${String(count)}`,
    );
  });
}

it('finds in a session of the demo fleet each value that flows, and nothing else', async () => {
  // Tasks of one kind each: which poll is of which is told by the tool.
  const parts = SESSION_PARTS.filter((part) => part !== 'lingering');
  const { captureId, exchanges } = await recordSession(opened.engine, ids, { parts });
  const plan = await planned(captureId);
  const polls = (tool: string): number =>
    plan.steps.filter((step) => step.kind === 'poll' && step.tool === tool).length;
  const basket = 'used handle: basket_create/result/structuredContent/basketId ->';
  const cursor =
    'used cursor: search_catalog/result/structuredContent/nextCursor -> search_catalog/params/arguments/cursor x 1';
  const state = 'used request-state: deploy/result/requestState -> deploy/params/requestState x 1';
  const ofTask = (tool: string, method: string, count: number): string =>
    `used task-id: ${tool}/result/taskId -> ${method}(${tool})/params/taskId x ${String(count)}`;
  expect(told(plan)).toEqual([
    ...Array.from({ length: 4 }, () => cursor),
    ...Array.from({ length: 2 }, () => [
      `${basket} basket_add/params/arguments/basketId x 4`,
      `${basket} basket_get/params/arguments/basketId x 4`,
    ]).flat(),
    ...[state, state],
    ofTask('render_report', 'tasks/get', polls('render_report')),
    ofTask('approve_work', 'tasks/get', polls('approve_work')),
    ofTask('approve_work', 'tasks/update', 1),
    ofTask('failing_work', 'tasks/get', polls('failing_work')),
  ]);
  expect(plan.steps).toHaveLength(exchanges);
  expect(plan.summary).toMatchObject({ leftOut: {}, held: 0, variables: [], lanes: 2 });
  const ends = plan.steps.filter(({ until }) => until === 'ended').map(({ tool }) => tool);
  expect(ends).toEqual(['render_report', 'approve_work', 'failing_work']);
  const asks = plan.steps.findIndex(({ until }) => until === 'asks');
  expect(plan.steps[asks + 1]).toMatchObject({ method: 'tasks/update', tool: 'approve_work' });
}, 60_000);

it('holds what nobody allowed, and what needs its answer', async () => {
  const { captureId } = await recordSession(opened.engine, ids, {
    parts: ['lists', 'baskets', 'rounds', 'progress'],
  });
  const { summary, steps } = await planned(captureId, false);
  const held = summary.tools.filter(({ safety }) => safety === 'held').map(({ tool }) => tool);
  expect(held).toEqual(['basket_add', 'basket_create', 'deploy']);
  expect(summary.tools.find(({ tool }) => tool === 'import_catalog')).toMatchObject({
    safety: 'repeatable',
    claims: { readOnlyHint: false, destructiveHint: false, idempotentHint: true },
  });
  const gets = steps.filter(({ name }) => name === 'basket_get');
  expect(gets.map(({ safety, because }) => [safety, because.includes('basket_create')])).toEqual(
    gets.map(() => ['held', true]),
  );
}, 60_000);

it('follows states from round to round, and a task that began after a question', async () => {
  const { captureId } = await recordTraffic(opened.engine, ids, async (url) => {
    const extensions = { 'io.modelcontextprotocol/tasks': {} };
    const client = createModernClient(url, 'fixtures', { elicitation: { form: {} }, extensions });
    const answer = (content: object): object => ({ action: 'accept', content });
    const many = { name: 'test_input_required_result_multi_round', arguments: {} };
    const first = await client.ask('tools/call', many);
    const second = await client.ask('tools/call', {
      ...many,
      requestState: first.result?.['requestState'],
      inputResponses: { step1: answer({ name: 'Ann' }) },
    });
    await client.ask('tools/call', {
      ...many,
      requestState: second.result?.['requestState'],
      inputResponses: { step2: answer({ color: 'blue' }) },
    });
    const named = { name: 'test_tool_with_task', arguments: {} };
    await client.ask('tools/call', named);
    const begun = await client.ask('tools/call', {
      ...named,
      inputResponses: { user_name: answer({ name: 'Ann' }) },
    });
    await client.ask('tasks/get', { taskId: begun.result?.['taskId'] });
    await client.ask('tasks/cancel', { taskId: begun.result?.['taskId'] });
  });
  const plan = await planned(captureId);
  expect(plan.steps.map(({ kind, tool, follows }) => [kind, tool.replace('test_', ''), follows])).toEqual([
    ['call', 'input_required_result_multi_round', undefined],
    ['round', 'input_required_result_multi_round', 1],
    ['round', 'input_required_result_multi_round', 2],
    ['call', 'tool_with_task', undefined],
    ['round', 'tool_with_task', undefined],
    ['poll', 'tool_with_task', 5],
    ['update', 'tool_with_task', 5],
  ]);
  expect(
    plan.flows.map(({ kind, producer, consumers }) => [
      kind,
      producer.number,
      consumers.map(({ number }) => number),
    ]),
  ).toEqual([
    ['request-state', 1, [2]],
    ['request-state', 2, [3]],
    ['task-id', 5, [6, 7]],
  ]);
}, 60_000);

it('plans a legacy session without what opened and ended it', async () => {
  const { captureId } = await recordTraffic(opened.engine, ids, legacySession);
  const { summary, steps, flows } = await planned(captureId);
  expect(steps.map(({ method, name, era, client }) => [method, name, era, client])).toEqual([
    ['tools/list', '', 'legacy', 0],
    ['tools/call', 'basket_create', 'legacy', 0],
    ['tools/call', 'basket_get', 'legacy', 0],
    ['logging/setLevel', '', 'legacy', 0],
  ]);
  expect(summary.leftOut).toEqual({ handshake: 3 });
  expect(
    flows.map(({ producer, consumers }) => [producer.number, consumers.map(({ number }) => number)]),
  ).toEqual([[steps[1]?.number, [steps[2]?.number]]]);
}, 60_000);
