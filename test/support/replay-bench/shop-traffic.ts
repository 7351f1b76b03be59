import { createHash } from 'node:crypto';
import type { Recording } from '../../../engine/capture/recorder.ts';
import { routingTable } from '../../../engine/protocol/modern/routing-table.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { exchangeStart, requestHeadBytes, responseHeadBytes, sampleEnd } from '../capture-samples.ts';
import { META, SERVER_META } from '../lint/exchange.ts';

// What customers of a shop ask for, with all that flows: cursors, baskets, rounds, tasks, order numbers. The same each time.

/** A request and its result. */
export interface Visit {
  readonly method: string;
  readonly params: JsonObject;
  readonly result: JsonObject;
}

const TOOLS: readonly (readonly [string, JsonObject])[] = [
  ['search', { readOnlyHint: true }],
  ['basket_create', { readOnlyHint: false, destructiveHint: false }],
  ['basket_add', { readOnlyHint: false, destructiveHint: false }],
  ['basket_get', { readOnlyHint: true }],
  ['place_order', { readOnlyHint: false, destructiveHint: false }],
  ['order_status', { readOnlyHint: true }],
  ['deploy', { readOnlyHint: false, destructiveHint: true, idempotentHint: true }],
  ['render', { readOnlyHint: true }],
];

function idOf(kind: string, customer: number): string {
  return `${kind}_${createHash('sha256')
    .update(`${kind} ${String(customer)}`)
    .digest('hex')
    .slice(0, 20)}`;
}

const call = (name: string, args: JsonObject, result: JsonObject, more: JsonObject = {}): Visit => ({
  method: 'tools/call',
  params: { name, arguments: args, ...more },
  result,
});

function told(value: JsonObject): JsonObject {
  return { content: [{ type: 'text', text: JSON.stringify(value) }], structuredContent: value };
}

const items = (from: number): JsonObject[] =>
  Array.from({ length: 5 }, (_, at) => ({
    sku: `TEA-${String(from + at).padStart(3, '0')}`,
    name: `Tea number ${String(from + at)}`,
    priceCents: 290 + ((from + at) % 40) * 55,
    stock: (from + at) % 60,
  }));

const LIST: Visit = {
  method: 'tools/list',
  params: {},
  result: {
    tools: TOOLS.map(([name, annotations]) => ({
      name,
      description: `What ${name} does is told here in a sentence or two, as a model needs it.`,
      inputSchema: { type: 'object', properties: { sku: { type: 'string' }, quantity: { type: 'integer' } } },
      annotations,
    })),
    ttlMs: 60_000,
    cacheScope: 'public',
  },
};

/** 20 requests of one customer, in order. */
export function visitsOf(customer: number): readonly Visit[] {
  const basketId = idOf('bsk', customer);
  const taskId = idOf('tsk', customer);
  const cursor = Buffer.from(JSON.stringify({ at: 5, of: customer })).toString('base64url');
  const order = 10_000 + customer;
  const requestState = `v1.${createHash('sha256').update(String(customer)).digest('base64url')}.sig`;
  const line = (quantity: number): JsonObject =>
    told({ basketId, lines: [{ sku: 'TEA-001', quantity }], pieces: quantity, totalCents: 290 * quantity });
  const add = (quantity: number, sum: number): Visit =>
    call('basket_add', { basketId, sku: 'TEA-001', quantity }, line(sum));
  const task = (status: string): JsonObject => ({ taskId, status, ttlMs: 60_000, pollIntervalMs: 500 });
  return [
    LIST,
    {
      method: 'resources/read',
      params: { uri: 'config://shop' },
      result: { contents: [{ uri: 'config://shop', text: '{"season":false}' }] },
    },
    call('search', { category: 'tea', limit: 5 }, told({ items: items(1), total: 60, nextCursor: cursor })),
    call('search', { category: 'tea', limit: 5, cursor }, told({ items: items(6), total: 60 })),
    call('basket_create', {}, told({ basketId })),
    add(1, 1),
    call('basket_get', { basketId }, line(1)),
    add(2, 3),
    call('basket_get', { basketId }, line(3)),
    add(1, 4),
    call('place_order', { basketId }, told({ orderId: order, status: 'placed' })),
    call('order_status', { orderId: order }, told({ orderId: order, status: 'placed' })),
    call('order_status', { orderId: order }, told({ orderId: order, status: 'sent' })),
    call(
      'deploy',
      { environment: 'staging' },
      { resultType: 'input_required', requestState, inputRequests: {} },
    ),
    call('deploy', { environment: 'staging' }, told({ deployed: true }), {
      requestState,
      inputResponses: {},
    }),
    call('render', { pages: 2 }, { resultType: 'task', ...task('working') }),
    { method: 'tasks/get', params: { taskId }, result: task('working') },
    { method: 'tasks/get', params: { taskId }, result: task('working') },
    { method: 'tasks/get', params: { taskId }, result: { ...task('completed'), result: told({ pages: 2 }) } },
    {
      method: 'prompts/get',
      params: { name: 'gift', arguments: { category: 'tea' } },
      result: {
        messages: [
          { role: 'user', content: { type: 'text', text: 'Suggest one gift from our category tea.' } },
        ],
      },
    },
  ];
}

/** How many flows there are in the visits of one customer: cursor, basket, order, state, task. */
export const FLOWS_A_CUSTOMER = 5;
export const VISITS_A_CUSTOMER = 20;

/** Records a visit as a gateway would have, number `at` of the capture, from 0. */
export function recordVisit(recording: Recording, { method, params, result }: Visit, at: number): void {
  const id = at + 1;
  const request = { jsonrpc: '2.0', id, method, params: { ...params, _meta: META } };
  const body = Buffer.from(JSON.stringify(request));
  const name = params['name'] ?? params['uri'] ?? params['taskId'];
  const headers: HeaderList = [
    ['Host', '127.0.0.1:47100'],
    ['Content-Type', 'application/json'],
    ['Accept', 'application/json, text/event-stream'],
    ['MCP-Protocol-Version', '2026-07-28'],
    ['Mcp-Method', method],
    ...(typeof name === 'string' ? ([['Mcp-Name', name]] as const) : []),
    ['Content-Length', String(body.length)],
  ];
  const { draft: _draft, ...sample } = exchangeStart({ id });
  const start = {
    ...sample,
    ...{ origin: 'gateway' as const, method, name: typeof name === 'string' ? name : '', headers, body },
    ...{ instanceId: `i-${String(at % 3)}`, instanceName: `instance ${String(at % 3)}` },
    startedAt: 1_795_000_000_000 + at * 2,
    routing: routingTable(headers, request),
    origins: [],
  };
  const answer = { jsonrpc: '2.0', id, result: { resultType: 'complete', ...result, _meta: SERVER_META } };
  const answerBody = Buffer.from(JSON.stringify(answer));
  const answerHeaders: HeaderList = [['Content-Type', 'application/json']];
  const recorder = recording.begin(start);
  recorder.requestBytes(requestHeadBytes(start), 0.5);
  recorder.requestBytes(body, 0.6);
  recorder.responseBytes(Buffer.concat([responseHeadBytes(200, answerHeaders), answerBody]), 1.2);
  recorder.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers: answerHeaders }, 1.2);
  recorder.bodyBytes(answerBody, 1.3);
  recorder.end(sampleEnd(1.4));
}
