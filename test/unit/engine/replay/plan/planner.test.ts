import { describe, expect, it } from 'vitest';
import { createPlanner } from '../../../../../engine/replay/plan/planner.ts';
import type { ExchangeParts } from '../../../../support/lint/exchange.ts';
import { arrows, planOf, session, toolCall, toolList } from '../../../../support/replay/planned.ts';

const ID = 'bsk_12ab34cd56ef';
const create = toolCall('basket_create', {}, { basketId: ID });
const get = toolCall('basket_get', { basketId: ID }, { basketId: ID });
const CLAIMS = toolList({
  basket_create: { readOnlyHint: false },
  basket_get: { readOnlyHint: true },
});
const failure = { kind: 'cut', message: 'Cut.', at: 0 } as const;
const link = (kind: 'round' | 'headers', to: number): NonNullable<ExchangeParts['row']> => ({
  link: { kind, to },
});

describe('a plan', () => {
  it('has the steps in the order in which they left, and believes the latest tools/list', () => {
    const plan = planOf(session(toolList({ basket_get: {} }), create, get, CLAIMS), { allow: { tools: [] } });
    expect(plan.steps.map(({ number, kind, safety }) => [number, kind, safety])).toEqual([
      [1, 'list', 'safe'],
      [2, 'call', 'held'],
      [3, 'read', 'held'],
      [4, 'list', 'safe'],
    ]);
    expect(plan.tools.map(({ tool, safety, steps }) => [tool, safety, steps])).toEqual([
      ['basket_create', 'held', 1],
      ['basket_get', 'safe', 1],
      ['tools/list', 'safe', 2],
    ]);
    expect(plan).toMatchObject({
      captureName: 'session',
      lanes: 1,
      lastedMs: 3_010,
      recordedOn: [{ id: 'alpha', name: 'alpha' }],
    });
  });

  it('believes also a list that Hopscope asked for itself, which is no step', () => {
    const plan = planOf(session({ ...CLAIMS, row: { origin: 'probe' } }, get), { allow: { tools: [] } });
    expect(plan.steps.map(({ number, safety }) => [number, safety])).toEqual([[2, 'safe']]);
    expect(plan.leftOut).toMatchObject([{ number: 1, method: 'tools/list', reason: 'probe' }]);
  });

  it('leaves out what another exchange repeats, and what could not be read', () => {
    const planner = createPlanner({ captureId: 'c', allow: { tools: [] }, flows: [], variables: [] });
    const [first, second] = session(get, { ...get, row: link('headers', 1) });
    if (first) planner.asked(first);
    if (second) planner.asked(second);
    planner.unread({ number: 3, origin: 'gateway', method: 'tools/call', name: 'big' } as never);
    const plan = planner.plan({ id: 'c', name: 'x' });
    expect(plan.steps.map(({ number }) => number)).toEqual([2]);
    expect(plan.leftOut.map(({ number, reason }) => [number, reason])).toEqual([
      [1, 'followed'],
      [3, 'unreadable'],
    ]);
  });

  it('leaves out what needs the answer to what is not sent, and what needs that', () => {
    const order = toolCall('place_order', { basketId: ID }, { orderId: 'ord_99ee88dd77cc' });
    const status = toolCall('order_status', { orderId: 'ord_99ee88dd77cc' }, {});
    const plan = planOf(session(create, get, order, status, toolCall('whoami', {}, {})), {
      range: { from: 2, to: 5 },
    });
    expect(plan.steps.map(({ number }) => number)).toEqual([5]);
    expect(plan.leftOut.map(({ number, reason, says }) => [number, reason, says])).toEqual([
      [2, 'cause-failed', 'It needs what #1 was answered with, which is not sent.'],
      [3, 'cause-failed', 'It needs what #1 was answered with, which is not sent.'],
      [4, 'cause-failed', 'It needs what #3 was answered with, which is not sent.'],
    ]);
    expect(plan.flows).toEqual([]);
  });

  it('leaves out what goes on from what was never answered', () => {
    const plan = planOf(
      session(
        { method: 'tools/call', params: { name: 'deploy' }, silent: true, failure },
        {
          method: 'tools/call',
          params: { name: 'deploy', inputResponses: {} },
          result: {},
          row: link('round', 1),
        },
      ),
    );
    expect(plan.steps.map(({ number, failedThen }) => [number, failedThen])).toEqual([[1, true]]);
    expect(plan.leftOut[0]?.says).toBe('It goes on from #1, which was never answered.');
  });

  it('sends what a person freed of its cause as it was recorded', () => {
    const plan = planOf(session(create, get), { range: { from: 2, to: 2 } });
    expect(plan.steps).toEqual([]);
    const [flow] = planOf(session(create, get)).flows;
    const freed = planOf(session(create, get), {
      range: { from: 2, to: 2 },
      flows: [{ op: 'forbid', id: flow?.id ?? '' }],
    });
    expect(freed.steps.map(({ number }) => number)).toEqual([2]);
  });

  it('knows what failed then', () => {
    const plan = planOf(
      session(
        { ...get, result: { isError: true, content: [] } },
        { method: 'resources/read', params: { uri: 'x' }, error: { code: -32602 }, status: 400 },
        get,
      ),
    );
    expect(plan.steps.map(({ failedThen }) => failedThen)).toEqual([true, true, undefined]);
  });

  it('does not look at what a replay sent, nor take it for the origin of anything', () => {
    const replay = { origin: 'replay' } as const;
    const plan = planOf(session({ ...create, row: replay }, create, get, { ...get, row: replay }));
    expect(arrows(plan)).toEqual(['#2/result/structuredContent/basketId -> #3/params/arguments/basketId']);
    expect(plan.leftOut.map(({ reason }) => reason)).toEqual(['replay', 'replay']);
  });

  it('tells clients apart: by their names, in the legacy era by their sessions', () => {
    const legacy = (id: string): ExchangeParts => ({
      ...get,
      row: { era: 'legacy' },
      headers: { 'Mcp-Session-Id': id },
    });
    const other = { ...get, meta: { 'io.modelcontextprotocol/clientInfo': { name: 'other', version: '1' } } };
    const plan = planOf(session(get, other, get, legacy('s1'), legacy('s2'), legacy('s1')));
    expect(plan.steps.map(({ client }) => client)).toEqual([0, 1, 0, 2, 3, 2]);
  });

  it('hints at what will be another one by now, but not at what flows', () => {
    const day = toolCall('look', { since: '2026-11-23', when: '2026-11-24' }, {});
    const plan = planOf(session(day, day));
    expect(plan.variables.map(({ recorded, count }) => [recorded, count])).toEqual([
      ['2026-11-23', 2],
      ['2026-11-24', 2],
    ]);
  });
});
