import { expect, it } from 'vitest';
import { usedCapabilities } from '../../../../../engine/trackers/negotiation/used-capabilities.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';

const LEGACY = { row: { era: 'legacy' } } as const;
const asking = (method: string, params: object = {}): ExchangeParts => ({
  result: { resultType: 'input_required', inputRequests: { a: { method, params: { ...params } } } },
  method: 'tools/call',
  params: { name: 'x' },
});
const told = (method: string, params: object = {}): ExchangeParts => ({
  ...LEGACY,
  stream: [{ jsonrpc: '2.0', method, params: { ...params } }],
});
const TASKS = 'io.modelcontextprotocol/tasks';

it.each<[string[], ExchangeParts]>([
  [['roots', 'tools'], asking('roots/list')],
  [['elicitation', 'elicitation.form', 'tools'], asking('elicitation/create')],
  [['elicitation', 'elicitation.url', 'tools'], asking('elicitation/create', { mode: 'url' })],
  [
    ['sampling', 'sampling.tools', 'sampling.context', 'tools'],
    asking('sampling/createMessage', { tools: [], includeContext: 'allServers' }),
  ],
  [['resources'], { method: 'resources/read', params: { uri: 'a:b' }, result: { contents: [] } }],
  [
    ['resources', 'io.modelcontextprotocol/ui'],
    { method: 'resources/read', params: { uri: 'ui://a' }, result: { contents: [] } },
  ],
  [['completions'], { method: 'completion/complete', result: { completion: { values: [] } } }],
  [['logging'], { ...LEGACY, method: 'logging/setLevel', result: {} }],
  [['resources.subscribe'], { ...LEGACY, method: 'resources/subscribe', result: {} }],
  [['logging'], told('notifications/message')],
  [['tools.listChanged'], told('notifications/tools/list_changed')],
  [['resources.subscribe'], told('notifications/resources/updated')],
  [
    ['tools.listChanged', 'resources.subscribe'],
    {
      method: 'subscriptions/listen',
      stream: [
        {
          jsonrpc: '2.0',
          method: 'notifications/subscriptions/acknowledged',
          params: {
            notifications: {
              toolsListChanged: true,
              promptsListChanged: false,
              resourceSubscriptions: ['a:b'],
            },
          },
        },
      ],
    },
  ],
  [[TASKS], { method: 'tasks/get', params: { taskId: 't' }, result: { status: 'working' } }],
  [['tasks'], { ...LEGACY, method: 'tasks/list', result: { tasks: [] } }],
  [
    ['tools', 'tasks'],
    { ...LEGACY, method: 'tools/call', params: { name: 'x', task: {} }, result: { task: { taskId: 't' } } },
  ],
  [
    ['roots.listChanged'],
    { ...LEGACY, body: { jsonrpc: '2.0', method: 'notifications/roots/list_changed' } },
  ],
  [[], { method: 'tasks/get', params: { taskId: 't' }, error: { code: -32021 }, status: 400 }],
  [[], { method: 'prompts/list', result: { prompts: [] } }],
])('sees %j', (ids, parts) => {
  expect(usedCapabilities(exchange(parts)).map(({ row }) => row.id)).toEqual(ids);
});

it('needs no declaration for reading a user interface', () => {
  const read = exchange({ method: 'resources/read', params: { uri: 'ui://a' }, result: { contents: [] } });
  expect(usedCapabilities(read).find(({ row }) => row.kind === 'extension')?.free).toBe(true);
});
