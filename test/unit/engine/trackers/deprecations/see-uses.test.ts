import { describe, expect, it } from 'vitest';
import { seeUses } from '../../../../../engine/trackers/deprecations/see-uses.ts';
import { FEATURES } from '../../../../../shared/spec/deprecations.ts';
import { exchange, META, type ExchangeParts } from '../../../../support/lint/exchange.ts';

function usesIn(parts: ExchangeParts): string[] {
  return seeUses(exchange(parts)).map(({ side, feature, what }) => `${side} ${feature}: ${what}`);
}

const LEGACY = { row: { era: 'legacy' } } as const;
const CALL = { method: 'tools/call', params: { name: 'pay' } } as const;
const declaring = (capabilities: object) => ({
  meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': { ...capabilities } },
});
const asking = (method: string, params: object = {}) => ({
  ...CALL,
  result: { resultType: 'input_required', inputRequests: { a: { method, params: { ...params } } } },
});
const notification = (method: string, params: object = {}) => ({
  jsonrpc: '2.0',
  method,
  params: { ...params },
});
const LEGACY_ELICITATION = {
  jsonrpc: '2.0',
  id: 9,
  method: 'elicitation/create',
  params: { mode: 'url', elicitationId: 'e' },
};

const CASES: readonly (readonly [string, readonly string[], ExchangeParts])[] = [
  ['roots', ['client roots: declares the capability'], declaring({ roots: {} })],
  ['sampling', ['client sampling: declares the capability'], declaring({ sampling: {} })],
  [
    'include-context',
    ['client sampling: declares the capability', 'client include-context: declares sampling.context'],
    declaring({ sampling: { context: {} } }),
  ],
  ['roots', ['server roots: asks for roots'], asking('roots/list')],
  [
    'include-context',
    [
      'server sampling: asks for a model’s answer',
      'server include-context: asks for context of "allServers"',
    ],
    asking('sampling/createMessage', { includeContext: 'allServers' }),
  ],
  [
    'sampling',
    ['server sampling: asks for a model’s answer'],
    asking('sampling/createMessage', { includeContext: 'none' }),
  ],
  [
    'logging',
    ['client logging: asks for a log level', 'server logging: sends log messages'],
    {
      ...CALL,
      meta: { ...META, 'io.modelcontextprotocol/logLevel': 'info' },
      stream: [notification('notifications/message'), notification('notifications/message')],
      result: {},
    },
  ],
  [
    'logging',
    ['server logging: advertises the capability'],
    { method: 'server/discover', result: { capabilities: { logging: {} } } },
  ],
  [
    'dynamic-client-registration',
    [
      'client dynamic-client-registration: registers itself',
      'server dynamic-client-registration: registers clients',
    ],
    { body: { redirect_uris: ['http://a/'] }, answerText: '{"client_id":"c"}', status: 201 },
  ],
  [
    'http-sse',
    ['client http-sse: opens the stream', 'server http-sse: says where to post'],
    {
      ...LEGACY,
      httpMethod: 'GET',
      body: null,
      answerText: 'event: endpoint\ndata: /messages\n\n',
      answerHeaders: { 'Content-Type': 'text/event-stream' },
    },
  ],
  [
    'http-sse',
    ['client http-sse: posts messages'],
    { row: { era: 'legacy', transport: 'sse' }, status: 202 },
  ],
  [
    'initialize',
    [
      'client roots: declares the capability',
      'client core-tasks: declares the capability',
      'server logging: advertises the capability',
      'server core-tasks: advertises the capability',
      'client initialize: opens a session',
      'server initialize: opens a session',
      'server session-id: sends the header',
    ],
    {
      ...LEGACY,
      method: 'initialize',
      params: { capabilities: { roots: {}, tasks: {} } },
      result: { capabilities: { logging: {}, tasks: {} } },
      answerHeaders: { 'Mcp-Session-Id': 's' },
    },
  ],
  ['session-id', ['client session-id: sends the header'], { ...LEGACY, headers: { 'mcp-session-id': 's' } }],
  [
    'session-id',
    ['client session-id: ends a session'],
    { ...LEGACY, httpMethod: 'DELETE', body: null, headers: { 'Mcp-Session-Id': 's' } },
  ],
  [
    'get-stream',
    ['client last-event-id: takes up a stream', 'client get-stream: opens the stream'],
    { ...LEGACY, httpMethod: 'GET', body: null, headers: { 'Last-Event-ID': '4' }, status: 405 },
  ],
  [
    'last-event-id',
    ['server last-event-id: gives events ids'],
    {
      ...LEGACY,
      answerText: 'id: 4\ndata: {"jsonrpc":"2.0","method":"notifications/x"}\n\n',
      answerHeaders: { 'Content-Type': 'text/event-stream' },
    },
  ],
  ['ping', ['client ping: pings'], { ...LEGACY, method: 'ping', result: {} }],
  ['ping', ['server ping: pings'], { ...LEGACY, stream: [{ jsonrpc: '2.0', id: 1, method: 'ping' }] }],
  [
    'set-level',
    ['client set-level: sets a log level', 'client logging: sets a log level'],
    { ...LEGACY, method: 'logging/setLevel' },
  ],
  [
    'resources-subscribe',
    ['client resources-subscribe: subscribes'],
    { ...LEGACY, method: 'resources/subscribe' },
  ],
  [
    'resources-unsubscribe',
    ['client resources-unsubscribe: unsubscribes'],
    { ...LEGACY, method: 'resources/unsubscribe' },
  ],
  [
    'roots-list-changed',
    ['client roots-list-changed: tells that its roots changed', 'client roots: tells that its roots changed'],
    { ...LEGACY, body: notification('notifications/roots/list_changed') },
  ],
  [
    'elicitation-complete',
    ['server elicitation-complete: tells that an elicitation is complete'],
    { ...LEGACY, stream: [notification('notifications/elicitation/complete')] },
  ],
  [
    'server-requests',
    ['server server-requests: sends elicitation/create', 'server elicitation-id: gives an elicitationId'],
    { ...LEGACY, ...CALL, stream: [LEGACY_ELICITATION], result: {} },
  ],
  [
    'error-32042',
    ['server elicitation-id: gives an elicitationId', 'server error-32042: answers with it'],
    {
      ...LEGACY,
      ...CALL,
      error: { code: -32042, data: { elicitations: [{ mode: 'url', elicitationId: 'e' }] } },
    },
  ],
  [
    'core-tasks',
    ['client core-tasks: asks for a task'],
    { ...LEGACY, method: 'tools/call', params: { name: 'pay', task: { ttl: 1 } } },
  ],
  ['tasks-list', ['client tasks-list: lists tasks'], { ...LEGACY, method: 'tasks/list' }],
  ['tasks-result', ['client tasks-result: waits for a task’s result'], { ...LEGACY, method: 'tasks/result' }],
  [
    'error-32002',
    ['server error-32002: answers with it'],
    { method: 'resources/read', params: { uri: 'a:b' }, error: { code: -32002 } },
  ],
  [
    'batches',
    ['client ping: pings', 'client batches: sends a batch'],
    { ...LEGACY, body: [{ jsonrpc: '2.0', id: 1, method: 'ping' }] },
  ],
];

it.each(CASES)('sees what is about %s: %j', (_, expected, parts) => {
  expect(usesIn(parts)).toEqual(expected);
});

it('has a case for each feature', () => {
  const tried = CASES.flatMap(([, expected]) => expected).join('\n');
  expect(FEATURES.map(({ id }) => id).filter((id) => !tried.includes(` ${id}: `))).toEqual([]);
});

describe('what is no use', () => {
  it.each<[string, ExchangeParts]>([
    ['a modern request', { ...CALL, result: { content: [] } }],
    ['elicitation in a result', asking('elicitation/create', { mode: 'form' })],
    ['-32002 of a legacy server about something else', { ...LEGACY, ...CALL, error: { code: -32002 } }],
    ['a task of the extension', { method: 'tasks/get', params: { taskId: 't' }, result: {} }],
    [
      'SSE ids of a modern answer',
      {
        answerText: 'id: 4\ndata: {"jsonrpc":"2.0","method":"notifications/x"}\n\n',
        answerHeaders: { 'Content-Type': 'text/event-stream' },
      },
    ],
    ['a page that is fetched', { httpMethod: 'GET', body: null, headers: { Accept: 'text/html' } }],
    ['a form that is no registration', { body: { redirect_uri: 'http://a/' }, answerText: '{}' }],
  ])('is %s', (_, parts) => {
    expect(usesIn(parts)).toEqual([]);
  });

  it('is an offer of registration beside client ID metadata documents', () => {
    const metadata = { issuer: 'https://a', registration_endpoint: 'https://a/register' };
    const get = { httpMethod: 'GET', body: {}, headers: { Accept: 'application/json' } };
    const offered = { ...get, answerText: JSON.stringify(metadata) };
    expect(usesIn(offered)).toEqual(['server dynamic-client-registration: offers registration']);
    const both = { ...metadata, client_id_metadata_document_supported: true };
    expect(usesIn({ ...get, answerText: JSON.stringify(both) })).toEqual([]);
  });
});

it('sees uses of every member of a batch, and answers in batches', () => {
  const batch = [
    { jsonrpc: '2.0', id: 1, method: 'ping' },
    { jsonrpc: '2.0', id: 2, method: 'tasks/list' },
  ];
  const uses = usesIn({ ...LEGACY, body: batch, answerText: '[{"jsonrpc":"2.0","id":1,"result":{}}]' });
  expect(uses).toEqual([
    'client ping: pings',
    'client tasks-list: lists tasks',
    'client batches: sends a batch',
    'server batches: answers with a batch',
  ]);
});
