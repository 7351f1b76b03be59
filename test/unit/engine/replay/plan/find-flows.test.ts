import { expect, it } from 'vitest';
import { flowId } from '../../../../../engine/replay/plan/find-flows.ts';
import type { ExchangeParts } from '../../../../support/lint/exchange.ts';
import { arrows, planOf, session, toolCall, toolList } from '../../../../support/replay/planned.ts';

// findFlows through the planner that tells it which tools write.

const ID = 'bsk_12ab34cd56ef';
const CLAIMS = toolList({
  ...{ make: { readOnlyHint: false }, look: { readOnlyHint: true }, page: { readOnlyHint: true } },
});

it('follows a list from page to page, each crawl by itself', () => {
  const page = (cursor: string | undefined, next: string | undefined): ExchangeParts => ({
    method: 'resources/list',
    params: cursor === undefined ? {} : { cursor },
    result: { resources: [], ...(next !== undefined && { nextCursor: next }) },
  });
  const crawl = [page(undefined, 'two'), page('two', 'three'), page('three', undefined)];
  expect(arrows(planOf(session(...crawl, ...crawl)))).toEqual([
    '#1/result/nextCursor -> #2/params/cursor',
    '#2/result/nextCursor -> #3/params/cursor',
    '#4/result/nextCursor -> #5/params/cursor',
    '#5/result/nextCursor -> #6/params/cursor',
  ]);
});

it('takes a tool’s cursor from the page before, even where it is a number', () => {
  const plan = planOf(
    session(
      CLAIMS,
      toolCall('page', {}, { nextCursor: 10 }),
      toolCall('page', { cursor: 10 }, { nextCursor: 20 }),
      toolCall('page', { cursor: 20 }, {}),
    ),
  );
  expect(arrows(plan)).toEqual([
    '#2/result/structuredContent/nextCursor -> #3/params/arguments/cursor',
    '#3/result/structuredContent/nextCursor -> #4/params/arguments/cursor',
  ]);
  expect(plan.flows[0]).toMatchObject({
    kind: 'cursor',
    value: 10,
    alsoAt: ['/result/content/0/text/nextCursor'],
  });
});

it('takes a state from the latest round, a task from the call that made it', () => {
  const deploy = { method: 'tools/call', params: { name: 'deploy', requestState: 's' } };
  const asks = { ...deploy, result: { resultType: 'input_required', requestState: 's' } };
  const plan = planOf(
    session(
      { ...asks, params: { name: 'deploy' } },
      asks,
      { ...deploy, result: { content: [] } },
      { method: 'tools/call', params: { name: 'render' }, result: { taskId: 't', status: 'working' } },
      { method: 'tasks/get', params: { taskId: 't' }, result: { taskId: 't', status: 'working' } },
      { method: 'tasks/get', params: { taskId: 't' }, result: { taskId: 't', status: 'completed' } },
    ),
  );
  expect(arrows(plan)).toEqual([
    '#1/result/requestState -> #2/params/requestState',
    '#2/result/requestState -> #3/params/requestState',
    '#4/result/taskId -> #5/params/taskId',
    '#4/result/taskId -> #6/params/taskId',
  ]);
});

it('follows a key that was made up for one question', () => {
  const key = 'q_12ab34cd56ef';
  const plan = planOf(
    session(
      {
        method: 'tools/call',
        params: { name: 'ask' },
        result: { resultType: 'input_required', inputRequests: { fixed: {}, [key]: {} } },
      },
      {
        method: 'tools/call',
        params: { name: 'ask', inputResponses: { fixed: {}, [key]: {} } },
        result: { content: [] },
      },
    ),
  );
  expect(plan.flows).toMatchObject([
    {
      producer: { number: 1, pointer: '/result/inputRequests/1', key: true },
      consumers: [{ number: 2, pointer: `/params/inputResponses/${key}`, key: true }],
      use: 'used',
    },
  ]);
});

it('follows a handle into arguments, uris and texts, once it is one', () => {
  const plan = planOf(
    session(
      CLAIMS,
      toolCall('make', {}, { basketId: ID }),
      toolCall('look', { basketId: ID }, { basketId: ID }),
      { method: 'resources/read', params: { uri: `basket://${ID}/lines` }, result: { contents: [] } },
      toolCall('make', { note: `like ${ID}, please` }, {}),
    ),
  );
  expect(arrows(plan)).toEqual([
    '#2/result/structuredContent/basketId -> #3/params/arguments/basketId',
    '#2/result/structuredContent/basketId -> #4/params/uri',
    '#2/result/structuredContent/basketId -> #5/params/arguments/note',
  ]);
});

it('follows the number of what was made, as a text as well, and no other number', () => {
  const plan = planOf(
    session(
      CLAIMS,
      toolCall('create_ticket', {}, { id: 1, priority: 1, seats: 4 }),
      toolCall('get_ticket', { ticketId: 1, limit: 4, priority: 1 }, { id: 1 }),
      toolCall('get_ticket', { ticketId: '1' }, { id: 1 }),
      toolCall('get_order', { orderId: 1 }, {}),
    ),
  );
  expect(arrows(plan)).toEqual([
    '#2/result/structuredContent/id -> #3/params/arguments/ticketId',
    '#2/result/structuredContent/id -> #4/params/arguments/ticketId',
  ]);
});

it('rewrites nothing that was there before: articles, places, names, what lists hold', () => {
  const items = [
    { sku: 'TEA-001', id: 17, uuid: '3f2b8c1e-5a7d-4c9b-8e21-0d6f4a2b9c13', region: 'eu-north' },
    { sku: 'TEA-002', id: 18, uuid: '4f2b8c1e-5a7d-4c9b-8e21-0d6f4a2b9c13', region: 'eu-south' },
  ];
  const plan = planOf(
    session(
      CLAIMS,
      toolCall('look', {}, { items }),
      toolCall(
        'make',
        { sku: 'TEA-001', productId: 17, uuid: items[0]?.uuid ?? '', region: 'eu-north', express: true },
        { done: true },
      ),
    ),
  );
  expect(arrows(plan)).toEqual([]);
  // A person may know better.
  expect(plan.flows).toMatchObject([{ value: items[0]?.uuid, confidence: 'possible', use: 'forbidden' }]);
});

it('names a flow alike for the same recording, and two parts of one text apart', () => {
  const place = { number: 3, pointer: '/result/content/0/text' };
  const part = (at: number): typeof place & { within: { part: number; of: number; before: string } } => ({
    ...place,
    within: { part: at, of: 4, before: '' },
  });
  expect(flowId(place, 'a')).toBe(flowId({ ...place }, 'a'));
  expect(
    new Set([flowId(place, 'a'), flowId(place, 'b'), flowId(part(0), 'a'), flowId(part(1), 'a')]).size,
  ).toBe(4);
});
